/**
 * Lets Go prove what the programs of test/proof leave behind, and compares that with their marks and with what is
 * reported: `npm run proof [-- PREFIX]`, such as `retention.` for one family. Needs Go 1.26, a C compiler and Linux.
 *
 * Exits with 1 if Go refutes a mark, or a report of high confidence, or if marks and reports differ.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Module, MODULES, withModule } from '../proof/modules.ts';
import { isDefect, type Program } from '../proof/programs.ts';
import { differences, type Reports, reportsOn, within } from '../proof/reports.ts';
import { tableOf } from '../proof/table.ts';
import { isProved, type Measured } from '../proof/measured.ts';

const GO = { GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', GOPROXY: 'off', CGO_ENABLED: '1', GODEBUG: '' };

function run(command: string, argv: readonly string[], cwd: string): string {
  const env = { ...process.env, ...GO, GOEXPERIMENT: 'goroutineleakprofile' };
  const { status, stdout, stderr, error } = spawnSync(command, argv, { cwd, env, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${argv.join(' ')}: ${stderr}`);
  return stdout;
}

function measure(dir: string, prefix: string): Measured[] {
  const binary = path.join(dir, 'proof.exe');
  run('go', ['build', '-trimpath', '-o', binary, '.'], dir);
  const lines = run(binary, [prefix], dir).trim().split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line) as Measured);
}

/** What Go says against a program's marks. */
function objections(program: Program, measured: Measured | undefined, reports: Reports): string[] {
  const text = objection(program, measured, reports);
  return text === '' ? [] : [`${program.file}:${program.line}: ${program.name}: ${text}`];
}

function objection(program: Program, measured: Measured | undefined, { all }: Reports): string {
  if (measured === undefined) return 'is not among the cases that are measured';
  const { verdict, perCall, unit, error, form } = measured;
  const seen = `${perCall.toFixed(1)} ${unit} per call: ${verdict}${error === undefined ? '' : `: ${error}`}`;
  const isUnproved = program.marks.some(({ kind }) => kind === 'unproved');
  const isCertain = all.filter(within(program)).some(({ confidence }) => confidence === 'high');
  if (isUnproved && isCertain) return `is reported with high confidence, but Go says ${seen}`;
  if (isUnproved) return isProved(measured) ? 'is proved; take "unproved" away' : '';
  if (isDefect(program) && form === 'fixed') return 'is marked as a defect and measured as its fixed form';
  const isConfirmed = isDefect(program) ? isProved(measured) : verdict === 'clean';
  return isConfirmed ? '' : `Go says ${seen}`;
}

/** Prints the table of a module and what is wrong; the number of problems. */
function prove({ name, go }: Module, dir: string, all: readonly Program[], prefix: string): number {
  const programs = all.filter(program => program.name.startsWith(prefix));
  if (programs.length === 0) return 0;
  const reports = reportsOn(dir);
  const measured = new Map(measure(dir, prefix).map(result => [result.function, result]));
  const unmarked = [...measured.keys()].filter(key => !programs.some(program => program.name === key));
  const problems = [
    ...programs.flatMap(program => objections(program, measured.get(program.name), reports)),
    ...unmarked.map(key => `${key}: has no //proof: mark`),
    ...differences(all, reports),
  ];
  console.log(`\n${name} at go ${go}\n\n${tableOf(programs, measured, reports)}`);
  for (const problem of problems) console.log(problem);
  return problems.length;
}

const prefix = process.argv[2] ?? '';
const unformatted = run('gofmt', ['-l', 'test/proof'], '.').trim();
if (unformatted !== '') console.log(`not formatted by gofmt: ${unformatted}`);
let problems = unformatted === '' ? 0 : 1;
for (const module of MODULES) {
  problems += await withModule(module, (dir, programs) => prove(module, dir, programs, prefix));
}
process.exitCode = problems > 0 ? 1 : 0;
