/**
 * Which rules run and how, after config and flags were read: what `config` hands to `engine`.
 */
import type { Severity, Tier } from '../base/finding.ts';

export interface RuleSetting {
  readonly id: string;
  /** Tiers whose findings are shown; for the profile tier that means without a measurement. */
  readonly shows: readonly Tier[];
  /** Whether findings of the profile tier are shown where a profile measures them. */
  readonly measures: boolean;
  /** Replaces the severity of every finding of the rule. */
  readonly severity?: Severity;
  /** Checked against the rule's option schema and completed with its defaults. */
  readonly options: Readonly<Record<string, boolean | number | readonly string[]>>;
}
