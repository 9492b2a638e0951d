/**
 * Whether goroutines of the function that makes a channel feed it, and whether they close it in the end.
 */
import type { ParameterEffects } from './parameter-effects.ts';
import type { Site } from './trace.ts';
import { isSubject } from './trace.ts';

/** `closed` if the goroutine closes it on every path to its end, `open` if nothing ever does; undefined if not fed or unsure. */
export function feedingOf(effects: ParameterEffects, sites: readonly Site[]): 'closed' | 'open' | undefined {
  const started = sites.filter(({ how }) => how === 'goroutine');
  const mayDo = (among: readonly Site[], kind: 'send' | 'close' | 'store'): boolean =>
    among.some(site => effects.actionsAt(site).some(action => action.kind === kind));
  if (!mayDo(started, 'send')) return undefined;
  if (started.some(site => closesForSure(effects, site))) return 'closed';
  // That the goroutine has the channel is a store as well.
  const nodes = new Set(started.map(({ node }) => node));
  const others = sites.filter(({ node, isDirect }) => !isDirect || !nodes.has(node));
  return mayDo(sites, 'close') || mayDo(others, 'store') ? undefined : 'open';
}

function closesForSure(effects: ParameterEffects, { sources, locus, isCertain }: Site): boolean {
  if (!isCertain || locus.own.length + locus.of.length > 0) return false;
  return sources.every(source =>
    isSubject(source)
      ? [...effects.actionsOn(source).values()].some(
          action => action.kind === 'close' && action.path.length === 0 && effects.isCertain(source, action),
        )
      : source.must.some(({ kind, path }) => kind === 'close' && path.length === 0),
  );
}
