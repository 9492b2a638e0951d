/**
 * One defect, one finding: of two findings at the same node, the one whose rule supersedes the other's stays.
 */
import type { Rule } from '../rule/rule.ts';
import type { Reported } from './reporter.ts';

export function withoutSuperseded(reported: readonly Reported[], rules: ReadonlyMap<string, Rule>): Reported[] {
  const superseded = new Set<string>();
  for (const { finding, at } of reported) {
    for (const rule of rules.get(finding.rule)?.meta.supersedes ?? []) superseded.add(`${rule}:${at.file}:${at.node}`);
  }
  return reported.filter(({ finding, at }) => !superseded.has(`${finding.rule}:${at.file}:${at.node}`));
}
