/**
 * Tables of numbers in text reports: right-aligned columns, then how well the profile matched, then what the row is.
 */

const MATCH_HEADING = 'match';
const MARGIN = '  ';

export interface Row {
  /** One cell per heading, or a word that stands for all of them. */
  readonly cells: readonly string[] | string;
  readonly match: string;
  readonly label: string;
}

/** Lines, the headings first. */
export function alignedLines(headings: readonly string[], labelHeading: string, rows: readonly Row[]): string[] {
  const widths = headings.map((heading, column) => {
    const cells = rows.map(({ cells }) => (typeof cells === 'string' ? '' : (cells[column] ?? '')));
    return longest([heading, ...cells]);
  });
  const matchWidth = longest([MATCH_HEADING, ...rows.map(row => row.match)]);
  const numbersWidth = widths.reduce((sum, width) => sum + width + MARGIN.length, 0);

  const line = ({ cells, match, label }: Row): string => {
    const numbers =
      typeof cells === 'string'
        ? cells.padStart(numbersWidth)
        : cells.map((cell, column) => MARGIN + cell.padStart(widths[column] ?? 0)).join('');
    return `${numbers}${MARGIN}${match.padEnd(matchWidth)}${MARGIN}${label}`;
  };
  return [line({ cells: headings, match: MATCH_HEADING, label: labelHeading }), ...rows.map(line)];
}

function longest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
