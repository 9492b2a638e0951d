/**
 * What a run finds: findings, and notices about what could not be analysed.
 *
 * A finding is complete: it holds all that ranking, suppression and reporting need, since the syntax trees are
 * gone when those run. It is plain data, so that it crosses threads and can be cached.
 */
import type { Span } from './position.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

export const TIERS = ['default', 'opt-in', 'profile'] as const;
export type Tier = (typeof TIERS)[number];

export interface RelatedPlace extends Span {
  readonly message: string;
}

/**
 * What measures a finding in a profile: the lines whose allocations count, or goroutines.
 *
 * Of goroutines as much as is known: `go` is the statement that starts them, `entry` the function that they run, either
 * a literal's range or the symbol of a declared function as the profiler prints it
 * (`example.com/app/server.(*Watcher).run`), `waits` the operation at which they hang. What is known must all hold.
 */
export type Evidence =
  | ({ readonly kind: 'lines' } & Span)
  | {
      readonly kind: 'goroutine';
      readonly go?: Span;
      readonly entry?: { readonly literal: Span } | { readonly symbol: string };
      readonly waits?: Span;
    };

export interface TextEdit extends Span {
  readonly text: string;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

export interface Finding extends Span {
  readonly rule: string;
  readonly family: string;
  readonly tier: Tier;
  readonly messageId: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** The enclosing function as the profiler prints it, or `''` at package level. */
  readonly function: string;
  /** 16 hex digits that survive moves of the code: no file name or line goes into them. */
  readonly fingerprint: string;
  /** The source line on which the finding starts, without its line end. */
  readonly lineText: string;
  /** GitHub's hash of that line and what follows, `hex:count`. */
  readonly lineHash: string;
  readonly related: readonly RelatedPlace[];
  readonly evidence: readonly Evidence[];
  /** A change that cannot alter behaviour. */
  readonly fix?: Fix;
  /** Changes for a person to choose from. */
  readonly suggestions: readonly Fix[];
}

export const MEASUREMENT_STATUSES = [
  'measured',
  'refuted',
  'not-sampled',
  'not-in-profile',
  'not-attributable',
] as const;
export type MeasurementStatus = (typeof MEASUREMENT_STATUSES)[number];

/** How well the frames of a profile could be matched to source lines; `moved` carries the shift in lines. */
export type MatchQuality =
  'exact' | 'line' | 'function' | 'ambiguous' | 'none' | `moved(+${number})` | `moved(-${number})`;

/** Weights in the unit of the sample type: bytes, objects or goroutines. `share` is metric / total, 0 to 1. */
export interface TypeWeights {
  readonly flat: number;
  readonly own: number;
  readonly cum: number;
  readonly share: number;
}

/** Goroutines that hang at one place. */
export interface GoroutineWait {
  readonly count: number;
  /** As the runtime names it, such as `chan send`; undefined where the form of the profile does not tell. */
  readonly reason?: string;
  /** The innermost function of the analysed code, or of any code if there is none, as the profiler prints it. */
  readonly function: string;
  /** Of that function, where it is analysed code. */
  readonly path?: string;
  readonly line?: number;
}

/** The goroutines of a finding that were alive when the profile was written. */
export interface GoroutineCount {
  readonly count: number;
  /** How many of them the garbage collector has proven to be leaked. */
  readonly leaked: number;
  /** The longest wait in whole minutes, where the form of the profile tells. */
  readonly minutes?: number;
  /** By number, the most first. */
  readonly waits: readonly GoroutineWait[];
}

/** What a profile says about one finding. `types` is empty unless measured or refuted. */
export interface Measurement {
  readonly status: MeasurementStatus;
  readonly match: MatchQuality;
  /** Raw samples behind the figures; undefined where the profile does not tell. */
  readonly samples?: number;
  /** Relative standard error of the figures, 1/√samples; 0 where all allocations were recorded, undefined if unknown. */
  readonly error?: number;
  /** For a goroutine profile's type all weights are the same: the number of goroutines. */
  readonly types: Readonly<Record<string, TypeWeights>>;
  /** Present where a goroutine profile shows some. */
  readonly goroutines?: GoroutineCount;
}

/** A finding as reporters see it: `rank` counts from 1 and is present if a profile was given. */
export interface RankedFinding extends Finding {
  readonly rank?: number;
  readonly profile?: Measurement;
}

export const NOTICE_KINDS = [
  'syntax-error',
  'unreadable-file',
  'file-too-large',
  'not-utf8',
  'import-cycle',
  'no-such-pattern',
  'skipped-file',
  'bad-module-file',
  'bad-profile',
  'profile-mismatch',
  'suppression',
  'rule-failed',
  'workspace',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that the user should know about the run itself; never a finding about their code. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** Totals of one loaded profile, in the units of its sample types. */
export interface ProfileTotals {
  readonly kind: string;
  readonly types: Readonly<
    Record<string, { readonly total: number; readonly inModule: number; readonly touchedByFindings: number }>
  >;
}

/** What a ranked run was ranked by. */
export interface Ranking {
  /** The sample type that ranks, such as `alloc_space`. */
  readonly type: string;
  /** Its unit as the profile names it: `bytes` or `count`. */
  readonly unit: string;
  readonly total: number;
  /** Whether it is growth since a base profile that is measured. */
  readonly isGrowth: boolean;
}
