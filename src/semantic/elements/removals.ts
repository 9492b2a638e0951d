/**
 * Statements that take elements out of a slice by making it shorter, and leave them in its array.
 *
 * The slice must be at home somewhere: see `homeOf`. Strings and arrays are none, and neither are slices of local
 * variables, which go when their function returns.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';

export type RemovalKind =
  /** `q = q[k:]` */
  | 'head'
  /** `s = s[:len(s)-k]` */
  | 'pop'
  /** `kept := s[:0]; for … range s { kept = append(kept, …) }; s = kept` */
  | 'filter'
  /** `s = s[:0]`, `s = s[:n]` */
  | 'truncate'
  /** `s = append(s[:i], s[j:]...)`, or `copy(s[i:], s[j:])` before a pop */
  | 'delete'
  /** `s[i] = s[len(s)-1]` before a pop */
  | 'swap';

export interface Removal {
  readonly kind: RemovalKind;
  readonly home: SliceHome;
  /** The expression that is assigned; it is what to report. */
  readonly value: Place;
  /** What it is assigned to. */
  readonly target: Place;
  /** The operand of the slice expression: the slice as it was, maybe by another name. */
  readonly operand: Place;
  /** The slice expression; of a filter, that of the declaration. */
  readonly slice: Place;
  readonly statement: NodeId;
  readonly within: GoFunction;
}

/** All removals of the package, in source order. */
export function removalsIn(pkg: Package): Removal[] {
  const found: Removal[] = [];
  for (const slice of pkg.nodes(Kind.SliceExpression)) {
    const removal = removalAt(pkg, slice);
    if (removal !== undefined) found.push(removal);
  }
  return found;
}

function removalAt(pkg: Package, slice: Place): Removal | undefined {
  const tree = pkg.tree(slice.file);
  const use = pkg.useOf(slice);
  if (use.kind === 'builtin') return deletionAt(pkg, slice, use.node, use.name, use.index);
  const target = use.target === undefined ? undefined : { file: slice.file, node: use.target };
  if (target === undefined) return undefined;
  if (use.kind === 'alias' && pkg.symbolAt(target)?.role !== 'global') return filterAt(pkg, slice, target);
  if (use.kind !== 'stored' && use.kind !== 'alias') return undefined;
  const kind = kindOf(pkg, slice);
  return kind === undefined
    ? undefined
    : removal(pkg, kind, { slice, value: slice, target, statement: tree.parentOf(tree.parentOf(slice.node)) });
}

interface Shape {
  readonly slice: Place;
  readonly value: Place;
  readonly target: Place;
  readonly statement: NodeId;
}

function removal(pkg: Package, kind: RemovalKind, shape: Shape): Removal | undefined {
  const { slice, target } = shape;
  const operand = { file: slice.file, node: pkg.tree(slice.file).childByField(slice.node, Field.Operand) };
  const [home, from] = [homeOf(pkg, target), homeOf(pkg, operand)];
  const within = pkg.functionAround(slice);
  if (home === undefined || from?.key !== home.key || within === undefined) return undefined;
  if (home.path === undefined || home.path !== from.path || pkg.underlyingOf(target).kind !== 'slice') return undefined;
  return { kind, home, operand, within, ...shape };
}

function kindOf(pkg: Package, { file, node }: Place): RemovalKind | undefined {
  const tree = pkg.tree(file);
  const [start, end] = [tree.childByField(node, Field.Start), tree.childByField(node, Field.End)];
  const isAtStart = start === NO_NODE || pkg.constantOf({ file, node: start }) === 0;
  if (end === NO_NODE) return isAtStart ? undefined : 'head';
  if (!isAtStart) return undefined;
  const operand = { file, node: tree.childByField(node, Field.Operand) };
  if (isBelowLength(pkg, { file, node: end }, operand)) return 'pop';
  return mayGrow(pkg, { file, node: end }) ? undefined : 'truncate';
}

/** `s[:n+1]`, `s[:cap(s)]` */
function mayGrow(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.BinaryExpression) {
    return tree.textOf(tree.childByField(node, Field.Operator)) === '+';
  }
  if (tree.kindOf(node) !== Kind.CallExpression) return false;
  const { callee } = pkg.callAt({ file, node });
  return callee.kind === 'builtin' && callee.name === 'cap';
}

/** Whether an expression is `len(s)-1`, or `n-1` where n is `len(s)`, or a variable that holds that. */
function isBelowLength(pkg: Package, { file, node }: Place, slice: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.Identifier) {
    const value = valueOf(pkg, { file, node });
    return value !== undefined && isBelowLength(pkg, value, slice);
  }
  if (tree.kindOf(node) !== Kind.BinaryExpression) return false;
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '-') return false;
  const count = pkg.constantOf({ file, node: tree.childByField(node, Field.Right) });
  const left = { file, node: tree.childByField(node, Field.Left) };
  return typeof count === 'number' && count > 0 && isLength(pkg, valueOf(pkg, left) ?? left, slice);
}

function valueOf(pkg: Package, at: Place): Place | undefined {
  const symbol = pkg.symbolAt(at);
  return symbol?.kind === 'variable' ? pkg.soleValue(symbol) : undefined;
}

function isLength(pkg: Package, at: Place, slice: Place): boolean {
  if (pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return false;
  const { callee, args, receiver } = pkg.callAt(at);
  // `h.Len()` of a heap.
  if (callee.kind === 'function' && receiver !== undefined && args.length === 0) {
    return callee.key.endsWith('.Len') && homeOf(pkg, slice)?.kind === 'pointer';
  }
  const [operand] = args;
  if (callee.kind !== 'builtin' || callee.name !== 'len' || operand === undefined) return false;
  return homeOf(pkg, operand)?.path === homeOf(pkg, slice)?.path;
}

/** `s = append(s[:i], s[j:]...)` */
function deletionAt(
  pkg: Package,
  slice: Place,
  call: NodeId,
  name: string | undefined,
  index: number | undefined,
): Removal | undefined {
  if (name !== 'append' || index !== 0) return undefined;
  const { file } = slice;
  const tree = pkg.tree(file);
  const [, rest] = pkg.callAt({ file, node: call }).args;
  if (rest === undefined || tree.kindOf(rest.node) !== Kind.SliceExpression) return undefined;
  const operand = { file, node: tree.childByField(rest.node, Field.Operand) };
  const own = { file, node: tree.childByField(slice.node, Field.Operand) };
  if (tree.childByField(rest.node, Field.End) !== NO_NODE || homeOf(pkg, operand)?.path !== homeOf(pkg, own)?.path) {
    return undefined;
  }
  const use = pkg.useOf({ file, node: call });
  if (use.target === undefined) return undefined;
  const target = { file, node: use.target };
  const statement = tree.ancestorOfKind(call, Kind.AssignmentStatement);
  return removal(pkg, 'delete', { slice, value: { file, node: call }, target, statement });
}

/** A variable that starts as `s[:0]`, gets some of the elements of s in a loop over s, and becomes s. */
function filterAt(pkg: Package, slice: Place, variable: Place): Removal | undefined {
  const { file } = slice;
  const tree = pkg.tree(file);
  const end = tree.childByField(slice.node, Field.End);
  const symbol = pkg.symbolAt(variable);
  if (end === NO_NODE || pkg.constantOf({ file, node: end }) !== 0 || symbol?.kind !== 'variable') return undefined;
  const source = homeOf(pkg, { file, node: tree.childByField(slice.node, Field.Operand) });
  if (source === undefined) return undefined;
  const appends = symbol.uses.filter(at => isAppendedTo(pkg, at));
  const isFilter = appends.length > 0 && appends.every(at => isInLoopOver(pkg, at, source));
  for (const value of isFilter ? symbol.uses : []) {
    const use = pkg.useOf(value);
    if (use.target === undefined || (use.kind !== 'stored' && use.kind !== 'alias')) continue;
    const statement = tree.ancestorOfKind(value.node, Kind.AssignmentStatement);
    const found = removal(pkg, 'filter', { slice, value, target: { file, node: use.target }, statement });
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `s[:0]` */
export function isToNothing(pkg: Package, { slice }: Pick<Removal, 'slice'>): boolean {
  const end = pkg.tree(slice.file).childByField(slice.node, Field.End);
  return end !== NO_NODE && pkg.constantOf({ file: slice.file, node: end }) === 0;
}

function isAppendedTo(pkg: Package, at: Place): boolean {
  const use = pkg.useOf(at);
  return use.kind === 'builtin' && use.name === 'append' && use.index === 0;
}

/** Whether a loop around the node ranges over the slice, or counts up to its length. */
function isInLoopOver(pkg: Package, { file, node }: Place, slice: SliceHome): boolean {
  const tree = pkg.tree(file);
  for (const ancestor of tree.ancestors(node)) {
    if (tree.kindOf(ancestor) !== Kind.ForStatement) continue;
    const clause = tree.childOfKind(ancestor, Kind.RangeClause);
    if (clause === NO_NODE) continue;
    const over = { file, node: tree.childByField(clause, Field.Right) };
    if (homeOf(pkg, over)?.path === slice.path) return true;
  }
  return false;
}
