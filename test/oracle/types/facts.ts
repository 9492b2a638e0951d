/**
 * What `test/oracle/go-types` prints, and how it is made: JSON lines, first packages, dependencies first, then facts
 * of files.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Whose declarations decide an answer; `third` for modules other than those under test. */
export type Origin = 'std' | 'module' | 'third';

export const QUESTIONS = [
  'class',
  'callee',
  'definition',
  'selector',
  'variable',
  'field',
  'result',
  'expression',
  'constant',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** Lines and byte columns from 1; calls stand at their parenthesis, selectors at the selected name. */
export type Fact = readonly [
  question: Question,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  answer: string,
  origin: Origin,
];

export interface ListedPackage {
  readonly package: string;
  readonly origin: Origin;
  /** The patterns match it, so that it has facts. */
  readonly match: boolean;
  readonly files: readonly string[] | null;
}

export interface Oracle {
  readonly packages: readonly ListedPackage[];
  /** By file. */
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** By file. */
  readonly flow: ReadonlyMap<string, FlowFacts>;
}

/**
 * What ctrlflow says of a file. 1 says that it says so, 0 that it does not, 2 that it does only because of a module whose
 * source we do not see.
 */
export interface FlowFacts {
  /** Line and byte column of `func`; whether the function never returns. */
  readonly functions: readonly (readonly [line: number, column: number, neverReturns: 0 | 1 | 2])[] | null;
  /** Statements and expressions of dead blocks, as they are listed in blocks. */
  readonly dead:
    readonly (readonly [line: number, column: number, endLine: number, endColumn: number, isDead: 1 | 2])[] | null;
}

interface FlowLine extends FlowFacts {
  readonly flowOf: string;
}

interface FactLine {
  readonly file: string;
  readonly facts: readonly Fact[];
}

/** Builds the Go program; returns where it is. */
export async function buildOracle(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'goleaklint-oracle-'));
  const program = path.join(folder, 'go-types');
  const { status, stderr } = spawnSync('go', ['build', '-o', program, '.'], {
    cwd: 'test/oracle/go-types',
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cannot build test/oracle/go-types: ${stderr}`);
  return program;
}

export function askOracle(program: string, dir: string, patterns: readonly string[]): Promise<Oracle> {
  const { stdout } = spawn(program, [dir, ...patterns], { stdio: ['ignore', 'pipe', 'inherit'] });
  return readOracle(stdout);
}

/** Reads what an earlier run of the program has printed. */
export function readDump(file: string): Promise<Oracle> {
  return readOracle(createReadStream(file));
}

async function readOracle(input: Readable): Promise<Oracle> {
  const packages: ListedPackage[] = [];
  const facts = new Map<string, readonly Fact[]>();
  const flow = new Map<string, FlowFacts>();
  for await (const line of createInterface({ input })) {
    const value = JSON.parse(line) as ListedPackage | FactLine | FlowLine;
    if ('file' in value) facts.set(value.file, value.facts);
    else if ('flowOf' in value) flow.set(value.flowOf, value);
    else packages.push(value);
  }
  return { packages, facts, flow };
}
