/**
 * Turns config and flags into the rules that run: what the engine is handed.
 *
 * At first the default tier and the profile tier run; the latter is always evaluated, and the engine shows it where a
 * profile measures it. Then the changes apply in order, so that flags win over the config file and later flags over
 * earlier ones.
 */
import type { Severity, Tier } from '../base/finding.ts';
import { type RuleMeta, tiersOf } from '../rule/meta.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { Config, Located, OptionValue, Selection, SeverityChange } from './config.ts';
import { selectRules, selectTiers } from './selector.ts';

/**
 * @param metas every rule; settings come in the order of their ids.
 * @param options values by rule id and option name, as {@link Config} holds them.
 * @throws {UsageError} If a selector names nothing.
 */
export function ruleSettings(
  metas: readonly RuleMeta[],
  { selections, severities, options }: Pick<Config, 'selections' | 'severities' | 'options'>,
): RuleSetting[] {
  const severityOf = replacedSeverities(metas, severities);
  return metas
    .map(meta => ({ meta, ...shownTiers(meta, metas, selections) }))
    .filter(({ shows, measures }) => shows.length > 0 || measures)
    .toSorted((a, b) => (a.meta.id < b.meta.id ? -1 : 1))
    .map(({ meta, shows, measures }) => {
      const severity = severityOf.get(meta.id);
      return {
        id: meta.id,
        shows,
        measures,
        ...(severity && { severity }),
        options: { ...defaultsOf(meta), ...options[meta.id] },
      };
    });
}

/** The tiers of a rule that are on. A selector that is a tier speaks of that tier alone, any other of the whole rule. */
function shownTiers(
  meta: RuleMeta,
  metas: readonly RuleMeta[],
  selections: readonly Selection[],
): Pick<RuleSetting, 'shows' | 'measures'> {
  const tiers = tiersOf(meta);
  const shown = new Set<Tier>(tiers.filter(tier => tier === 'default'));
  let measures = tiers.includes('profile');
  let inOnlyList = false;
  for (const { kind, selector } of selections) {
    // `--only a --only b` is one list, written in two parts.
    if (kind === 'only' && !inOnlyList) {
      shown.clear();
      measures = false;
    }
    inOnlyList = kind === 'only';
    for (const tier of selectTiers(selector.value, meta, metas, selector.location)) {
      if (kind === 'disable') shown.delete(tier);
      else shown.add(tier);
      if (tier === 'profile') measures = kind !== 'disable';
    }
  }
  return { shows: tiers.filter(tier => shown.has(tier)), measures };
}

function replacedSeverities(metas: readonly RuleMeta[], changes: readonly SeverityChange[]): Map<string, Severity> {
  return new Map(
    changes.flatMap(({ selector, severity }) => idsOf(selector, metas).map(id => [id, severity] as const)),
  );
}

function idsOf({ value, location }: Located<string>, metas: readonly RuleMeta[]): string[] {
  return selectRules(value, metas, location);
}

function defaultsOf(meta: RuleMeta): Record<string, OptionValue> {
  return Object.fromEntries(Object.entries(meta.options).map(([name, spec]) => [name, spec.default]));
}
