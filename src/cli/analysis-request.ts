/**
 * What the commands that analyse code have in common: the code, the rules, and the profiles.
 */
import { UsageError } from '../base/errors.ts';
import { CONFIDENCES, type Confidence } from '../base/finding.ts';
import type { GoMinor } from '../base/go-version.ts';
import type { Selection, SeverityChange } from '../config/config.ts';
import type { Limits } from '../profile/measuring/limits.ts';
import type { PathMapping } from '../profile/placing/sources.ts';
import { typedSelections } from './flag-order.ts';
import * as values from './flag-values.ts';
import { flag, parsed, text, texts, type Typed } from './typed.ts';

export interface AnalysisRequest {
  readonly patterns: readonly string[];
  readonly profiles: readonly string[];
  readonly bases: readonly string[];
  readonly rank: string | undefined;
  readonly pathMap: readonly PathMapping[];
  readonly limits: Limits;
  /** 0 to 1. */
  readonly minShare: number;
  readonly selections: readonly Selection[];
  readonly severities: readonly SeverityChange[];
  readonly minConfidence: Confidence;
  readonly go: GoMinor | undefined;
  readonly tags: readonly string[] | undefined;
  readonly tests: boolean | undefined;
  readonly allPlatforms: boolean;
  readonly moduleCache: boolean;
  readonly jobs: number | undefined;
}

/** Flags that say nothing without a profile. */
const NEED_PROFILE = ['rank', 'base', 'path-map', 'min-alloc', 'only-measured'];

const DEFAULT_MIN_SHARE = 0.01;

/** @throws {UsageError} */
export function analysisRequest(typed: Typed, argv: readonly string[], patterns: readonly string[]): AnalysisRequest {
  const tags = texts(typed, 'tags').flatMap(values.parseList);
  const profiles = [...argumentProfile(typed), ...texts(typed, 'profile')];
  const useless = NEED_PROFILE.find(name => typed[name] !== undefined && typed[name] !== false);
  if (profiles.length === 0 && useless !== undefined) throw missingProfile(`--${useless}`);
  return {
    patterns: patterns.length > 0 ? patterns : ['./...'],
    profiles,
    bases: texts(typed, 'base'),
    rank: parsed(typed, 'rank', values.parseRank),
    pathMap: texts(typed, 'path-map').map(values.parsePathMapping),
    limits: limitsOf(typed),
    minShare: parsed(typed, 'min-share', value => values.parseShare('--min-share', value)) ?? DEFAULT_MIN_SHARE,
    selections: typedSelections(argv),
    severities: texts(typed, 'severity').flatMap(values.parseSeverities),
    minConfidence: values.parseWord('--min-confidence', text(typed, 'min-confidence') ?? 'medium', CONFIDENCES),
    go: parsed(typed, 'go', values.parseGoVersion),
    tags: typed['tags'] === undefined ? undefined : tags,
    tests: flag(typed, 'tests'),
    allPlatforms: flag(typed, 'all-platforms') === true,
    moduleCache: flag(typed, 'module-cache') === true,
    jobs: parsed(typed, 'jobs', values.parseJobs),
  };
}

/** yargs delivers a `-` that stands for itself as an empty text. */
function argumentProfile(typed: Typed): string[] {
  return texts(typed, 'file').map(name => (name === '' ? '-' : name));
}

function limitsOf(typed: Typed): Limits {
  const minAlloc = parsed(typed, 'min-alloc', value => values.parseSize('--min-alloc', value));
  return { ...(minAlloc !== undefined && { minAlloc }), onlyMeasured: flag(typed, 'only-measured') === true };
}

export function missingProfile(location: string): UsageError {
  return new UsageError({
    location,
    problem: 'there is no profile to measure by',
    remedy: 'Give one with --profile FILE.',
  });
}
