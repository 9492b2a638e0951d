/**
 * What the compared linters found, as Markdown tables.
 */
import { type Row, type Score, scoreRow } from './peer-score.ts';
import type { Tool, ToolRun } from './peer-tools.ts';
import { groupBy } from '../../src/base/group-by.ts';
import { markdownTable } from './table.ts';

/** Runs by the name of the tool. */
type Runs = Readonly<Record<string, ToolRun>>;

export interface CaseResult {
  readonly id: string;
  /** Whether the module builds before and after the fix. */
  readonly built: boolean;
  readonly before: Runs;
  readonly after: Runs;
}

export interface HeadResult {
  readonly head: string;
  readonly built: boolean;
  readonly runs: Runs;
}

type RowsOfCase = ReadonlyMap<string, readonly Row[]>;

/** All tools on the cases that build, then those that need no build on all cases. */
export function caseTables(tools: readonly Tool[], results: readonly CaseResult[], byCase: RowsOfCase): string {
  const built = results.filter(result => result.built);
  const free = tools.filter(tool => !tool.needsBuild);
  return [
    'Cells: rows found, still reported there after the fix, alerts of leak checks in the packages before the fix, seconds.',
    'Rows are those that a reader judged visible to static analysis (`yes`), then the rest, then those that must be silent.',
    `\nThe ${built.length} of ${results.length} cases that build before and after the fix:\n`,
    caseTable(tools, built, byCase),
    `\nAll ${results.length} cases:\n`,
    caseTable(free, results, byCase),
    '',
  ].join('\n');
}

function caseTable(tools: readonly Tool[], results: readonly CaseResult[], byCase: RowsOfCase): string {
  const rows = results.flatMap(({ id }) => byCase.get(id) ?? []);
  const judged = rows.filter(row => row.expect !== 'silent');
  const feasible = judged.filter(row => row.static_feasible === 'yes');
  const classes = [...groupBy(feasible, row => row.class)].sort(([a], [b]) => (a < b ? -1 : 1));
  const groups: [string, readonly Row[]][] = [
    ...classes,
    ['all of these', feasible],
    ['partly or not visible', judged.filter(row => row.static_feasible !== 'yes')],
    ['must be silent', rows.filter(row => row.expect === 'silent')],
  ];
  const byId = new Map(results.map(result => [result.id, result]));
  const body = groups.map(([name, group]) => [
    name,
    group.length,
    ...tools.map(tool => caseCell(tool.name, group, byId)),
  ]);
  const failed = tools.map(tool => {
    const runs = results.flatMap(({ before, after }) => [before[tool.name], after[tool.name]]);
    return runs.filter(run => run?.failure !== undefined).length;
  });
  const header = ['class', 'rows', ...tools.map(tool => tool.name)];
  return markdownTable(header, [...body, ['runs that failed', '', ...failed]]);
}

function caseCell(tool: string, rows: readonly Row[], byId: ReadonlyMap<string, CaseResult>): string {
  const scores = rows.map((row): Score => {
    const result = byId.get(row.id);
    return scoreRow(row, { before: result?.before[tool]?.alerts ?? [], after: result?.after[tool]?.alerts ?? [] });
  });
  const results = [...groupBy(rows, row => row.id).keys()].map(id => byId.get(id));
  const alerts = results.flatMap(result => result?.before[tool]?.alerts ?? []);
  const runs = results.flatMap(result => [result?.before[tool], result?.after[tool]]).filter(run => run !== undefined);
  const found = scores.filter(score => score.found).length;
  return `${found}, ${scores.filter(score => score.noisy).length}, ${alerts.length}, ${seconds(runs)}`;
}

/** Alerts outside tests, and seconds. */
export function headTable(tools: readonly Tool[], results: readonly HeadResult[]): string {
  const cell = (run: ToolRun | undefined): string => {
    if (run === undefined) return '-';
    if (run.failure !== undefined) return `failed, ${seconds([run])} s`;
    const alerts = run.alerts.filter(alert => !alert.path.endsWith('_test.go'));
    return `${alerts.length}, ${seconds([run])} s`;
  };
  const rows = results.map(({ head, runs }) => [head, ...tools.map(tool => cell(runs[tool.name]))]);
  return markdownTable(['head', ...tools.map(tool => tool.name)], rows);
}

function seconds(runs: readonly ToolRun[]): string {
  return (runs.reduce((sum, run) => sum + run.milliseconds, 0) / 1000).toFixed(0);
}
