/**
 * Ranks the findings of a running server by its profiles: `npm run test:live`. Needs Go 1.26 or newer.
 *
 * The server of testdata/live leaks in five ways and is suspected of a sixth. It gets some requests, and the built
 * command fetches its profiles. The five have to come first, measured; the sixth last, refuted. Exits with 1 if not.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { RankedFinding } from '../../src/base/finding.ts';
import { goleaklint } from '../built-command.ts';

const SOURCE = path.resolve('testdata/live');

/** How often each page is asked for, and bytes of the bodies. */
const REQUESTS = [
  { page: 'price', times: 50, size: 1 },
  { page: 'orders', times: 40, size: 1 },
  { page: 'import', times: 20, size: 2 ** 20 },
  { page: 'images', times: 20, size: 2 ** 20 },
  { page: 'report', times: 20, size: 1 },
  // So few bytes that the profiler misses them, but for one run in two hundred.
  { page: 'login', times: 5, size: 100 },
] as const;

/** `RULE STATUS` of each mark, by line. */
function expectations(): Map<number, string> {
  const lines = readFileSync(path.join(SOURCE, 'shop/shop.go'), 'utf8').split('\n');
  const marks = lines.map((line, index) => [index + 1, /\/\/ live: (.*)$/.exec(line)?.[1]] as const);
  return new Map(marks.flatMap(([line, mark]) => (mark === undefined ? [] : [[line, mark]])));
}

async function withServer(use: (address: string) => Promise<void>): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'goleaklint-live-'));
  const binary = path.join(dir, 'server.exe');
  let server: ChildProcess | undefined;
  try {
    const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', GODEBUG: '' };
    const built = spawnSync('go', ['build', '-o', binary, '.'], { cwd: SOURCE, env, encoding: 'utf8' });
    if (built.error !== undefined) throw built.error;
    if (built.status !== 0) throw new Error(`go build: ${built.stderr}`);
    const started = (server = spawn(binary, { stdio: ['ignore', 'pipe', 'inherit'] }));
    const [address] = (await once(createInterface(started.stdout), 'line')) as [string];
    await use(`http://${address}`);
  } finally {
    server?.kill();
    rmSync(dir, { recursive: true });
  }
}

async function sendRequests(server: string): Promise<void> {
  for (const { page, times, size } of REQUESTS) {
    for (let time = 0; time < times; time++) {
      const body = `${page}-${String(time)} \n${'x'.repeat(size)}`;
      const answer = await fetch(`${server}/${page}?${String(time)}`, { method: 'POST', body });
      await answer.arrayBuffer();
      if (answer.status >= 500 && page !== 'price') throw new Error(`/${page} answered ${String(answer.status)}`);
    }
  }
  // What is in a profile of the heap was true before the latest collection.
  for (let time = 0; time < 2; time++) await (await fetch(`${server}/debug/pprof/heap?gc=1`)).arrayBuffer();
}

function rankedFindings(server: string): RankedFinding[] {
  const { status, stdout, stderr } = goleaklint(
    SOURCE,
    './...',
    '--profile',
    `${server}/debug/pprof/`,
    '--format',
    'json',
  );
  process.stderr.write(stderr);
  if (status !== 0 && status !== 1) throw new Error(`goleaklint exited with ${String(status)}`);
  return (JSON.parse(stdout) as { readonly findings: RankedFinding[] }).findings;
}

/** What is wrong with the ranking, one line each. */
function problemsOf(findings: readonly RankedFinding[]): string[] {
  const expected = expectations();
  const problems: string[] = [];
  for (const { rule, start, profile } of findings) {
    const want = expected.get(start.line);
    const got = `${rule} ${profile?.status ?? ''}`;
    if (want !== got) problems.push(`shop.go:${String(start.line)}: ${got}, expected ${want ?? 'nothing'}`);
    expected.delete(start.line);
  }
  for (const [line, want] of expected) problems.push(`shop.go:${String(line)}: not reported, expected ${want}`);
  if (findings.at(-1)?.profile?.status !== 'refuted') problems.push('the refuted finding is not the last');
  return problems;
}

function printRanking(findings: readonly RankedFinding[]): void {
  for (const { rank, rule, start, profile } of findings) {
    const types = Object.entries(profile?.types ?? {});
    const weights = types.map(([type, { own, cum }]) => `${type} own ${String(own)} cum ${String(cum)}`).join(', ');
    console.log(
      `${String(rank)}. shop.go:${String(start.line)} ${rule}: ${profile?.status ?? 'not ranked'} (${weights})`,
    );
  }
}

await withServer(async server => {
  await sendRequests(server);
  const findings = rankedFindings(server);
  printRanking(findings);
  const problems = problemsOf(findings);
  for (const problem of problems) console.log(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
});
