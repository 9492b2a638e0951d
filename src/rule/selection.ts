/**
 * Which rules run and how, after config and flags were read: what `config` hands to `engine`.
 */
import type { Severity } from '../base/finding.ts';

export interface RuleSetting {
  readonly id: string;
  /** Named by config or flags, not merely on by default: a profile-tier rule is then shown without a measurement. */
  readonly explicit: boolean;
  /** Replaces the severity of every finding of the rule. */
  readonly severity?: Severity;
  /** Checked against the rule's option schema and completed with its defaults. */
  readonly options: Readonly<Record<string, boolean | number | readonly string[]>>;
}
