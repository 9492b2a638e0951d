/**
 * One defect, one finding: of two findings at the same node, the one whose rule supersedes the other's stays.
 */
import type { RuleMeta } from '../rule/meta.ts';
import type { Reported } from './reporter.ts';

export function withoutSuperseded(reported: readonly Reported[], metas: ReadonlyMap<string, RuleMeta>): Reported[] {
  const superseded = new Set<string>();
  for (const { finding, at } of reported) {
    for (const rule of metas.get(finding.rule)?.supersedes ?? []) superseded.add(`${rule}:${at.file}:${at.node}`);
  }
  return reported.filter(({ finding, at }) => !superseded.has(`${finding.rule}:${at.file}:${at.node}`));
}
