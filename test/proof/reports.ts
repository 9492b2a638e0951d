/**
 * What goleaklint reports in the programs, and where that differs from their marks.
 */
import { rules } from '../../rules/index.ts';
import type { RankedFinding } from '../../src/base/finding.ts';
import { goleaklint } from '../built-command.ts';
import type { Mark, Program } from './programs.ts';

/** Variables that merely escape, and servers that might not answer, leak nothing that Go could show. */
const NOT_SHOWN = ['escaping-loop-variable', 'http-no-timeout'];
const EVERYTHING = ['--enable', 'default', '--enable', 'opt-in', '--enable', 'profile', '--min-confidence', 'low'];

export type Finding = Pick<RankedFinding, 'rule' | 'family' | 'confidence' | 'path' | 'start' | 'message'>;

export interface Reports {
  /** By default. */
  readonly shown: readonly Finding[];
  /** With every rule and every confidence. */
  readonly all: readonly Finding[];
}

export function reportsOn(module: string): Reports {
  return { shown: findingsOf(module, []), all: findingsOf(module, EVERYTHING) };
}

function findingsOf(module: string, flags: readonly string[]): Finding[] {
  const { status, stdout, stderr } = goleaklint(module, '--json', ...flags);
  if (status !== 0 && status !== 1) throw new Error(`goleaklint exited with ${status}: ${stderr}`);
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  return findings.filter(belongs);
}

/** Outside of their own family, programs grow on purpose: they hold what they are measured by. */
const belongs = ({ rule, family, path }: Finding): boolean =>
  family !== 'allocation' && !NOT_SHOWN.includes(rule) && (family !== 'growth' || path.startsWith('growth/'));

const known = new Set(rules.map(({ meta }) => meta.id));

/** Whether the rule of a mark is still to be written, so that the mark does not count. */
export const isPending = ({ rule }: Mark): boolean => rule !== '' && !known.has(rule);

export const within =
  ({ file, firstLine, lastLine }: Program) =>
  (finding: Finding): boolean =>
    finding.path === file && firstLine <= finding.start.line && finding.start.line <= lastLine;

/** What differs, one sentence per problem with its place. */
export function differences(programs: readonly Program[], reports: Reports): string[] {
  const outside = reports.all.filter(finding => !programs.some(program => within(program)(finding)));
  return [...programs.flatMap(program => differencesIn(program, reports)), ...outside.map(unexpected)];
}

function differencesIn(program: Program, { shown, all }: Reports): string[] {
  const place = `${program.file}:${program.line}: ${program.name}`;
  const isShown = new Set(shown.filter(within(program)).map(({ rule }) => rule));
  const isFound = new Set(all.filter(within(program)).map(({ rule }) => rule));
  const marks = program.marks.filter(mark => !isPending(mark));
  const problems = marks.flatMap(({ kind, rule }) => {
    const problem = problemWith(kind, isShown.has(rule), isFound.has(rule));
    return problem === '' ? [] : [`${place}: ${rule}: ${problem}`];
  });
  const expected = new Set(program.marks.map(({ rule }) => rule));
  return [
    ...problems,
    ...all
      .filter(within(program))
      .filter(({ rule }) => !expected.has(rule))
      .map(unexpected),
  ];
}

function problemWith(kind: Mark['kind'], shown: boolean, found: boolean): string {
  if (kind === 'want' && !shown) return found ? 'is not shown by default; write wider' : 'is not reported';
  if (kind === 'wider' && shown) return 'is shown by default now; write want';
  if (kind === 'wider' && !found) return 'is not reported';
  if (kind === 'miss' && found) return `is reported now; write ${shown ? 'want' : 'wider'}`;
  return '';
}

const unexpected = ({ path, start, rule, confidence, message }: Finding): string =>
  `${path}:${start.line}: unexpected: ${rule} (${confidence}): ${message}`;
