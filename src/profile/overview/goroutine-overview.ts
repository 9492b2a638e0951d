/**
 * What profiles of goroutines say about the analysed modules as a whole: where goroutines hang, and what started them.
 */
import type { GoroutineGroup, GoroutineOverview } from '../../base/overview.ts';
import type { Ranking } from '../../base/finding.ts';
import { compareText } from '../../base/position.ts';
import type { FunctionSpan } from '../../base/source.ts';
import { inModule } from '../measuring/attribute.ts';
import type { OverviewRequest } from './memory-overview.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { findingsOfGoroutines, waitOf } from '../measuring/goroutines.ts';
import type { Sample } from '../profile.ts';

interface GoroutineRequest extends OverviewRequest {
  readonly ranking: Ranking;
  readonly functions: readonly FunctionSpan[];
}

export function goroutineOverview(correlated: CorrelatedProfile, request: GoroutineRequest): GoroutineOverview {
  const { names, ranking, findings, functions, count } = request;
  const findingsOf = findingsOfGoroutines(correlated, findings, functions);
  const groups = new Map<string, GoroutineGroup>();
  let reported = 0;
  for (const sample of correlated.profile.samples) {
    const rules = new Set(findingsOf(sample).flatMap(({ finding }) => findings[finding]?.rule ?? []));
    const group = groupOf(correlated, sample, [...rules].sort(compareText));
    const key = JSON.stringify([group.reason, group.function, group.path, group.line, group.origin]);
    groups.set(key, together(group, groups.get(key)));
    if (rules.size > 0) reported += group.count;
  }
  const ordered = [...groups.values()].filter(group => group.count !== 0).sort(byCount);
  return {
    names,
    kind: correlated.profile.kind,
    ranking,
    inModule: inModule(correlated)[0] ?? 0,
    findings: reported,
    groups: ordered.slice(0, count),
    places: ordered.length,
  };
}

function groupOf(correlated: CorrelatedProfile, sample: Sample, rules: readonly string[]): GoroutineGroup {
  const { leaked = false, minutes } = sample.goroutine ?? {};
  const [count = 0] = sample.values;
  return {
    ...waitOf(correlated, sample),
    count,
    leaked: leaked ? count : 0,
    ...(minutes !== undefined && { minutes }),
    origin: originOf(correlated, sample),
    rules,
  };
}

function originOf({ profile, places }: CorrelatedProfile, { stack, goroutine }: Sample): string {
  const creator = goroutine?.createdBy;
  const frame = profile.frames[creator ?? stack.at(-1) ?? -1];
  const place = creator === undefined ? undefined : places[creator];
  if (place?.line !== undefined) return `${place.path}:${String(place.line)}`;
  return frame?.function.name ?? '';
}

function together(group: GoroutineGroup, known: GoroutineGroup | undefined): GoroutineGroup {
  if (known === undefined) return group;
  const minutes = Math.max(group.minutes ?? -1, known.minutes ?? -1);
  return {
    ...group,
    count: group.count + known.count,
    leaked: group.leaked + known.leaked,
    ...(minutes >= 0 && { minutes }),
    rules: [...new Set([...group.rules, ...known.rules])].sort(compareText),
  };
}

function byCount(a: GoroutineGroup, b: GoroutineGroup): number {
  return (
    b.count - a.count ||
    compareText(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.function, b.function) ||
    compareText(a.origin, b.origin) ||
    compareText(a.reason ?? '', b.reason ?? '')
  );
}
