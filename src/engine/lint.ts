/**
 * One run, from options to a report: the entry of the engine.
 */
import { UsageError } from '../base/errors.ts';
import type { Notice } from '../base/finding.ts';
import type { RunReport } from '../base/report.ts';
import { compareText } from '../base/position.ts';
import type { RankedFindings } from '../profile/rank.ts';
import { profilesByMeasure } from '../profile/kinds.ts';
import { loadWorkspaces } from '../workspace/all-platforms.ts';
import type { Workspace } from '../workspace/model.ts';
import { createLocalExecutor, WorkerPool } from './executors.ts';
import { type AnalysedBuild, mergeBuilds, type MergedBuilds } from './merge.ts';
import type { LintOptions } from './options.ts';
import { Callers, type Tracer } from './callers.ts';
import { DeadPackages } from './dead-packages.ts';
import { readExcerpts } from './excerpts.ts';
import { settle } from './module-runs.ts';
import { loadProfiles, rankByProfiles } from './profiles/rank.ts';
import type { AnalysisSettings, UnitResult, UnitTimings } from './protocol.ts';
import { type Executor, runUnits } from './schedule.ts';

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
  /** Of source, counted once for each build that has it. */
  readonly bytes: number;
  /** The builds that were analysed, such as `linux/amd64`. */
  readonly platforms: readonly string[];
}

/** Below this many bytes of source, starting threads costs more than it saves. */
const MIN_BYTES_PER_THREAD = 1_000_000;

/** Analyses what the options name. Rejects only for defects of goleaklint itself. */
export async function lint(options: LintOptions): Promise<LintResult> {
  const started = performance.now();
  const workspaces = await loadWorkspaces(options);
  const loaded = performance.now();
  const profiles = await loadProfiles(options);
  const { rules, minConfidence, effects = {} } = options;
  const hasProfile = profiles.profiles.length > 0;
  const measuresMemory = profilesByMeasure(profiles.profiles).has('memory');
  const settings = { rules, minConfidence, effects, hasProfile, measuresMemory };
  const merged = mergeBuilds(await analyse(workspaces, settings, options));
  const { ranked, problem } = rankByProfiles(merged, profiles, options);
  const usage = [profiles.problem, problem, emptySelection(workspaces, options)].find(p => p !== undefined);
  return {
    report: await withDetails(reportOf(merged, ranked), ranked, options),
    failures: merged.failed,
    ...(usage !== undefined && { usage }),
    stats: {
      workspace: loaded - started,
      analysis: performance.now() - loaded,
      threads: Math.max(...workspaces.map(workspace => threadsFor(workspace, options))),
      parts: merged.timings,
      bytes: workspaces.reduce((sum, workspace) => sum + bytesOf(workspace), 0),
      platforms: workspaces.map(({ platform }) => platform),
    },
  };
}

function bytesOf({ units }: Workspace): number {
  return units.reduce((sum, unit) => sum + unit.files.reduce((inner, file) => inner + file.size, 0), 0);
}

function threadsFor(workspace: Workspace, { jobs }: LintOptions): number {
  return Math.min(jobs, Math.floor(bytesOf(workspace) / MIN_BYTES_PER_THREAD));
}

/** One build after the other: what their threads know of packages must not mix. */
async function analyse(
  workspaces: readonly Workspace[],
  settings: Omit<AnalysisSettings, 'buildLists'>,
  options: LintOptions,
): Promise<readonly AnalysedBuild[]> {
  const total = workspaces.reduce((sum, { units }) => sum + units.length, 0);
  const builds: AnalysedBuild[] = [];
  let before = 0;
  for (const workspace of workspaces) {
    const { units, buildLists } = workspace;
    const onDone = (done: number): void => options.onProgress?.(before + done, total);
    const threads = threadsFor(workspace, options);
    builds.push({ workspace, results: await analyseUnits(workspace, { ...settings, buildLists }, threads, onDone) });
    before += units.length;
  }
  return builds;
}

async function analyseUnits(
  workspace: Workspace,
  settings: AnalysisSettings,
  threads: number,
  onDone: (done: number) => void,
): Promise<readonly UnitResult[]> {
  if (threads < 2) {
    return runAndSettle(workspace, settings, [await createLocalExecutor(settings)], onDone);
  }
  const pool = new WorkerPool(threads, settings);
  try {
    return await runAndSettle(workspace, settings, pool.executors, onDone);
  } finally {
    await pool.close();
  }
}

async function runAndSettle(
  workspace: Workspace,
  { rules: settings }: AnalysisSettings,
  executors: readonly (Executor & Tracer)[],
  onDone: (done: number) => void,
): Promise<readonly UnitResult[]> {
  const dead = new DeadPackages(workspace);
  const callers = new Callers(workspace.units, dead);
  const results = await runUnits(workspace.units, executors, callers, onDone);
  return settle(results, { units: workspace.units, dead, callers }, settings, executors);
}

function reportOf({ notices, counts }: MergedBuilds, ranked: RankedFindings): RunReport {
  return {
    findings: ranked.findings,
    notices: [...notices, ...ranked.notices].sort(byNotice),
    profiles: ranked.profiles,
    ...(ranked.ranking && { ranking: ranked.ranking }),
    ...(ranked.overview && { overview: ranked.overview }),
    ...(ranked.goroutineRanking && { goroutineRanking: ranked.goroutineRanking }),
    summary: {
      ...counts,
      findings: ranked.findings.length,
      withheld: counts.withheld + ranked.withheld,
      filtered: ranked.filtered,
    },
  };
}

async function withDetails(
  report: RunReport,
  { details: profiles = [] }: RankedFindings,
  { cwd, details }: LintOptions,
): Promise<RunReport> {
  if (details !== true) return report;
  return { ...report, details: { excerpts: await readExcerpts(report.findings, cwd), profiles } };
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
function emptySelection(workspaces: readonly Workspace[], { patterns }: LintOptions): UsageError | undefined {
  if (workspaces.some(({ matched, fileArguments }) => matched > 0 || fileArguments > 0)) return undefined;
  return new UsageError({
    location: patterns.join(' '),
    problem: 'no package matches',
    remedy: 'Give a pattern such as ./... or the directory of a Go package, relative to where you are.',
  });
}
