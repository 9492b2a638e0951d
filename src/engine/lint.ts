/**
 * One run, from options to a report: the entry of the engine.
 */
import { rules } from '../../rules/index.ts';
import { UsageError } from '../base/errors.ts';
import type { Finding, Notice, RunReport } from '../base/finding.ts';
import { comparePositions, compareText } from '../base/position.ts';
import type { NamedProfile, RankedFindings, RuleProfile } from '../profile/rank.ts';
import { rankFindings } from '../profile/rank.ts';
import { loadWorkspace } from '../workspace/load.ts';
import type { Workspace } from '../workspace/model.ts';
import { createLocalExecutor, WorkerPool } from './executors.ts';
import type { LintOptions } from './options.ts';
import { readProfile } from './profiles.ts';
import type { AnalysisSettings, UnitResult, UnitTimings } from './protocol.ts';
import { runUnits } from './schedule.ts';

export interface LintResult {
  readonly report: RunReport;
  /** Whether a rule or the tool failed somewhere; the rest was analysed. */
  readonly failures: boolean;
  /** A mistake of the user that did not keep the findings from being reported: a bad profile, no such package. */
  readonly usage?: UsageError;
  readonly stats: RunStats;
}

/** Milliseconds of wall time for the whole, of thread time for the parts. */
export interface RunStats {
  readonly workspace: number;
  readonly analysis: number;
  readonly threads: number;
  readonly parts: UnitTimings;
  readonly bytes: number;
}

/** Below this many bytes of source, starting threads costs more than it saves. */
const MIN_BYTES_PER_THREAD = 1_000_000;

/** Analyses what the options name. Rejects only for defects of goleaklint itself. */
export async function lint(options: LintOptions): Promise<LintResult> {
  const started = performance.now();
  const workspace = await loadWorkspace(options);
  const loaded = performance.now();
  const profiles = await readProfiles(options);
  const settings = {
    rules: options.rules,
    minConfidence: options.minConfidence,
    hasProfile: profiles.profiles.length > 0,
    buildLists: workspace.buildLists,
  };
  const bytes = bytesOf(workspace);
  const threads = Math.min(options.jobs, Math.floor(bytes / MIN_BYTES_PER_THREAD));
  const results = await analyse(workspace, settings, threads, options);
  const ranked = rank(results, profiles, workspace, options);
  const usage = [profiles.problem, ranked.problem, emptySelection(workspace, options)].find(p => p !== undefined);
  return {
    report: reportOf(results, ranked.findings, workspace),
    failures: results.some(result => result.failed),
    ...(usage !== undefined && { usage }),
    stats: {
      workspace: loaded - started,
      analysis: performance.now() - loaded,
      threads,
      parts: sumTimings(results),
      bytes,
    },
  };
}

function bytesOf({ units }: Workspace): number {
  return units.reduce((sum, unit) => sum + unit.files.reduce((inner, file) => inner + file.size, 0), 0);
}

async function analyse(
  { units }: Workspace,
  settings: AnalysisSettings,
  threads: number,
  options: LintOptions,
): Promise<readonly UnitResult[]> {
  const onDone = (done: number): void => options.onProgress?.(done, units.length);
  if (threads < 2) return runUnits(units, [await createLocalExecutor(settings)], onDone);
  const pool = new WorkerPool(threads, settings);
  try {
    return await runUnits(units, pool.executors, onDone);
  } finally {
    await pool.close();
  }
}

interface LoadedProfiles {
  readonly profiles: readonly NamedProfile[];
  readonly problem?: UsageError;
}

/** A bad profile costs the ranking, not the findings. */
async function readProfiles({ profiles, cwd }: LintOptions): Promise<LoadedProfiles> {
  try {
    return { profiles: await Promise.all(profiles.map(name => readProfile(name, cwd))) };
  } catch (error) {
    if (error instanceof UsageError) return { profiles: [], problem: error };
    throw error;
  }
}

function rank(
  results: readonly UnitResult[],
  { profiles }: LoadedProfiles,
  workspace: Workspace,
  options: LintOptions,
): { findings: RankedFindings; problem?: UsageError } {
  const findings = results.flatMap(result => result.findings).sort(byPlace);
  const rankOptions = {
    code: {
      cwd: options.cwd,
      modules: workspace.modules,
      files: workspace.units.flatMap(unit => unit.files.map(file => file.relativePath)),
      functions: results.flatMap(result => result.spans),
    },
    ruleOf: ruleProfiles(options),
    ...(options.rank !== undefined && { rank: options.rank }),
    minShare: options.minShare,
  };
  try {
    return { findings: rankFindings(findings, profiles, rankOptions) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { rank: _, ...unranked } = rankOptions;
    return { findings: rankFindings(findings, [], unranked), problem: error };
  }
}

function byPlace(a: Finding, b: Finding): number {
  return compareText(a.path, b.path) || comparePositions(a.start, b.start) || compareText(a.rule, b.rule);
}

function ruleProfiles(options: LintOptions): (id: string) => RuleProfile {
  const explicit = new Set(options.rules.filter(setting => setting.explicit).map(setting => setting.id));
  const profiles = new Map(
    rules.map(({ meta }) => [
      meta.id,
      { metric: meta.metric, refutable: meta.refutable, explicit: explicit.has(meta.id) },
    ]),
  );
  return id => profiles.get(id) ?? { metric: 'own', refutable: false, explicit: false };
}

function reportOf(results: readonly UnitResult[], ranked: RankedFindings, workspace: Workspace): RunReport {
  const sum = (count: (result: UnitResult) => number): number => results.reduce((total, r) => total + count(r), 0);
  return {
    findings: ranked.findings,
    notices: [...workspace.notices, ...results.flatMap(result => result.notices), ...ranked.notices].sort(byNotice),
    profiles: ranked.profiles,
    ...(ranked.ranking !== undefined && { ranking: ranked.ranking }),
    summary: {
      packages: workspace.units.filter(unit => unit.reported && unit.variant === 'library').length,
      files: sum(result => result.files),
      importsWithoutSource: sum(result => result.importsWithoutSource),
      findings: ranked.findings.length,
      suppressed: sum(result => result.suppressed),
      withheld: ranked.withheld + sum(result => result.withheld),
    },
  };
}

function byNotice(a: Notice, b: Notice): number {
  return (
    compareText(a.path ?? '', b.path ?? '') ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.kind, b.kind) ||
    compareText(a.message, b.message)
  );
}

/** Nothing that was named exists; file arguments that exist never cause it. */
function emptySelection({ matched, fileArguments }: Workspace, { patterns }: LintOptions): UsageError | undefined {
  if (matched > 0 || fileArguments > 0) return undefined;
  return new UsageError({
    location: patterns.join(' '),
    problem: 'no package matches',
    remedy: 'Give a pattern such as ./... or the directory of a Go package, relative to where you are.',
  });
}

function sumTimings(results: readonly UnitResult[]): UnitTimings {
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
