/**
 * What our model says to the questions of the oracle, in the oracle's words; undefined for "unknown".
 */
import type { Package, Place } from '../../../src/semantic/package.ts';
import { parseType } from '../../../src/semantic/types/type-text.ts';
import { type NamedType, pointerTo, type Type } from '../../../src/semantic/types/type.ts';
import { positionAt } from '../../../src/syntax/source-file.ts';
import { NO_NODE } from '../../../src/syntax/tree.ts';
import type { Fact } from './facts.ts';
import type { FileIndex } from './file-index.ts';
import { comparable, matchTypes, type Verdict } from './type-comparison.ts';

export interface Answer {
  readonly verdict: Verdict;
  readonly ours: string;
  /** What was asked about; NO_NODE if our tree has no such node. */
  readonly at: Place;
}

export function answer(pkg: Package, file: number, index: FileIndex, fact: Fact): Answer {
  const [question, line, column, endLine, endColumn, theirs] = fact;
  const place = (node: number): Place => ({ file, node });
  switch (question) {
    case 'class':
    case 'callee':
    case 'result': {
      const at = place(index.callAt(line, column));
      if (at.node === NO_NODE) return { verdict: 'unknown', ours: 'no call', at };
      if (question === 'result') return compareTypes(pkg, resultOf(pkg, at), theirs, at);
      return compareTexts(question === 'class' ? classOf(pkg, at) : calleeKey(pkg, at), theirs, at);
    }
    case 'expression': {
      const at = place(index.expressionAt(line, column, endLine, endColumn));
      if (at.node === NO_NODE) return { verdict: 'unknown', ours: 'no expression', at };
      return compareTypes(pkg, pkg.typeOf(at), theirs, at);
    }
    case 'constant': {
      const at = place(index.leafAt(line, column));
      const value = pkg.constantOf(at);
      return compareTexts(
        value === undefined ? undefined : JSON.stringify(value),
        JSON.stringify(JSON.parse(theirs)),
        at,
      );
    }
    case 'definition':
    case 'variable': {
      const at = place(index.leafAt(line, column));
      if (question === 'definition') return compareTexts(definition(pkg, at), theirs, at);
      const symbol = pkg.symbolAt(at);
      return compareTypes(pkg, symbol === undefined ? { kind: 'unknown' } : pkg.typeOfSymbol(symbol), theirs, at);
    }
    case 'selector':
    case 'field': {
      const at = place(pkg.tree(file).parentOf(index.leafAt(line, column)));
      const member = pkg.memberAt(at);
      if (question === 'selector') return compareTexts(selected(member), theirs, at);
      return compareTypes(pkg, member?.kind === 'field' ? member.type : { kind: 'unknown' }, theirs, at);
    }
  }
}

function compareTexts(ours: string | undefined, theirs: string, at: Place): Answer {
  if (ours === undefined) return { verdict: 'unknown', ours: 'unknown', at };
  return { verdict: ours === theirs ? 'same' : 'different', ours, at };
}

function compareTypes(pkg: Package, type: Type, theirs: string, at: Place): Answer {
  const ours = comparable(pkg.types, type);
  return { ...matchTypes(ours, parseType(theirs), named => isAtHand(pkg, named)), at };
}

const isAtHand = (pkg: Package, type: NamedType): boolean => pkg.types.lookup(type) !== undefined;

function classOf(pkg: Package, at: Place): string | undefined {
  const { callee } = pkg.callAt(at);
  // `x.Y(z)` of a package without source may be either: the model gives it as a function that nothing is known of.
  if (callee.kind === 'function' && callee.signature === undefined) return undefined;
  switch (callee.kind) {
    case 'conversion':
      return 'conversion';
    case 'builtin':
      return 'builtin';
    case 'unknown':
      return undefined;
    default:
      return 'call';
  }
}

/** Of `*(*T)(x)` and `*f[T](x)`, which are one node of our tree, the type is that of what the pointer points to. */
function resultOf(pkg: Package, at: Place): Type {
  const { callee } = pkg.callAt(at);
  if (callee.kind === 'conversion') return callee.type;
  const type = pkg.typeOf(at);
  return pkg.textOf(at).startsWith('*') ? pointerTo(type) : type;
}

/** Types local to a function carry a place in our names. */
const withoutPlace = (key: string): string => key.replaceAll(/@\d+_\d+/g, '');

function calleeKey(pkg: Package, at: Place): string | undefined {
  const { callee } = pkg.callAt(at);
  if (callee.kind === 'function') return withoutPlace(callee.key);
  return callee.kind === 'unknown' ? undefined : callee.kind;
}

function definition(pkg: Package, at: Place): string | undefined {
  const symbol = pkg.symbolAt(at);
  if (symbol === undefined || symbol.kind === 'unknown') return undefined;
  if (symbol.kind === 'package') return `package ${symbol.path}`;
  if (symbol.declaration !== undefined) {
    const { file, node } = symbol.declaration;
    const tree = pkg.tree(file);
    const { line, byteColumn } = positionAt(tree, tree.startOf(node));
    const path = pkg.files[file]?.path ?? '';
    return `${line}:${byteColumn} ${path.slice(path.lastIndexOf('/') + 1)}`;
  }
  return symbol.path === '' ? `predeclared ${symbol.name}` : `imported ${symbol.path}.${symbol.name}`;
}

function selected(member: ReturnType<Package['memberAt']>): string | undefined {
  switch (member?.kind) {
    case undefined:
      return undefined;
    case 'qualified':
      return `qualified ${member.path}.${member.name}`;
    case 'method':
      return `method ${withoutPlace(member.key)}`;
    case 'field': {
      const { owner } = member;
      const name = owner === undefined ? '' : owner.path === '' ? owner.name : `${owner.path}.${owner.name}`;
      return `field ${withoutPlace(name)}.${member.name}`;
    }
  }
}
