/**
 * `npm run eval:peers -- [--cases DIR] [--heads DIR --head NAME…]`: other linters and ours on the same code, as Markdown.
 * Needs Go; installs nothing, but says what is missing.
 *
 *   --cases DIR      the extracted corpus of fixed leaks, best with whole modules
 *   --heads DIR      checkouts of repositories, of which --head (repeatable) names those to lint
 *   --results FILE   keeps what each run said; a second call goes on where the first one stopped
 *   --only REGEX     cases whose id or class matches; --limit N: no more than N of them, by a fixed seed
 *   --tool NAME      only this tool (repeatable)
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Row } from './peer-score.ts';
import { caseTables, type CaseResult, headTable, type HeadResult } from './peer-tables.ts';
import { runTool, type Target, TOOLS, type Tool, type ToolRun, whatIsMissing } from './peer-tools.ts';
import { groupBy } from '../../src/base/group-by.ts';
import { seededOrder } from './statistics.ts';
import { readJsonLines } from './verdicts.ts';

const SEED = 'goleaklint peers 1';
/** Code older than modules is judged by the rules of its day. */
const BEFORE_MODULES = '1.12';

const { values } = parseArgs({
  options: {
    cases: { type: 'string' },
    heads: { type: 'string' },
    head: { type: 'string', multiple: true, default: [] },
    results: { type: 'string' },
    only: { type: 'string', default: '' },
    limit: { type: 'string', default: 'Infinity' },
    tool: { type: 'string', multiple: true, default: TOOLS.map(tool => tool.name) },
  },
});

const work = mkdtempSync(path.join(os.tmpdir(), 'goleaklint-peers-'));
process.on('exit', () => {
  rmSync(work, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** `caches` is where tools keep what they computed; the cache of the go command itself is the user's. */
function environment(caches: string, goFlags: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...{ GOMAXPROCS: '1', GOFLAGS: `-p=1 -buildvcs=false ${goFlags}`, GOTOOLCHAIN: 'local', GOWORK: 'off' },
    // A case comes without go.sum.
    ...(goFlags === '' ? {} : { GOSUMDB: 'off' }),
    STATICCHECK_CACHE: path.join(caches, 'staticcheck'),
    GOLANGCI_LINT_CACHE: path.join(caches, 'golangci-lint'),
  };
}

/** Compiles the dependencies too, on all processors, so that no tool pays for them. */
function builds({ dir, packages }: Target, { GOMAXPROCS: _, ...env }: NodeJS.ProcessEnv): boolean {
  const args = ['build', `-p=${os.availableParallelism()}`, '-o', os.devNull, ...packages];
  return spawnSync('go', args, { cwd: dir, env, stdio: 'ignore' }).status === 0;
}

function runTools(
  tools: readonly Tool[],
  target: Target,
  env: NodeJS.ProcessEnv,
  built: boolean,
): Map<string, ToolRun> {
  const usable = tools.filter(tool => built || !tool.needsBuild);
  return new Map(usable.map(tool => [tool.name, runTool(tool, target, env)]));
}

function runCase(tools: readonly Tool[], rows: readonly Row[], cases: string): CaseResult {
  const [{ id, go = BEFORE_MODULES } = { id: '' }] = rows;
  const env = environment(path.join(work, 'caches'), '-mod=mod');
  const sides = (['before', 'after'] as const).map(side => {
    const dir = path.join(work, 'case');
    rmSync(dir, { recursive: true, force: true });
    const source = path.join(cases, id, side);
    if (!existsSync(source)) return { built: false, runs: new Map<string, ToolRun>() };
    cpSync(source, dir, { recursive: true });
    const packages = new Set(rows.map(row => path.dirname(side === 'before' ? row.path : row.afterPath)));
    const target = { dir: realpathSync(dir), packages: [...packages].map(name => `./${name}`), go };
    const built = existsSync(path.join(dir, 'go.mod')) && builds(target, env);
    const runs = runTools(tools, target, env, built);
    const ofPackages = ([name, run]: [string, ToolRun]): [string, ToolRun] => {
      return [name, { ...run, alerts: run.alerts.filter(alert => packages.has(path.dirname(alert.path))) }];
    };
    return { built, runs: new Map([...runs].map(ofPackages)) };
  });
  const [before, after] = sides;
  return {
    id,
    built: sides.every(side => side.built),
    before: Object.fromEntries(before?.runs ?? []),
    after: Object.fromEntries(after?.runs ?? []),
  };
}

function runHead(tools: readonly Tool[], head: string, heads: string): HeadResult {
  const caches = path.join(work, `caches-${head}`);
  const target = { dir: realpathSync(path.join(heads, head)), packages: ['./...'] };
  const env = environment(caches, '');
  const built = tools.some(tool => tool.needsBuild) && builds(target, env);
  const runs = runTools(tools, target, env, built);
  return { head, built, runs: Object.fromEntries(runs) };
}

/** What `file` has already, then the rest, each written down once it is there. */
function resume<T extends CaseResult | HeadResult>(names: readonly string[], run: (name: string) => T): T[] {
  const { results: file } = values;
  const nameOf = (result: CaseResult | HeadResult): string => ('id' in result ? result.id : result.head);
  const known = (file === undefined ? [] : readJsonLines(file)) as T[];
  const byName = new Map(known.map(result => [nameOf(result), result]));
  return names.map((name, index) => {
    const earlier = byName.get(name);
    if (earlier !== undefined) return earlier;
    const started = performance.now();
    const result = run(name);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.error(`${index + 1}/${names.length} ${name}: ${result.built ? 'builds' : 'not built'}, ${seconds} s`);
    return result;
  });
}

function usableTools(): Tool[] {
  return TOOLS.filter(tool => values.tool.includes(tool.name)).filter(tool => {
    const missing = whatIsMissing(tool);
    if (missing !== undefined) console.error(`left out: ${missing}`);
    return missing === undefined;
  });
}

function compareOnCases(tools: readonly Tool[], cases: string): void {
  const only = new RegExp(values.only);
  const rows = (readJsonLines(path.join(cases, 'cases.jsonl')) as Row[]).filter(row =>
    only.test(`${row.id} ${row.class}`),
  );
  const byCase = groupBy(rows, row => row.id);
  const chosen = seededOrder([...byCase.keys()], SEED, id => id).slice(0, Number(values.limit));
  const results = resume(chosen, id => runCase(tools, byCase.get(id) ?? [], cases));
  console.log(caseTables(tools, results, byCase));
}

const tools = usableTools();
if (values.cases !== undefined) {
  readFileSync(path.join(values.cases, 'cases.jsonl'));
  compareOnCases(tools, path.resolve(values.cases));
}
if (values.heads !== undefined) {
  const heads = path.resolve(values.heads);
  console.log(
    headTable(
      tools,
      resume(values.head, head => runHead(tools, head, heads)),
    ),
  );
}
