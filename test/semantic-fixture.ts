/**
 * Reads the fixtures of the semantic model: Go files in `test/semantic/` with what the engine knows in comments.
 *
 *     _ = r.Body            // type: io.ReadCloser
 *     stop()                // callee: a function value
 *     func serve() {}       // lifetime: process
 *
 * `type` is that of the value assigned on the line, `callee` that of the first call on it, `lifetime` that of the
 * function that starts on it, `constant` the value assigned.
 */
import { readFileSync } from 'node:fs';
import { NEWEST_GO } from '../src/base/go-version.ts';
import type { Callee } from '../src/semantic/inference/callee.ts';
import type { Place } from '../src/semantic/package.ts';
import { Package } from '../src/semantic/package.ts';
import { StandardDeclarations } from '../src/semantic/std/standard-declarations.ts';
import { printType } from '../src/semantic/types/type-text.ts';
import { Field, Kind } from '../src/syntax/kinds.ts';
import { NO_NODE } from '../src/syntax/tree.ts';
import { goParser } from './go-parser.ts';

export const standardLibrary = new StandardDeclarations(readFileSync('src/semantic/std/declarations.tsv', 'utf8'));

/** A package of these files, which see the standard library and nothing else. */
export function packageOf(path: string, sources: Readonly<Record<string, string>>): Package {
  const files = Object.entries(sources).map(([name, text]) => ({
    path: name,
    tree: goParser.parse(text),
    isTest: name.endsWith('_test.go'),
    isGenerated: false,
    language: NEWEST_GO,
  }));
  return new Package({ path, files, declarations: standardLibrary });
}

export interface Expectation {
  readonly line: number;
  readonly subject: string;
  readonly expected: string;
}

export function expectationsIn(text: string): Expectation[] {
  return text.split('\n').flatMap((source, index) => {
    const found = /\/\/ (type|callee|lifetime|constant): (.+)$/.exec(source);
    const [, subject = '', expected = ''] = found ?? [];
    return found === null ? [] : [{ line: index + 1, subject, expected: expected.trim() }];
  });
}

/** What the package says of the subject on a line of its only file. */
export function answer(pkg: Package, { line, subject }: Expectation): string {
  switch (subject) {
    case 'type':
      return printType(pkg.typeOf(assignedValue(pkg, line)));
    case 'constant':
      return String(pkg.constantOf(assignedValue(pkg, line)));
    case 'callee':
      return describe(pkg.callAt(firstOn(pkg, line, Kind.CallExpression, Kind.TypeConversionExpression)).callee);
    default: {
      const fn = pkg.functionAt(firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral));
      return fn !== undefined && pkg.isProcessLifetime(fn) ? 'process' : 'other';
    }
  }
}

function describe(callee: Callee): string {
  switch (callee.kind) {
    case 'function':
      return callee.key;
    case 'builtin':
      return `builtin ${callee.name}`;
    case 'conversion':
      return `conversion to ${printType(callee.type)}`;
    case 'value':
      return 'a function value';
    case 'literal':
      return 'a function literal';
    case 'unknown':
      return 'unknown';
  }
}

/** The right side of the assignment on a line; of one with several, the variable that is declared first. */
function assignedValue(pkg: Package, line: number): Place {
  const statement = firstOn(pkg, line, Kind.AssignmentStatement, Kind.ShortVarDeclaration, Kind.RangeClause);
  const tree = pkg.tree(statement.file);
  const isBlank = tree.textOf(tree.childByField(statement.node, Field.Left)) === '_';
  const list = tree.childByField(statement.node, isBlank ? Field.Right : Field.Left);
  return { file: statement.file, node: tree.firstNamedChild(list) };
}

function firstOn(pkg: Package, line: number, ...kinds: readonly number[]): Place {
  for (const at of pkg.nodes(...kinds)) {
    const tree = pkg.tree(at.file);
    if (tree.lineAt(tree.startOf(at.node)) + 1 === line) return at;
  }
  return { file: 0, node: NO_NODE };
}
