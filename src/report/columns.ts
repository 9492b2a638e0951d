/**
 * Tables in text reports: columns of numbers, aligned to the right, and then of words, aligned to the left.
 */

const MARGIN = '  ';

export interface Row {
  /** One cell for each column of numbers, or a word that stands for all of them. */
  readonly cells: readonly string[] | string;
  readonly words: readonly string[];
}

/** Lines, the headings first. */
export function alignedLines(numbers: readonly string[], words: readonly string[], rows: readonly Row[]): string[] {
  const all = [{ cells: numbers, words }, ...rows];
  const widths = numbers.map((_, column) =>
    longest(all.map(({ cells }) => (typeof cells === 'string' ? '' : (cells[column] ?? '')))),
  );
  const wordWidths = words.slice(0, -1).map((_, column) => longest(all.map(row => row.words[column] ?? '')));
  const numbersWidth = widths.reduce((sum, width) => sum + width + MARGIN.length, 0);

  return all.map(({ cells, words: texts }) => {
    const left =
      typeof cells === 'string'
        ? cells.padStart(numbersWidth)
        : cells.map((cell, column) => MARGIN + cell.padStart(widths[column] ?? 0)).join('');
    return left + texts.map((text, column) => MARGIN + text.padEnd(wordWidths[column] ?? 0)).join('');
  });
}

function longest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
