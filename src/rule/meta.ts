/**
 * The metadata of a rule: the single source for the registry, its README, `explain`, SARIF descriptors, the config
 * schema and the defaults.
 */
import type { Confidence, Severity, Tier } from '../base/finding.ts';

export const FAMILIES = [
  'retention',
  'growth',
  'goroutine',
  'timer',
  'context',
  'resource',
  'defer',
  'finalizer',
  'pool',
  'loopvar',
  'allocation',
] as const;
export type Family = (typeof FAMILIES)[number];

export type OptionSpec =
  | { readonly kind: 'boolean'; readonly default: boolean; readonly doc: string }
  | { readonly kind: 'integer'; readonly default: number; readonly min: number; readonly doc: string }
  | { readonly kind: 'strings'; readonly default: readonly string[]; readonly doc: string };

export type OptionSchema = Readonly<Record<string, OptionSpec>>;

/** The value that a spec describes. */
export type OptionValue<S extends OptionSpec> = S extends { kind: 'boolean' }
  ? boolean
  : S extends { kind: 'integer' }
    ? number
    : readonly string[];

export type OptionValues<O extends OptionSchema> = { readonly [K in keyof O]: OptionValue<O[K]> };

/** Which measure of a profile ranks a rule's findings (DESIGN of the correlator: own for what is allocated there). */
export type Metric = 'flat' | 'own' | 'cum';

/** All tiers in which a rule reports. */
export function tiersOf({ tier, wider = [] }: Pick<RuleMeta, 'tier' | 'wider'>): readonly Tier[] {
  return [tier, ...wider];
}

export interface RuleMeta<M extends string = string, O extends OptionSchema = OptionSchema> {
  /** Kebab-case; names the defect, and reads well after "ignore". Never changes. */
  readonly id: string;
  readonly family: Family;
  readonly tier: Tier;
  /** Tiers of its wider, less certain forms: what `Detail.tier` may say. */
  readonly wider?: readonly Tier[];
  /** One line, no full stop. */
  readonly summary: string;
  readonly severity: Severity;
  /** The highest confidence that the rule ever reports with. */
  readonly confidence: Confidence;
  /** The version of goleaklint that introduced it. */
  readonly since: string;
  /** What goes wrong: why it leaks, until when, with the measured bound, for somebody who has never met the defect. */
  readonly why: string;
  /** What to write instead. */
  readonly remedy: string;
  /**
   * What the rule cannot see or will not say, and since or until which version of Go it applies. What the table of
   * contexts does to it is not repeated here.
   */
  readonly limits: string;
  readonly references: readonly string[];
  /** Wording by message id; `{name}` stands for the datum of that name. */
  readonly messages: Readonly<Record<M, string>>;
  readonly options: O;
  /** Rules that give way to this one on the same node. */
  readonly supersedes?: readonly string[];
  /** The measure that ranks its findings in an allocation profile. */
  readonly metric: Metric;
  /** Whether allocation bytes measure the harm at all, so that a profile can refute a finding. */
  readonly refutable: boolean;
}
