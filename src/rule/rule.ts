/**
 * The rule API: all that a rule may import.
 *
 * A rule is data plus one function over resolved things. It sees one package at a time and never a profile, a file
 * system or another rule.
 */
import type { Confidence, Severity, Tier } from '../base/finding.ts';
import type { GoVersions } from '../base/go-version.ts';
import type { Span } from '../base/position.ts';
import type { Goroutine } from '../semantic/calls/call.ts';
import type { GoFunction } from '../semantic/names/symbol.ts';
import type { Package, Place } from '../semantic/package.ts';
import type { OptionSchema, OptionValues, RuleMeta } from './meta.ts';

export interface RelatedDetail {
  /** A span where the place is in another package, whose trees are gone. */
  readonly at: Place | Span;
  readonly message: string;
}

/**
 * Where a profile measures the finding; by default the lines of the reported node.
 *
 * `goroutine`: those that `started` tells of, if they hang in `waits`, an operation on a channel (in a select, that
 * select) or a call; each may be unknown.
 */
export type EvidenceDetail =
  | { readonly kind: 'lines'; readonly at: Place }
  | {
      readonly kind: 'goroutine';
      readonly started?: Pick<Goroutine, 'start' | 'entry' | 'entryKey'>;
      readonly waits?: Place;
    };

/** Replaces the text of `at` (or inserts before or after it, where `side` says so). */
export interface Edit {
  readonly at: Place;
  readonly side?: 'before' | 'after';
  readonly text: string;
}

/** `imports` are import paths that the edits need; the engine adds each once. */
export interface FixDetail {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly imports?: readonly string[];
}

export interface Detail {
  readonly data?: Readonly<Record<string, string | number>>;
  readonly confidence?: Confidence;
  readonly severity?: Severity;
  /** For a wider form of the rule: one of `meta.wider`. */
  readonly tier?: Tier;
  /** The function of which each run leaves one behind; by default the one around the place that is reported. */
  readonly within?: GoFunction;
  readonly related?: readonly RelatedDetail[];
  readonly evidence?: readonly EvidenceDetail[];
  readonly fix?: FixDetail;
  readonly suggestions?: readonly FixDetail[];
}

export interface RuleContext<M extends string = string, O extends OptionSchema = OptionSchema> {
  readonly pkg: Package;
  readonly versions: GoVersions;
  readonly options: OptionValues<O>;
  readonly report: (at: Place, message: M, detail?: Detail) => void;
}

export interface Rule {
  readonly meta: RuleMeta;
  /**
   * Words of which a file must hold at least one for the rule to have anything to say about its package. A
   * prefilter only: an empty list means always.
   */
  readonly triggers: readonly string[];
  readonly check: (context: RuleContext) => void;
}

export interface RuleDefinition<M extends string, O extends OptionSchema> {
  readonly meta: RuleMeta<M, O>;
  readonly triggers?: readonly string[];
  readonly check: (context: RuleContext<M, O>) => void;
}

/**
 * Gives the author of a rule exact message ids and option types, and the engine one type for all rules.
 *
 * The cast is sound: the engine calls `check` with options that it has read by this very schema.
 */
export function defineRule<M extends string, const O extends OptionSchema>(rule: RuleDefinition<M, O>): Rule {
  return { meta: rule.meta, triggers: rule.triggers ?? [], check: rule.check as Rule['check'] };
}
