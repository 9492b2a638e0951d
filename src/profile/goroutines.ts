/**
 * What profiles of goroutines say without any finding.
 */
import type { Notice } from '../base/finding.ts';
import { mergedProfile } from './kinds.ts';
import type { GoroutineKind, NamedProfile, Profile } from './profile.ts';

const KINDS: readonly GoroutineKind[] = ['goroutine', 'goroutineleak'];

/** One notice for each kind that is there: findings are not ranked by goroutines yet. */
export function describeGoroutines(profiles: readonly NamedProfile[]): Notice[] {
  return KINDS.flatMap(kind => {
    const merged = mergedProfile(profiles, kind);
    if (merged === undefined) return [];
    const names = profiles.filter(({ profile }) => profile.kind === kind).map(({ name }) => name);
    return [{ kind: 'unranked-profile', message: `${names.join(', ')}: ${summary(merged)}` }];
  });
}

function summary({ samples, incomplete }: Profile): string {
  const all = samples.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
  const leaked = samples.reduce((sum, { values, goroutine }) => sum + (goroutine?.leaked ? (values[0] ?? 0) : 0), 0);
  const more = incomplete === true ? ' and more, since the runtime cut the dump off at 64 MB' : '';
  const proven = leaked > 0 ? `, ${String(leaked)} of them proven to be leaked` : '';
  return `${String(all)} goroutines${more}${proven}; findings are not ranked by goroutines yet`;
}
