/**
 * Settles what one package cannot: whether a function runs once in the life of its process, by all that comes to it from
 * other packages of the run.
 */
import type { Finding } from '../base/finding.ts';
import type { Callers, Tracer } from './callers.ts';
import type { UnitResult, Unsettled } from './protocol.ts';

/** The results without the findings that turn out to be in code that runs once, or with these in their other tier. */
export async function settle(
  results: readonly UnitResult[],
  callers: Callers,
  tracers: readonly Tracer[],
): Promise<readonly UnitResult[]> {
  const open = results.flatMap(({ unsettled }) => unsettled);
  if (open.length === 0) return results;
  await callers.follow(open, tracers);
  return results.map(result => {
    const once = result.unsettled.filter(each => callers.areSingle(each.entries));
    const byFingerprint = new Map(once.map(each => [each.fingerprint, each]));
    return {
      ...result,
      findings: settled(result.findings, byFingerprint),
      suppressed: settled(result.suppressed, byFingerprint),
    };
  });
}

function settled(findings: readonly Finding[], once: ReadonlyMap<string, Unsettled>): Finding[] {
  return findings.flatMap(finding => {
    const found = once.get(finding.fingerprint);
    if (found === undefined) return [finding];
    return found.tier === undefined ? [] : [{ ...finding, tier: found.tier }];
  });
}
