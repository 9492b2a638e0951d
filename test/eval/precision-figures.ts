/**
 * Joins findings with verdicts: which were sampled, how many are real, how many there are per line of code, and which of
 * the promises about them hold. Nothing here reads a file.
 */
import { CONFIDENCES, type Confidence } from '../../src/base/finding.ts';
import type { EvaluatedFinding, Run } from './lint-run.ts';
import { groupBy } from '../../src/base/group-by.ts';
import { type Interval, spreadSample, wilson } from './statistics.ts';
import { findingKey, type Judgement, judgementOf, type Judged, type Verdict } from './verdicts.ts';

/** Fixed, as that of the draw of repositories. */
const SEED = 'goleaklint findings 1';
const PER_RULE = 20;

/** At most one finding at warning or above for so many lines, over all repositories and in each. */
const LINES_PER_FINDING = { all: 25_000, each: 8_000 };
const HIGH_CONFIDENCE_BOUND = 0.9;
/** A rule with at least so many findings needs a share of real ones, one with fewer none that is false. */
const ENOUGH_FINDINGS = 5;
const REAL_SHARE = 0.8;
/** A rule may make more than this share of all findings only if more of its sample is real. */
const DOMINANT = { share: 0.25, real: 0.9 };

/** A promise holds, is broken, or cannot be told until the sample is judged. */
export type Outcome = 'holds' | 'broken' | 'open';

export interface Precision {
  readonly judged: number;
  readonly real: number;
  readonly unjudged: number;
  readonly interval: Interval;
}

export interface RuleFigures extends Precision {
  readonly rule: string;
  readonly found: number;
  /** Those that volume counts: at warning or above, outside tests and generated code. */
  readonly counted: number;
  /** Of all that volume counts. */
  readonly share: number;
  readonly outcome: Outcome;
}

export interface Volume {
  readonly repository: string;
  readonly lines: number;
  readonly counted: number;
  readonly outcome: Outcome;
}

export interface SampledFinding extends EvaluatedFinding, Judged {}

export interface Figures {
  readonly rules: readonly RuleFigures[];
  readonly pooled: readonly (Precision & { readonly confidence: Confidence })[];
  readonly highConfidence: Outcome;
  readonly volumes: readonly Volume[];
  readonly total: Volume;
  /** Sampled findings without a verdict of both readers. */
  readonly unread: readonly SampledFinding[];
  /** Verdicts on repositories of this run whose finding is no longer made. */
  readonly gone: readonly Verdict[];
}

export function precisionFigures(runs: readonly Run[], verdicts: readonly Verdict[]): Figures {
  const all = runs.flatMap(({ repository, commit, findings }) =>
    findings.map((finding): SampledFinding => ({ ...finding, repository, commit })),
  );
  const byKey = new Map(verdicts.map(verdict => [findingKey(verdict), verdict]));
  const judge: Judge = finding => {
    const verdict = byKey.get(findingKey(finding));
    return verdict && judgementOf(verdict);
  };
  const groups = [...groupBy(all, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1));
  const samples = new Map(groups.map(([rule, findings]) => [rule, sampleOf(findings)]));
  const sampled = [...samples.values()].flat();
  const counted = all.filter(isCounted).length;
  const pooled = CONFIDENCES.filter(confidence => confidence !== 'low').map(confidence => ({
    confidence,
    ...precisionOf(
      sampled.filter(finding => finding.confidence === confidence),
      judge,
    ),
  }));
  const present = new Set(all.map(findingKey));
  const repositories = new Set(runs.map(run => run.repository));
  return {
    rules: groups.map(([rule, findings]) => ruleFigures(rule, findings, samples.get(rule) ?? [], counted, judge)),
    pooled,
    highConfidence: pooledOutcome(pooled.find(({ confidence }) => confidence === 'high')),
    volumes: runs.map(({ repository, lines, findings }) =>
      volumeOf(repository, lines, findings.filter(isCounted).length, LINES_PER_FINDING.each),
    ),
    total: volumeOf('all', sum(runs.map(({ lines }) => lines)), counted, LINES_PER_FINDING.all),
    unread: sampled.filter(finding => judge(finding) === undefined),
    gone: verdicts.filter(verdict => repositories.has(verdict.repository) && !present.has(findingKey(verdict))),
  };
}

type Judge = (finding: SampledFinding) => Judgement | undefined;

/** Findings in tests, which are many and at info, only fill what other code leaves free. */
function sampleOf(findings: readonly SampledFinding[]): SampledFinding[] {
  const options = { groupOf: (finding: SampledFinding) => finding.repository, keyOf: findingKey };
  const isFirst = (finding: SampledFinding): boolean => finding.inCountedCode;
  const first = spreadSample(findings.filter(isFirst), PER_RULE, SEED, options);
  const rest = findings.filter(finding => !isFirst(finding));
  return [...first, ...spreadSample(rest, PER_RULE - first.length, SEED, options)];
}

function precisionOf(sample: readonly SampledFinding[], judge: Judge): Precision {
  const judgements = sample.map(judge);
  const real = judgements.filter(judgement => judgement === 'real').length;
  const judged = judgements.filter(judgement => judgement !== undefined).length;
  return { judged, real, unjudged: sample.length - judged, interval: wilson(real, judged) };
}

function ruleFigures(
  rule: string,
  findings: readonly SampledFinding[],
  sample: readonly SampledFinding[],
  allCounted: number,
  judge: Judge,
): RuleFigures {
  const precision = precisionOf(sample, judge);
  const counted = findings.filter(isCounted).length;
  const share = allCounted === 0 ? 0 : counted / allCounted;
  const outcome = ruleOutcome(precision, findings.length, share);
  return { rule, found: findings.length, counted, share, ...precision, outcome };
}

export function ruleOutcome({ judged, real, unjudged }: Precision, found: number, share: number): Outcome {
  const needed = share > DOMINANT.share ? DOMINANT.real : found < ENOUGH_FINDINGS ? 1 : REAL_SHARE;
  // What is still unread can at best be real.
  if (judged > 0 && (real + unjudged) / (judged + unjudged) < needed) return 'broken';
  return unjudged > 0 ? 'open' : 'holds';
}

function pooledOutcome(high: Precision | undefined): Outcome {
  if (high === undefined || high.unjudged > 0) return 'open';
  return high.interval.low >= HIGH_CONFIDENCE_BOUND ? 'holds' : 'broken';
}

function volumeOf(repository: string, lines: number, counted: number, linesPerFinding: number): Volume {
  return { repository, lines, counted, outcome: counted * linesPerFinding <= lines ? 'holds' : 'broken' };
}

function isCounted({ severity, inCountedCode }: EvaluatedFinding): boolean {
  return severity !== 'info' && inCountedCode;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
