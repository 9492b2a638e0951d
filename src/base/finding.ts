/**
 * What a run reports: findings, and notices about what could not be analysed.
 *
 * A finding is complete: it holds all that ranking, suppression and reporting need, since the syntax trees are
 * gone when those run. It is plain data, so that it crosses threads and can be cached.
 */
import type { ReportDetails } from './details.ts';
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
 * The lines whose allocations or goroutines measure a finding in a profile.
 *
 * `goroutine`: `go` is the statement that starts it, `entry` the function it runs, either a literal's range or the
 * symbol of a declared function as the profiler prints it (`example.com/app/server.(*Watcher).run`).
 */
export type Evidence =
  | ({ readonly kind: 'lines' } & Span)
  | {
      readonly kind: 'goroutine';
      readonly go: Span;
      readonly entry: { readonly literal: Span } | { readonly symbol: string };
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

/** What a profile says about one finding. `types` is empty unless measured or refuted. */
export interface Measurement {
  readonly status: MeasurementStatus;
  readonly match: MatchQuality;
  /** Raw samples behind the figures; undefined where the profile does not tell. */
  readonly samples?: number;
  readonly types: Readonly<Record<string, TypeWeights>>;
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
  'unranked-profile',
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

export interface RunSummary {
  readonly packages: number;
  readonly files: number;
  readonly importsWithoutSource: number;
  readonly findings: number;
  readonly suppressed: number;
  /** Profile-tier findings that were not shown because nothing measured them. */
  readonly withheld: number;
}

/** What a ranked run was ranked by. */
export interface Ranking {
  /** The sample type that ranks, such as `alloc_space`. */
  readonly type: string;
  /** Its unit as the profile names it: `bytes` or `count`. */
  readonly unit: string;
  readonly total: number;
}

/** All that a reporter gets. */
export interface RunReport {
  readonly findings: readonly RankedFinding[];
  readonly notices: readonly Notice[];
  readonly profiles: readonly ProfileTotals[];
  readonly ranking?: Ranking;
  readonly summary: RunSummary;
  /** Made only if `LintOptions.details` asks for it. */
  readonly details?: ReportDetails;
}
