/**
 * `npm run eval:precision -- --repositories DIR… [--goroot DIR]`: what the default rules report on today's code, how
 * much of it two readers found to be real, and how much there is of it. Exits with 1 unless every promise holds.
 *
 *   --list N           the list of candidates to draw from: 1 (default) to 3
 *   --runs FILE        keeps the findings; a second call lints only the repositories that FILE lacks
 *   --worksheet FILE   writes the sampled findings that nobody has judged yet, for the readers
 *   --json FILE        writes all figures
 *   --jobs N           worker threads of the linter
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lintCheckout, type Run } from './lint-run.ts';
import { type Figures, type Precision, precisionFigures, type SampledFinding } from './precision-figures.ts';
import { type Checkout, drawRepositories, goCheckout } from './repositories.ts';
import { markdownTable } from './table.ts';
import { jsonLines, type Judged, readJsonLines, type Verdict, VERDICTS_FILE } from './verdicts.ts';

const { values } = parseArgs({
  options: {
    repositories: { type: 'string', multiple: true, default: [] },
    goroot: { type: 'string' },
    list: { type: 'string', default: '1' },
    runs: { type: 'string' },
    worksheet: { type: 'string' },
    json: { type: 'string' },
    jobs: { type: 'string', default: '1' },
  },
});

async function lintAll(): Promise<Run[]> {
  if (values.repositories.length === 0) throw new Error('name the directories of checkouts with --repositories');
  const { drawn, absent } = drawRepositories(values.list, values.repositories);
  if (absent.length > 0) console.error(`drawn, but not there, so the next one was taken: ${absent.join(', ')}`);
  const earlier = values.runs === undefined ? [] : (readJsonLines(values.runs) as Run[]);
  const runs: Run[] = [];
  for (const checkout of [...drawn, ...(values.goroot === undefined ? [] : [goCheckout(values.goroot)])]) {
    const { repository, commit } = checkout;
    const known = earlier.find(run => run.repository === repository && run.commit === commit);
    runs.push(known ?? (await lintOne(checkout)));
  }
  return runs;
}

async function lintOne(checkout: Checkout): Promise<Run> {
  const started = performance.now();
  const run = await lintCheckout(checkout, values.jobs);
  if (values.runs !== undefined) appendFileSync(values.runs, jsonLines([run]));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.error(`${run.repository}: ${run.findings.length} findings, ${run.lines} lines, ${seconds} s`);
  for (const problem of run.problems) console.error(`  ${problem}`);
  return run;
}

/** What a reader sees: no confidence. */
type WorksheetRow = Judged & Pick<SampledFinding, 'line' | 'message'>;

function worksheetRow(finding: SampledFinding): WorksheetRow {
  const { repository, commit, rule, path, line, function: name, message, fingerprint } = finding;
  return { repository, commit, rule, path, line, function: name, message, fingerprint };
}

function placeOf({ repository, path, line }: WorksheetRow): string {
  return `${repository} ${path} ${String(line).padStart(6)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}

function precisionCells({ judged, real, unjudged, interval }: Precision): (string | number)[] {
  const share = judged === 0 ? '' : percent(real / judged);
  return [judged, real, judged - real, unjudged, share, `${percent(interval.low)} to ${percent(interval.high)}`];
}

function print({ rules, pooled, highConfidence, volumes, total, unread, gone }: Figures): void {
  const judged = ['judged', 'real', 'false', 'unjudged', 'precision', 'Wilson 95%'];
  console.log(
    markdownTable(
      ['rule', 'found', 'counted', 'share', ...judged, 'promise'],
      rules.map(row => [row.rule, row.found, row.counted, percent(row.share), ...precisionCells(row), row.outcome]),
    ),
  );
  const pooledRows = pooled.map(row => [
    row.confidence,
    ...precisionCells(row),
    row.confidence === 'high' ? highConfidence : '',
  ]);
  console.log(`\n${markdownTable(['confidence', ...judged, 'promise'], pooledRows)}\n`);
  console.log(
    markdownTable(
      ['repository', 'lines', 'counted', 'lines for each', 'promise'],
      [...volumes, total].map(({ repository, lines, counted, outcome }) => {
        return [repository, lines, counted, counted === 0 ? '' : Math.round(lines / counted), outcome];
      }),
    ),
  );
  console.log('\ncounted: at warning or above, outside tests and generated code');
  for (const { repository, rule, path, fingerprint } of gone) {
    console.log(`gone: ${repository} ${path} (${rule}) ${fingerprint}`);
  }
  console.log(`new, without two verdicts: ${unread.length}; gone: ${gone.length}`);
}

const runs = await lintAll();
const figures = precisionFigures(runs, readJsonLines(VERDICTS_FILE) as Verdict[]);
print(figures);
if (values.worksheet !== undefined) {
  const rows = figures.unread.map(worksheetRow).sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  writeFileSync(values.worksheet, jsonLines(rows));
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
const outcomes = [figures.highConfidence, ...[...figures.rules, ...figures.volumes, figures.total].map(x => x.outcome)];
process.exitCode = outcomes.every(outcome => outcome === 'holds') && figures.gone.length === 0 ? 0 : 1;
