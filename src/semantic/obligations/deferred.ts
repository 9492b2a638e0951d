/**
 * What a `defer` statement in a loop holds on to, seen from one round of the loop.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable, capturedVariables } from '../references/references.ts';
import { isDeclaredIn, type Region } from '../escape/region.ts';
import { isError } from '../escape/signs.ts';
import { isRelease } from './release-names.ts';

export interface Deferred {
  readonly statement: Place;
  readonly call: Call;
  /** The deferred literal, if it is one. */
  readonly literal: Place | undefined;
  /** The call that gives something back: the deferred one, or one in the deferred literal. */
  readonly release: Call | undefined;
  /** Variables that it captures or gets the value of; errors hold nothing and are left out. */
  readonly variables: readonly GoSymbol[];
}

export function deferredAt(pkg: Package, statement: Place): Deferred | undefined {
  const { file } = statement;
  const tree = pkg.tree(file);
  const node = tree.firstNamedChild(statement.node);
  if (node === NO_NODE) return undefined;
  const call = pkg.callAt({ file, node });
  const literal = call.callee.kind === 'literal' ? { file, node: call.callee.node } : undefined;
  return {
    statement,
    call,
    literal,
    release: literal === undefined ? (isRelease(pkg, call) ? call : undefined) : releaseWithin(pkg, literal),
    variables: [...variablesOf(pkg, call, literal)].filter(symbol => !holdsError(pkg, symbol)),
  };
}

function releaseWithin(pkg: Package, literal: Place): Call | undefined {
  const tree = pkg.tree(literal.file);
  for (const node of tree.descendantsOfKind(literal.node, Kind.CallExpression)) {
    const call = pkg.callAt({ file: literal.file, node });
    if (isRelease(pkg, call)) return call;
  }
  return undefined;
}

function* variablesOf(pkg: Package, call: Call, literal: Place | undefined): Generator<GoSymbol> {
  const operands = [...(call.receiver === undefined ? [] : [call.receiver]), ...call.args];
  for (const operand of operands) {
    const symbol = rootVariable(pkg, operand);
    if (symbol !== undefined) yield symbol;
  }
  if (call.callee.kind === 'value' && call.callee.symbol !== undefined) yield call.callee.symbol;
  if (literal !== undefined) yield* capturedVariables(pkg, literal).keys();
}

/**
 * Whether what the deferred literal does depends on how the function ends: it reads a result, an error, or a variable
 * from outside the round that is written elsewhere.
 */
export function dependsOnOutcome(pkg: Package, fn: GoFunction, { literal, call }: Deferred, region: Region): boolean {
  if (call.args.some(at => isAddressOfResult(pkg, fn, at))) return true;
  if (literal === undefined) return false;
  for (const [symbol, mentions] of capturedVariables(pkg, literal)) {
    if (fn.results.includes(symbol)) return true;
    if (!mentions.some(at => isInCondition(pkg, literal, at))) continue;
    if (holdsError(pkg, symbol)) return true;
    if (!isDeclaredIn(pkg, region, symbol) && symbol.uses.some(at => pkg.useOf(at).kind === 'assigned')) return true;
  }
  return false;
}

function isAddressOfResult(pkg: Package, fn: GoFunction, at: Place): boolean {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.UnaryExpression) return false;
  const symbol = pkg.symbolAt({ file: at.file, node: tree.childByField(at.node, Field.Operand) });
  return symbol !== undefined && (fn.results.includes(symbol) || holdsError(pkg, symbol));
}

const holdsError = (pkg: Package, symbol: GoSymbol): boolean => isError(pkg.typeOfSymbol(symbol));

function isInCondition(pkg: Package, literal: Place, at: Place): boolean {
  const tree = pkg.tree(at.file);
  for (let node = at.node; node > literal.node; node = tree.parentOf(node)) {
    const parent = tree.parentOf(node);
    const isCondition = tree.kindOf(parent) === Kind.IfStatement && tree.fieldOf(node) === Field.Condition;
    if (isCondition || tree.kindOf(parent) === Kind.ExpressionSwitchStatement) return true;
  }
  return false;
}

/**
 * Whether a condition between the loop and the statement lets it run once only: it asks whether something from outside
 * the round is still nil or false.
 */
export function isGuardedOnce(pkg: Package, { file, node }: Place, region: Region): boolean {
  const tree = pkg.tree(file);
  for (let at = node; at > region.node; at = tree.parentOf(at)) {
    const parent = tree.parentOf(at);
    if (tree.kindOf(parent) !== Kind.IfStatement || tree.fieldOf(at) !== Field.Consequence) continue;
    const tested = testedForUnset(pkg, { file, node: tree.childByField(parent, Field.Condition) });
    if (tested === undefined) continue;
    const symbol = rootVariable(pkg, tested);
    if (symbol === undefined || !isDeclaredIn(pkg, region, symbol)) return true;
  }
  return false;
}

/** `x` of `x == nil` and of `!x`. */
function testedForUnset(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.BinaryExpression && tree.kindOf(node) !== Kind.UnaryExpression) return undefined;
  switch (tree.kindOf(tree.childByField(node, Field.Operator))) {
    case Token['==']: {
      const right = tree.childByField(node, Field.Right);
      return tree.kindOf(right) === Kind.Nil || tree.kindOf(right) === Kind.False
        ? { file, node: tree.childByField(node, Field.Left) }
        : undefined;
    }
    case Token['!']:
      return { file, node: tree.childByField(node, Field.Operand) };
    default:
      return undefined;
  }
}

/** The variables that get the results of one call, errors apart. */
export function obtainedTogether(pkg: Package, { file, node }: Place): GoSymbol[] {
  const tree = pkg.tree(file);
  const list = tree.parentOf(node);
  const statement = tree.kindOf(list) === Kind.ExpressionList ? tree.parentOf(list) : list;
  const left = tree.childByField(statement, Field.Left);
  const names = left === NO_NODE ? [] : tree.namedChildren(left);
  return names
    .map(name => pkg.symbolAt({ file, node: name }))
    .filter((symbol): symbol is GoSymbol => symbol?.kind === 'variable')
    .filter(symbol => !holdsError(pkg, symbol) && pkg.typeOfSymbol(symbol).kind !== 'unknown');
}

/**
 * Whether the round does anything with what it obtained. If not, the thing is held for its own sake: a running timer,
 * an open connection.
 */
export function isUsedInRound(pkg: Package, region: Region, symbols: readonly GoSymbol[]): boolean {
  return symbols.some(symbol => isUsed(pkg, region, symbol));
}

function isUsed(pkg: Package, region: Region, symbol: GoSymbol): boolean {
  const tree = pkg.tree(region.file);
  return symbol.uses.some(at => {
    if (at.file !== region.file || !tree.contains(region.node, at.node)) return false;
    if (tree.ancestorOfKind(at.node, Kind.DeferStatement) > region.node) return false;
    const { kind } = pkg.useOf(at);
    return kind !== 'operand' && kind !== 'assigned' && kind !== 'discarded';
  });
}

/**
 * The expression by which one round obtains what the variable holds: a call, a receive, a literal. Undefined if the
 * round only names something that was there before, such as an element of a collection that it walks through.
 */
export function obtainedIn(pkg: Package, region: Region, symbol: GoSymbol): Place | undefined {
  const { declaration } = symbol;
  if (declaration === undefined) return undefined;
  const targets = [declaration, ...symbol.uses.filter(at => pkg.useOf(at).kind === 'assigned')];
  for (const target of targets) {
    if (target.file !== region.file || !pkg.tree(target.file).contains(region.node, target.node)) continue;
    const source = obtainedAt(pkg, target);
    if (source !== undefined) return source;
  }
  return undefined;
}

function obtainedAt(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  const parent = tree.parentOf(node);
  const statement = tree.kindOf(parent) === Kind.ExpressionList ? tree.parentOf(parent) : parent;
  switch (tree.kindOf(statement)) {
    case Kind.RangeClause:
      return pkg.underlyingOf({ file, node: tree.childByField(statement, Field.Right) }).kind === 'chan'
        ? { file, node: statement }
        : undefined;
    case Kind.ReceiveStatement:
      return { file, node: statement };
    case Kind.ShortVarDeclaration:
    case Kind.AssignmentStatement: {
      const values = tree.namedChildren(tree.childByField(statement, Field.Right));
      const index = tree.namedChildren(parent).indexOf(node);
      const value = values.length === 1 ? values[0] : values[index];
      return value !== undefined && isObtaining(pkg, file, value) ? { file, node: value } : undefined;
    }
    case Kind.VarSpec: {
      const value = tree.childByField(statement, Field.Value);
      const first = value === NO_NODE ? NO_NODE : tree.firstNamedChild(value);
      return first !== NO_NODE && isObtaining(pkg, file, first) ? { file, node: first } : undefined;
    }
    default:
      return undefined;
  }
}

function isObtaining(pkg: Package, file: number, node: NodeId): boolean {
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.CallExpression: {
      const { callee } = pkg.callAt({ file, node });
      return (
        callee.kind !== 'conversion' && (callee.kind !== 'builtin' || callee.name === 'make' || callee.name === 'new')
      );
    }
    case Kind.UnaryExpression: {
      const operator = tree.kindOf(tree.childByField(node, Field.Operator));
      const operand = tree.childByField(node, Field.Operand);
      return operator === Token['<-'] || tree.kindOf(operand) === Kind.CompositeLiteral;
    }
    default:
      return false;
  }
}
