/**
 * How often a loop goes round at most, where constants say so, and whether it is made to end at all.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { conjunctsOf } from './conjuncts.ts';
import { isError } from './signs.ts';
import { greatestLength, greatestNumber } from './upper-bound.ts';

/** The greatest number of rounds; undefined where no constant bounds it. `loop` is a ForStatement. */
export function maximumRounds(pkg: Package, { file, node }: Place): number | undefined {
  const tree = pkg.tree(file);
  const range = tree.childOfKind(node, Kind.RangeClause);
  if (range !== NO_NODE) {
    const operand = { file, node: tree.childByField(range, Field.Right) };
    return pkg.underlyingOf(operand).kind === 'basic' ? greatestNumber(pkg, operand) : greatestLength(pkg, operand);
  }
  const clause = tree.childOfKind(node, Kind.ForClause);
  if (clause === NO_NODE) return undefined;
  const bounds = conjunctsOf(tree, node)
    .map(condition => countedRounds(pkg, file, clause, condition))
    .filter(rounds => rounds !== undefined);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

/** How often the loops around a node of the function evaluate it at most, all together. */
export function maximumRoundsAround(pkg: Package, fn: GoFunction, { file, node }: Place): number | undefined {
  let product = 1;
  for (const loop of pkg.flow(fn).loopsAround(node)) {
    const rounds = maximumRounds(pkg, { file, node: loop.node });
    if (rounds === undefined) return undefined;
    product *= rounds;
  }
  return product;
}

/** `for i := a; i < b; i++` and `for i := b; i > a; i--`. */
function countedRounds(pkg: Package, file: number, clause: NodeId, condition: NodeId): number | undefined {
  const tree = pkg.tree(file);
  const initializer = tree.childByField(clause, Field.Initializer);
  if (initializer === NO_NODE || tree.kindOf(initializer) !== Kind.ShortVarDeclaration) return undefined;
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  const counter = tree.firstNamedChild(tree.childByField(initializer, Field.Left));
  if (tree.textOf(counter) !== tree.textOf(tree.childByField(condition, Field.Left))) return undefined;
  const first = { file, node: tree.firstNamedChild(tree.childByField(initializer, Field.Right)) };
  const last = { file, node: tree.childByField(condition, Field.Right) };
  const isUp = tree.kindOf(tree.childByField(clause, Field.Update)) === Kind.IncStatement;
  const operator = tree.textOf(tree.childByField(condition, Field.Operator));
  const isDown = tree.kindOf(tree.childByField(clause, Field.Update)) === Kind.DecStatement;
  if (!(isUp && operator.startsWith('<')) && !(isDown && operator.startsWith('>'))) return undefined;
  const low = pkg.constantOf(isUp ? first : last);
  const high = greatestNumber(pkg, isUp ? last : first);
  if (typeof low !== 'number' || high === undefined) return undefined;
  return Math.max(0, operator.endsWith('=') ? high - low + 1 : high - low);
}

/**
 * Whether all loops around the node are made to end: they count, or walk through a collection, or look for something
 * that the function then returns. Others (`for {}`, a range over a channel) may serve as long as the process lives.
 */
export function isInEndingLoops(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  return pkg
    .flow(fn)
    .loopsAround(node)
    .every(loop => counts(pkg, { file, node: loop.node }) || returnsWhatItFinds(pkg, fn, { file, node: loop.node }));
}

function counts(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const range = tree.childOfKind(node, Kind.RangeClause);
  if (range !== NO_NODE) {
    const { kind } = pkg.underlyingOf({ file, node: tree.childByField(range, Field.Right) });
    const names = tree.childByField(range, Field.Left);
    // A channel has one name: what has two is most likely a collection.
    if (kind === 'unknown') return names !== NO_NODE && tree.namedChildren(names).length === 2;
    return kind === 'basic' || kind === 'array' || kind === 'slice' || kind === 'map' || kind === 'pointer';
  }
  const clause = tree.childOfKind(node, Kind.ForClause);
  if (clause === NO_NODE || tree.childByField(clause, Field.Update) === NO_NODE) return false;
  return conjunctsOf(tree, node).some(condition => tree.kindOf(condition) === Kind.BinaryExpression);
}

/** Whether a return statement in the loop gives the caller more than an error or a zero value. */
function returnsWhatItFinds(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  for (const statement of tree.descendantsOfKind(node, Kind.ReturnStatement)) {
    if (pkg.functionAround({ file, node: statement }) !== fn) continue;
    const list = tree.firstNamedChild(statement);
    const values = list === NO_NODE ? [] : tree.namedChildren(list);
    if (values.some(value => isFinding(pkg, { file, node: value }))) return true;
  }
  return false;
}

function isFinding(pkg: Package, at: Place): boolean {
  const kind = pkg.tree(at.file).kindOf(at.node);
  if (kind === Kind.Nil || kind === Kind.False) return false;
  const constant = pkg.constantOf(at);
  if (constant === 0 || constant === '') return false;
  const type = pkg.typeOf(at);
  return !isError(type) && type.kind !== 'unknown';
}
