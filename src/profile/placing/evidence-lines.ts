/**
 * The lines of findings' evidence, and the frames of a profile that lie in them.
 */
import type { LineRange } from '../../base/details.ts';
import type { Finding } from '../../base/finding.ts';
import { groupBy } from '../../base/group-by.ts';
import type { Span } from '../../base/position.ts';
import type { PlacedFrame } from './correlate.ts';

export function linesOf({ path, start, end }: Span): LineRange {
  const endsBeforeLine = end.column === 1 && end.line > start.line;
  return { path, first: start.line, last: endsBeforeLine ? end.line - 1 : end.line };
}

/** Goroutines are not in a heap profile: of such evidence only the lines that go with it count. */
export function evidenceRanges({ evidence, ...finding }: Pick<Finding, 'evidence'> & Span): LineRange[] {
  if (evidence.length === 0) return [linesOf(finding)];
  return evidence.filter(item => item.kind === 'lines').map(linesOf);
}

/** Tells which of the sets of lines hold a line, by their index. */
export function linesByPlace(
  sets: readonly (readonly LineRange[])[],
): (path: string, line: number) => readonly number[] {
  const all = sets.flatMap((lines, set) => lines.map(range => ({ ...range, set })));
  const byPath = groupBy(all, ({ path }) => path);
  return (path, line) => {
    const inside = byPath.get(path)?.filter(({ first, last }) => first <= line && line <= last) ?? [];
    return [...new Set(inside.map(({ set }) => set))];
  };
}

/** By index of the frame: which of the sets of lines hold it; undefined for most frames. */
export function linesByFrame(
  places: readonly (PlacedFrame | undefined)[],
  sets: readonly (readonly LineRange[])[],
): (readonly number[] | undefined)[] {
  const setsAt = linesByPlace(sets);
  return places.map(place => {
    const inside = place?.line === undefined ? [] : setsAt(place.path, place.line);
    return inside.length === 0 ? undefined : inside;
  });
}
