/**
 * What is true of the goroutines that the program in testdata/goroutine-shapes starts, read from the marks in its source.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Evidence } from '../src/base/finding.ts';
import type { Span } from '../src/base/position.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { functionsOf } from './go-functions.ts';
import { span } from './profile-findings.ts';

export const SHAPES_DIR = 'testdata/goroutine-shapes';
export const SHAPES_MODULE = 'example.com/shapes';

/** Lines of one file of the module, both inclusive; `path` is relative to the module. */
export interface Lines {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** A statement that starts goroutines. */
export interface GoroutineShape {
  readonly shape: string;
  /** How many of them are blocked. */
  readonly count: number;
  /** The statement, such as `go f()` or `wg.Go(…)`. */
  readonly go: Lines;
  /** What they run: a literal, or a function as profiles name it, without type arguments. */
  readonly entry: { readonly literal: Lines } | { readonly symbol: string };
  /** Where they wait; undefined in code of a library. */
  readonly waits: Lines | undefined;
}

interface Mark {
  readonly kind: 'go' | 'entry' | 'waits';
  readonly text: string;
  readonly at: Lines;
}

const FILES = ['functions.go', 'library.go', 'literals.go', 'record/main.go', 'worker.v2/worker.go'];

export function goroutineShapes(): GoroutineShape[] {
  const marks = FILES.flatMap(marksIn);
  return marks.flatMap(({ kind, text, at }) => {
    if (kind !== 'go') return [];
    const [, shape = '', count, symbol] = /^(\S+) count=(\d+)(?: (\S+))?$/.exec(text) ?? [];
    assert.ok(count !== undefined, `${at.path}:${String(at.first)}: a mark reads "go: NAME count=N [SYMBOL]"`);
    const entry = symbol === undefined ? { literal: lineOf(marks, 'entry', shape) ?? at } : { symbol };
    return [{ shape, count: Number(count), go: at, entry, waits: lineOf(marks, 'waits', shape) }];
  });
}

export type GoroutineEvidence = Extract<Evidence, { kind: 'goroutine' }>;

/** What a rule that knows all of it says of the shape. */
export function evidenceOf({ go, entry, waits }: GoroutineShape): GoroutineEvidence {
  return {
    kind: 'goroutine',
    go: spanOf(go),
    entry: 'literal' in entry ? { literal: spanOf(entry.literal) } : entry,
    ...(waits && { waits: spanOf(waits) }),
  };
}

function spanOf({ path: file, first, last }: Lines): Span {
  return span(file, first, last);
}

/** The module as if it lay in `/home/dev/checkout`. */
export function shapesCode(): AnalysedCode {
  const root = '/home/dev/checkout';
  const functions = FILES.flatMap(file => {
    const folder = path.posix.dirname(file);
    const importPath = folder === '.' ? SHAPES_MODULE : `${SHAPES_MODULE}/${folder}`;
    const source = readFileSync(path.join(SHAPES_DIR, file), 'utf8');
    return functionsOf(source.replace(/ \/\/ .*$/gm, ''), file, importPath);
  });
  return { cwd: root, modules: [{ path: SHAPES_MODULE, dir: root }], files: FILES, functions };
}

function lineOf(marks: readonly Mark[], kind: Mark['kind'], shape: string): Lines | undefined {
  return marks.find(mark => mark.kind === kind && mark.text.split(', ').includes(shape))?.at;
}

function marksIn(file: string): Mark[] {
  const lines = readFileSync(path.join(SHAPES_DIR, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, code = '', kind, text = ''] = /^(.*\S) \/\/ (go|entry|waits): (.*)$/.exec(line) ?? [];
    if (kind !== 'go' && kind !== 'entry' && kind !== 'waits') return [];
    const last = kind === 'waits' ? index : lastLine(lines, index, code);
    return [{ kind, text, at: { path: file, first: index + 1, last: last + 1 } }];
  });
}

/** Index of the line that closes what is left open at the end of `code`; gofmt indents both alike. */
function lastLine(lines: readonly string[], index: number, code: string): number {
  if (!/[({]$/.test(code)) return index;
  const indent = /^\t*/.exec(code)?.[0] ?? '';
  const closing = [`${indent}}`, `${indent})`];
  return lines.findIndex((line, at) => at > index && closing.some(start => line.startsWith(start)));
}
