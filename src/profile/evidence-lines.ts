/**
 * The lines of findings' evidence, and the frames of a profile that lie in them.
 */
import type { Span } from '../base/position.ts';
import type { PlacedFrame } from './correlate.ts';

export interface LineRange {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

export function linesOf({ path, start, end }: Span): LineRange {
  const endsBeforeLine = end.column === 1 && end.line > start.line;
  return { path, first: start.line, last: endsBeforeLine ? end.line - 1 : end.line };
}

function linesHold({ path, first, last }: LineRange, place: PlacedFrame | undefined): boolean {
  return place?.line !== undefined && place.path === path && first <= place.line && place.line <= last;
}

/** By index of the frame: which of the sets of lines hold it, by their index; undefined for most frames. */
export function linesByFrame(
  places: readonly (PlacedFrame | undefined)[],
  sets: readonly (readonly LineRange[])[],
): (readonly number[] | undefined)[] {
  const byPath = new Map<string, (LineRange & { readonly set: number })[]>();
  for (const [set, lines] of sets.entries()) {
    for (const range of lines) {
      const known = byPath.get(range.path);
      if (known === undefined) byPath.set(range.path, [{ ...range, set }]);
      else known.push({ ...range, set });
    }
  }
  return places.map(place => {
    const inside = byPath.get(place?.path ?? '')?.filter(range => linesHold(range, place)) ?? [];
    return inside.length === 0 ? undefined : [...new Set(inside.map(({ set }) => set))];
  });
}
