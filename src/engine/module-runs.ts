/**
 * Settles what one package cannot, by all that comes to it from other packages of the run: whether a function runs once in
 * the life of its process, and whether it ever runs.
 */
import { rules } from '../../rules/index.ts';
import type { Finding, Tier } from '../base/finding.ts';
import { weightIn } from '../rule/contexts.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { Unit } from '../workspace/model.ts';
import type { Callers, Tracer } from './callers.ts';
import type { DeadPackages } from './dead-packages.ts';
import type { UnitResult } from './protocol.ts';

export interface RunsOfModules {
  readonly units: readonly Unit[];
  readonly dead: DeadPackages;
  readonly callers: Callers;
}

/** The tier that a finding goes to; undefined if it is not shown there. */
type Destination = (finding: Finding) => Tier | undefined;

/** The results without the findings that turn out to be in code that runs once or never, or with these in another tier. */
export async function settle(
  results: readonly UnitResult[],
  { units, dead, callers }: RunsOfModules,
  settings: readonly RuleSetting[],
  tracers: readonly Tracer[],
): Promise<readonly UnitResult[]> {
  const byId = new Map(units.map(unit => [unit.id, unit]));
  const isAlive = ({ unit: id, findings, suppressed }: UnitResult): boolean => {
    const unit = byId.get(id);
    return findings.length + suppressed.length === 0 || unit === undefined || !dead.has(unit);
  };
  const alive = new Set(results.filter(isAlive));
  const open = [...alive].flatMap(({ unsettled }) => unsettled);
  await callers.follow(open, tracers);
  const neverRun = destinationIfNeverRun(settings);
  return results.map(result => moved(result, alive.has(result) ? destinationIfOnce(result, callers) : neverRun));
}

function moved(result: UnitResult, destination: Destination): UnitResult {
  const move = (findings: readonly Finding[]): Finding[] =>
    findings.flatMap(finding => {
      const tier = destination(finding);
      return tier === undefined ? [] : [{ ...finding, tier }];
    });
  return { ...result, findings: move(result.findings), suppressed: move(result.suppressed) };
}

function destinationIfOnce({ unsettled }: UnitResult, callers: Callers): Destination {
  const once = unsettled.filter(({ entries }) => callers.areSingle(entries));
  const byFingerprint = new Map(once.map(each => [each.fingerprint, each]));
  return ({ fingerprint, tier }) => {
    const found = byFingerprint.get(fingerprint);
    return found === undefined ? tier : found.tier;
  };
}

function destinationIfNeverRun(settings: readonly RuleSetting[]): Destination {
  const metas = new Map(rules.map(({ meta }) => [meta.id, meta]));
  const shows = new Map(settings.map(setting => [setting.id, setting.shows]));
  return finding => {
    const meta = metas.get(finding.rule);
    const tier = meta && weightIn(new Set(['never-run']), meta, finding)?.tier;
    if (tier === finding.tier) return tier;
    return tier !== undefined && shows.get(finding.rule)?.includes(tier) === true ? tier : undefined;
  };
}
