/**
 * Applies the edits of fixes to a text in memory, for fixtures. Writing files is the engine's part.
 */
import type { TextEdit } from '../base/finding.ts';
import type { Position } from '../base/position.ts';

/** The text after all edits. Equal edits count once; overlapping ones throw. */
export function applyFixes(text: string, edits: readonly TextEdit[]): string {
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const offset = ({ line, column }: Position): number => (lineStarts[line - 1] ?? text.length) + column - 1;
  const ranges = edits.map(edit => ({ start: offset(edit.start), end: offset(edit.end), text: edit.text }));
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);

  let result = '';
  let done = 0;
  for (const [index, range] of ranges.entries()) {
    const previous = ranges[index - 1];
    if (previous?.start === range.start && previous.end === range.end && previous.text === range.text) continue;
    if (range.start < done) throw new Error(`edits overlap at offset ${range.start}`);
    result += text.slice(done, range.start) + range.text;
    done = range.end;
  }
  return result + text.slice(done);
}
