/**
 * Joins what the builds of one run have found: with `--all-platforms` a file may be analysed in several. What comes up
 * in more than one counts once, as the first build says it.
 */
import { createHash } from 'node:crypto';
import type { Finding, Notice } from '../base/finding.ts';
import { comparePositions, compareText } from '../base/position.ts';
import type { FunctionSpan, ModuleRoot } from '../base/source.ts';
import type { Workspace } from '../workspace/model.ts';
import type { UnitResult, UnitTimings } from './protocol.ts';

/** One build with its results, in the order of its units. */
export interface AnalysedBuild {
  readonly workspace: Workspace;
  readonly results: readonly UnitResult[];
}

export interface MergedBuilds {
  readonly modules: readonly ModuleRoot[];
  /** Paths of all files that belong to a build. */
  readonly files: readonly string[];
  readonly spans: readonly FunctionSpan[];
  /** By path, position and rule. */
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly counts: {
    readonly packages: number;
    readonly files: number;
    readonly importsWithoutSource: number;
    readonly suppressed: number;
    readonly withheld: number;
  };
  readonly failed: boolean;
  readonly timings: UnitTimings;
}

export function mergeBuilds(builds: readonly AnalysedBuild[]): MergedBuilds {
  const results = builds.flatMap(build => build.results);
  const units = builds.flatMap(({ workspace }) => workspace.units);
  const reported = units.filter(unit => unit.reported && unit.variant === 'library');
  return {
    modules: firstOfEach(
      builds.flatMap(({ workspace }) => workspace.modules),
      ({ dir }) => dir,
    ),
    files: [...new Set(units.flatMap(unit => unit.files.map(file => file.relativePath)))],
    spans: firstOfEach(
      results.flatMap(result => result.spans),
      ({ path, startLine, name }) => `${path} ${startLine} ${name}`,
    ),
    findings: withDistinctFingerprints(distinctFindings(results.flatMap(result => result.findings)).sort(byPlace)),
    notices: mergedNotices(builds),
    counts: {
      packages: new Set(reported.map(unit => unit.id)).size,
      files: new Set(results.flatMap(result => result.files)).size,
      importsWithoutSource: sumOfLargest(results),
      suppressed: distinctFindings(results.flatMap(result => result.suppressed)).length,
      withheld: new Set(results.flatMap(result => result.withheld)).size,
    },
    failed: results.some(result => result.failed),
    timings: sumOfTimings(results),
  };
}

function firstOfEach<T>(all: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of all) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, item);
  }
  return [...first.values()];
}

function distinctFindings(findings: readonly Finding[]): Finding[] {
  return firstOfEach(findings, ({ rule, messageId, path, start, end }) =>
    [rule, messageId, path, start.line, start.column, end.line, end.column].join(' '),
  );
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || comparePositions(a.start, b.start) || compareText(a.rule, b.rule);
}

/** The files of two systems may declare the same function with the same leak, which no single build would show. */
function withDistinctFingerprints(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const { fingerprint } = finding;
    const before = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, before + 1);
    if (before === 0) return finding;
    const hash = createHash('sha256').update(`${fingerprint}${before}`).digest('hex');
    return { ...finding, fingerprint: hash.slice(0, fingerprint.length) };
  });
}

/** A directive silences nothing only if it does so in every build that has its file. */
function mergedNotices(builds: readonly AnalysedBuild[]): Notice[] {
  const buildsWith = new Map<string, number>();
  for (const { results } of builds) {
    for (const path of new Set(results.flatMap(result => result.files))) {
      buildsWith.set(path, (buildsWith.get(path) ?? 0) + 1);
    }
  }
  const times = new Map<string, number>();
  const notices = builds.flatMap(({ workspace, results }) => {
    const ofBuild = [...workspace.notices, ...results.flatMap(result => result.notices)];
    for (const notice of ofBuild) times.set(JSON.stringify(notice), (times.get(JSON.stringify(notice)) ?? 0) + 1);
    return ofBuild;
  });
  return firstOfEach(notices, notice => JSON.stringify(notice)).filter(
    notice =>
      notice.kind !== 'suppression' ||
      (times.get(JSON.stringify(notice)) ?? 0) >= (buildsWith.get(notice.path ?? '') ?? 0),
  );
}

/** A package that several builds have imports much the same in each. */
function sumOfLargest(results: readonly UnitResult[]): number {
  const largest = new Map<string, number>();
  for (const { unit, importsWithoutSource } of results) {
    largest.set(unit, Math.max(largest.get(unit) ?? 0, importsWithoutSource));
  }
  return [...largest.values()].reduce((sum, count) => sum + count, 0);
}

function sumOfTimings(results: readonly UnitResult[]): UnitTimings {
  const sum = { read: 0, parse: 0, model: 0, rules: 0, facts: 0 };
  for (const { timings } of results) {
    sum.read += timings.read;
    sum.parse += timings.parse;
    sum.model += timings.model;
    sum.rules += timings.rules;
    sum.facts += timings.facts;
  }
  return sum;
}
