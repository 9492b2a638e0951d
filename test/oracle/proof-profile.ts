/**
 * Shows rules of the profile tier where a profile of a running program measures them, and not where the same shape does
 * not matter: `npm run proof:profile [-- NAME]`. Needs Go 1.26 or newer.
 *
 * Each program of test/proof/profiled runs in a process of its own, and the built command reads its heap profile. What
 * is marked as wanted has to be shown and measured, what is marked as wider withheld; and what a finding's own lines
 * allocated has to be what `go tool pprof` says of them. Exits with 1 if not.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rules } from '../../rules/index.ts';
import type { RankedFinding } from '../../src/base/finding.ts';
import { goleaklint } from '../built-command.ts';
import { rowsOfPprof } from '../pprof-output.ts';
import { type Program, programsIn } from '../proof/programs.ts';
import { within } from '../proof/reports.ts';

const MODULE = 'test/proof/profiled';
/** As pprof names the functions of the module. */
const SHOW = String.raw`^(main\.|example\.com/profiled/)`;
const ROWS = '-top -lines -unit=B -nodecount=1000000 -nodefraction=0 -edgefraction=0 -symbolize=none'.split(' ');

const dir = mkdtempSync(path.join(tmpdir(), 'goleaklint-profiled-'));

function run(command: string, argv: readonly string[], cwd: string): string {
  const env = { ...process.env, GOFLAGS: '', GOWORK: 'off', GODEBUG: '' };
  const { status, stdout, stderr, error } = spawnSync(command, argv, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${stderr}`);
  return stdout;
}

function findings(...flags: string[]): RankedFinding[] {
  const { status, stdout, stderr } = goleaklint(
    MODULE,
    './...',
    '--format',
    'json',
    '--min-confidence',
    'low',
    ...flags,
  );
  if (status !== 0 && status !== 1) throw new Error(`goleaklint exited with ${String(status)}: ${stderr}`);
  return (JSON.parse(stdout) as { readonly findings: RankedFinding[] }).findings;
}

/** What pprof says that each line of the module allocated, helpers of other modules included, by `FILE:LINE`. */
function ownByLine(profile: string): Map<string, number> {
  const own = new Map<string, number>();
  for (const row of rowsOfPprof(
    run('go', ['tool', 'pprof', ...ROWS, '-sample_index=alloc_space', `-show=${SHOW}`, profile], dir),
  )) {
    const [, flat, place = ''] = /^(\S+) .* example\.com\/profiled\/(\S+:\d+)$/.exec(row) ?? [];
    own.set(place, (own.get(place) ?? 0) + Number(flat ?? 0));
  }
  return own;
}

function ownOf({ evidence }: RankedFinding, byLine: ReadonlyMap<string, number>): number {
  const lines = new Set<string>();
  for (const each of evidence) {
    if (each.kind !== 'lines') continue;
    for (let { line } = each.start; line <= each.end.line; line++) lines.add(`${each.path}:${String(line)}`);
  }
  return [...lines].reduce((sum, line) => sum + (byLine.get(line) ?? 0), 0);
}

interface Result {
  readonly program: Program;
  readonly rule: string;
  readonly shown: RankedFinding | undefined;
  readonly problem: string;
}

function resultOf(program: Program, found: readonly RankedFinding[]): Result {
  const [{ kind, rule } = { kind: 'none', rule: '' }] = program.marks;
  const profile = path.join(dir, `${program.name}.pb.gz`);
  run(path.join(dir, 'profiled.exe'), [program.name.replace('work.', ''), profile], dir);
  const isIts = (finding: RankedFinding): boolean => finding.rule === rule && within(program)(finding);
  const shown = findings('--profile', profile).find(isIts);
  const problem = (): string => {
    if (!found.some(isIts)) return 'is not reported at all';
    if (kind === 'wider') return shown === undefined ? '' : 'is shown, though the profile does not measure it';
    if (shown === undefined) return 'is withheld, though the profile measures it';
    if (shown.profile?.status !== 'measured') return `is ${String(shown.profile?.status)}`;
    const theirs = ownOf(shown, ownByLine(profile));
    const ours = shown.profile.types['alloc_space']?.own;
    return ours === theirs ? '' : `its lines allocated ${String(ours)} bytes, and ${String(theirs)} by pprof`;
  };
  return { program, rule, shown, problem: problem() };
}

function printResult({ program, rule, shown, problem }: Result): void {
  const { share = 0, own = 0 } = shown?.profile?.types['alloc_space'] ?? {};
  const seen = shown === undefined ? 'withheld' : `${(100 * share).toFixed(1)}% ${(own / 2 ** 20).toFixed(1)} MB`;
  console.log([rule.padEnd(28), program.name.padEnd(24), seen.padEnd(16), problem].join(' ').trimEnd());
}

/** Rules with something in the profile tier of which no program shows one of the two. */
function gapsIn(programs: readonly Program[]): string[] {
  const ids = rules.flatMap(({ meta }) =>
    meta.tier === 'profile' || meta.wider?.includes('profile') ? [meta.id] : [],
  );
  return (['want', 'wider'] as const).flatMap(kind => {
    const shown = new Set(
      programs.flatMap(({ marks }) => marks.filter(mark => mark.kind === kind).map(({ rule }) => rule)),
    );
    return ids.filter(id => !shown.has(id)).map(id => `${id}: no program is marked as ${kind}`);
  });
}

try {
  const programs = await programsIn(MODULE);
  const prefix = `work.${process.argv[2] ?? ''}`;
  run('go', ['build', '-trimpath', '-o', path.join(dir, 'profiled.exe'), '.'], MODULE);
  const found = findings('--enable', 'profile');
  const results = programs.filter(({ name }) => name.startsWith(prefix)).map(program => resultOf(program, found));
  for (const result of results) printResult(result);
  const gaps = gapsIn(programs);
  for (const gap of gaps) console.log(gap);
  const problems = results.filter(({ problem }) => problem !== '').length + gaps.length;
  console.log(`${String(results.length)} programs, ${String(problems)} problems`);
  process.exitCode = problems === 0 && results.length > 0 ? 0 : 1;
} finally {
  rmSync(dir, { recursive: true });
}
