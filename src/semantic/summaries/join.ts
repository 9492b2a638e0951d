/**
 * What holds of a call that may run one of several functions.
 */
import type { Extent, ParameterSummary, ResultSummary } from './summary.ts';
import { extentOfCall } from './summary.ts';

/** Undefined if nothing is known of one of them. */
export function joinParameters(summaries: readonly (ParameterSummary | undefined)[]): ParameterSummary | undefined {
  const known = summaries.filter(summary => summary !== undefined);
  const [only] = known;
  if (known.length < summaries.length) return undefined;
  if (known.length === 1) return only;
  const paths = new Set(known.flatMap(({ calls }) => Object.keys(calls ?? {})));
  const calls: Record<string, Extent> = {};
  for (const path of paths) {
    const extent = joinExtents(known.map(summary => extentOfCall(summary, path)));
    if (extent !== undefined) calls[path] = extent;
  }
  const extents = (['closes', 'sends', 'receives', 'stores'] as const).flatMap(name => {
    const extent = joinExtents(known.map(summary => summary[name]));
    return extent === undefined ? [] : [[name, extent] as const];
  });
  const returnedAs = [...new Set(known.flatMap(summary => summary.returnedAs ?? []))].sort((a, b) => a - b);
  return {
    ...(paths.size > 0 && { calls }),
    ...Object.fromEntries(extents),
    ...(returnedAs.length > 0 && { returnedAs }),
  };
}

/** Only what is the same of all. */
export function joinResults(summaries: readonly (ResultSummary | undefined)[]): ResultSummary | undefined {
  const [first, ...others] = summaries;
  return others.every(other => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}

function joinExtents(extents: readonly (Extent | undefined)[]): Extent | undefined {
  const [first] = extents;
  if (extents.every(extent => extent === first)) return first;
  return extents.some(extent => extent === 'some' || extent === 'all') ? 'some' : undefined;
}
