/**
 * The greatest value of a number, and the greatest length of a collection, where the package says so by constants.
 *
 * Looks through local variables, unexported package variables and parameters of unexported functions: the greatest of
 * all that they are ever given. A slice that a loop fills as long as `len(s) < limit` counts as well. What is changed
 * through a pointer, from another package or by arithmetic in place is unknown.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { conjunctsOf } from './conjuncts.ts';
import { isExported } from '../names/exported.ts';

/** Longer chains of variables and operators than this are not followed. */
const MAX_DEPTH = 6;

/** The greatest value that the integer expression can have. */
export function greatestNumber(pkg: Package, at: Place, depth = 0): number | undefined {
  const constant = pkg.constantOf(at);
  if (typeof constant === 'number') return constant;
  if (depth > MAX_DEPTH) return undefined;
  const tree = pkg.tree(at.file);
  switch (tree.kindOf(at.node)) {
    case Kind.ParenthesizedExpression:
      return greatestNumber(pkg, { file: at.file, node: tree.firstNamedChild(at.node) }, depth);
    case Kind.BinaryExpression:
      return greatestOfOperation(pkg, at, depth);
    case Kind.CallExpression:
      return greatestOfCall(pkg, pkg.callAt(at), depth);
    case Kind.Identifier: {
      const symbol = pkg.symbolAt(at);
      const values = symbol === undefined ? undefined : valuesOf(pkg, symbol);
      return values === undefined ? undefined : greatest(values, value => greatestNumber(pkg, value, depth + 1));
    }
    default:
      return undefined;
  }
}

function greatestOfOperation(pkg: Package, { file, node }: Place, depth: number): number | undefined {
  const tree = pkg.tree(file);
  const left = greatestNumber(pkg, { file, node: tree.childByField(node, Field.Left) }, depth + 1);
  const right = { file, node: tree.childByField(node, Field.Right) };
  if (left === undefined) return undefined;
  switch (tree.kindOf(tree.childByField(node, Field.Operator))) {
    case Token['+']: {
      const other = greatestNumber(pkg, right, depth + 1);
      return other === undefined ? undefined : left + other;
    }
    case Token['-']: {
      const constant = pkg.constantOf(right);
      return typeof constant === 'number' ? left - constant : undefined;
    }
    case Token['*']: {
      const constant = pkg.constantOf(right);
      return typeof constant === 'number' && constant > 0 ? left * constant : undefined;
    }
    default:
      return undefined;
  }
}

/** `len(x)`, and `min(x, 8)`. */
function greatestOfCall(pkg: Package, { callee, args }: Call, depth: number): number | undefined {
  if (callee.kind !== 'builtin') return undefined;
  const [first] = args;
  if (callee.name === 'len') return first === undefined ? undefined : greatestLength(pkg, first, depth + 1);
  if (callee.name !== 'min') return undefined;
  const known = args.map(arg => greatestNumber(pkg, arg, depth + 1)).filter(value => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The greatest number of elements of an array, slice or map. */
export function greatestLength(pkg: Package, at: Place, depth = 0): number | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const type = pkg.underlyingOf(at);
  if (type.kind === 'array') return type.length;
  const tree = pkg.tree(at.file);
  switch (tree.kindOf(at.node)) {
    case Kind.ParenthesizedExpression:
      return greatestLength(pkg, { file: at.file, node: tree.firstNamedChild(at.node) }, depth);
    case Kind.CompositeLiteral:
      return tree.namedChildren(tree.childByField(at.node, Field.Body)).length;
    case Kind.SliceExpression: {
      const end = tree.childByField(at.node, Field.End);
      if (end !== NO_NODE) return greatestNumber(pkg, { file: at.file, node: end }, depth + 1);
      return greatestLength(pkg, { file: at.file, node: tree.childByField(at.node, Field.Operand) }, depth + 1);
    }
    case Kind.CallExpression: {
      const { callee, args } = pkg.callAt(at);
      const size = args[1];
      const isMade = callee.kind === 'builtin' && callee.name === 'make' && type.kind === 'slice';
      return isMade && size !== undefined ? greatestNumber(pkg, size, depth + 1) : undefined;
    }
    case Kind.Identifier: {
      const symbol = pkg.symbolAt(at);
      return symbol === undefined ? undefined : greatestLengthOf(pkg, symbol, depth);
    }
    default:
      return undefined;
  }
}

function greatestLengthOf(pkg: Package, symbol: GoSymbol, depth: number): number | undefined {
  const values = valuesOf(pkg, symbol);
  if (values === undefined) return undefined;
  if (pkg.types.underlying(pkg.typeOfSymbol(symbol)).kind === 'map' && mayGrow(pkg, symbol)) return undefined;
  const appends = values.filter(value => appendedTo(pkg, value) === symbol);
  const others = values.filter(value => !appends.includes(value));
  const given = others.length === 0 ? 0 : greatest(others, value => greatestLength(pkg, value, depth + 1));
  if (given === undefined || appends.length === 0) return given;
  const filled = filledLength(pkg, symbol, appends);
  return filled === undefined ? undefined : Math.max(given, filled);
}

/** Whether the map may get more elements: by an assignment, or from whoever else gets it. */
const mayGrow = (pkg: Package, symbol: GoSymbol): boolean =>
  symbol.uses.some(at => {
    const use = pkg.useOf(at);
    if (use.kind === 'indexed') return pkg.useOf({ file: at.file, node: use.node }).kind === 'assigned';
    return use.kind !== 'ranged' && use.kind !== 'builtin';
  });

/** The variable x of `append(x, …)`. */
function appendedTo(pkg: Package, at: Place): GoSymbol | undefined {
  if (pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return undefined;
  const { callee, args } = pkg.callAt(at);
  const [slice] = args;
  return callee.kind === 'builtin' && callee.name === 'append' && slice !== undefined ? pkg.symbolAt(slice) : undefined;
}

/** The length of a slice that grows only in a loop that goes on while `len(s) < limit`. */
function filledLength(pkg: Package, symbol: GoSymbol, appends: readonly Place[]): number | undefined {
  let limit = 0;
  let added = 0;
  for (const at of appends) {
    const tree = pkg.tree(at.file);
    const loop = tree.ancestorOfKind(at.node, Kind.ForStatement, Kind.FuncLiteral);
    if (tree.kindOf(loop) !== Kind.ForStatement) return undefined;
    const bound = lengthLimit(pkg, { file: at.file, node: loop }, symbol);
    const { args } = pkg.callAt(at);
    if (bound === undefined || args.some(arg => tree.kindOf(tree.parentOf(arg.node)) === Kind.VariadicArgument)) {
      return undefined;
    }
    limit = Math.max(limit, bound);
    added += args.length - 1;
  }
  return limit - 1 + added;
}

/** The limit of a loop with the condition `len(s) < limit`, perhaps among others. */
function lengthLimit(pkg: Package, loop: Place, symbol: GoSymbol): number | undefined {
  const tree = pkg.tree(loop.file);
  for (const condition of conjunctsOf(tree, loop.node)) {
    if (tree.kindOf(condition) !== Kind.BinaryExpression) continue;
    if (tree.kindOf(tree.childByField(condition, Field.Operator)) !== Token['<']) continue;
    const left = { file: loop.file, node: tree.childByField(condition, Field.Left) };
    if (tree.kindOf(left.node) !== Kind.CallExpression) continue;
    const { callee, args } = pkg.callAt(left);
    const [operand] = args;
    if (callee.kind !== 'builtin' || callee.name !== 'len' || operand === undefined) continue;
    if (pkg.symbolAt(operand) !== symbol) continue;
    const limit = pkg.constantOf({ file: loop.file, node: tree.childByField(condition, Field.Right) });
    if (typeof limit === 'number') return limit;
  }
  return undefined;
}

function greatest(values: readonly Place[], of: (value: Place) => number | undefined): number | undefined {
  let most = 0;
  for (const value of values) {
    const number = of(value);
    if (number === undefined) return undefined;
    most = Math.max(most, number);
  }
  return most;
}

/** All expressions whose values the variable ever holds, zero values apart; undefined if there may be others. */
function valuesOf(pkg: Package, symbol: GoSymbol): Place[] | undefined {
  if (symbol.kind !== 'variable' || symbol.declaration === undefined) return undefined;
  if (symbol.role === 'global' ? isExported(symbol.name) : symbol.role !== 'local' && symbol.role !== 'parameter') {
    return undefined;
  }
  const values: Place[] = [];
  const targets = symbol.role === 'parameter' ? [] : [symbol.declaration];
  for (const at of symbol.uses) {
    const { kind } = pkg.useOf(at);
    if (kind === 'address') return undefined;
    if (kind === 'assigned') targets.push(at);
  }
  for (const target of targets) {
    const value = pkg.valueAssignedAt(target);
    if (value === undefined) return undefined;
    if (value !== 'none') values.push(value);
  }
  const given = symbol.role === 'parameter' ? argumentsFor(pkg, symbol) : [];
  return given === undefined ? undefined : [...values, ...given];
}

/** What all calls of an unexported function give for a parameter; undefined if not all calls are known. */
function argumentsFor(pkg: Package, parameter: GoSymbol): Place[] | undefined {
  const fn = parameter.owner;
  if (fn?.kind !== 'function' || isExported(fn.name) || isVariadic(pkg, parameter)) return undefined;
  const index = fn.parameters.indexOf(parameter);
  const name = functionSymbol(pkg, fn);
  if (name === undefined || index < 0) return undefined;
  const given: Place[] = [];
  for (const at of name.uses) {
    const use = pkg.useOf(at);
    const argument = use.kind === 'called' ? pkg.callAt({ file: at.file, node: use.node }).args[index] : undefined;
    if (argument === undefined) return undefined;
    given.push(argument);
  }
  return given.length === 0 ? undefined : given;
}

function functionSymbol(pkg: Package, { place }: GoFunction): GoSymbol | undefined {
  const name: NodeId = pkg.tree(place.file).childByField(place.node, Field.Name);
  return name === NO_NODE ? undefined : pkg.symbolAt({ file: place.file, node: name });
}

function isVariadic(pkg: Package, { declaration }: GoSymbol): boolean {
  if (declaration === undefined) return false;
  const tree = pkg.tree(declaration.file);
  return tree.kindOf(tree.parentOf(declaration.node)) === Kind.VariadicParameterDeclaration;
}
