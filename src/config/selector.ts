/**
 * Selectors: the names by which config and flags speak of rules. A rule id, a family, a tier, or `all`.
 */
import { type Tier, TIERS } from '../base/finding.ts';
import { UsageError, type UsageProblem } from '../base/errors.ts';
import { FAMILIES, type RuleMeta, tiersOf } from '../rule/meta.ts';
import { nearest } from './nearest.ts';

const ALL_RULES = 'all';

/** Every valid selector: group names, then rule ids. */
export function knownSelectors(metas: readonly RuleMeta[]): string[] {
  return [ALL_RULES, ...TIERS, ...FAMILIES, ...metas.map(meta => meta.id)];
}

/** How narrow a selector is: where two name the same rule, the narrower one decides. */
export function selectorRank(selector: string): number {
  if (selector === ALL_RULES) return 0;
  if (isMember(TIERS, selector)) return 1;
  return isMember(FAMILIES, selector) ? 2 : 3;
}

/**
 * The ids that a selector names; a family or tier without rules names none.
 *
 * @param location for the message: a flag, or a file with its line.
 * @throws {UsageError} If it is no selector; the message names the nearest.
 */
export function selectRules(selector: string, metas: readonly RuleMeta[], location: string): string[] {
  const selected = metas.filter(
    meta => selector === ALL_RULES || selector === meta.tier || selector === meta.family || selector === meta.id,
  );
  if (selected.length === 0 && selectorRank(selector) === 3) {
    throw new UsageError({ location, ...selectorProblem(selector, metas) });
  }
  return selected.map(meta => meta.id);
}

/**
 * The tiers of a rule that a selector names: the tier itself, or all where it names the rule.
 *
 * @throws {UsageError} As {@link selectRules} does.
 */
export function selectTiers(
  selector: string,
  meta: RuleMeta,
  metas: readonly RuleMeta[],
  location: string,
): readonly Tier[] {
  const tiers = tiersOf(meta);
  if (isMember(TIERS, selector)) return tiers.filter(tier => tier === selector);
  return selectRules(selector, metas, location).includes(meta.id) ? tiers : [];
}

/** The wording for a name that selects nothing, without its place. */
export function selectorProblem(selector: string, metas: readonly RuleMeta[]): Omit<UsageProblem, 'location'> {
  const meant = nearest(selector, knownSelectors(metas));
  return {
    problem: `unknown rule, family or tier ${JSON.stringify(selector)}`,
    remedy: `${meant === undefined ? '' : `Did you mean ${meant}? `}\`goleaklint rules\` lists all.`,
  };
}

function isMember(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
