/**
 * Slices, maps and builders that start empty and grow in a loop whose number of rounds is known before it.
 *
 * Only local variables that nothing else touches between their declaration and the loop. Those to which some rounds add
 * nothing are left out if they collect what went wrong.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { collectsErrors } from './error-collections.ts';
import type { Rounds } from './rounds.ts';
import { roundsOf } from './rounds.ts';

export interface Growth {
  readonly variable: GoSymbol;
  /** The declaring statement or spec. */
  readonly declaredAt: Place;
  /** The type as written in the declaration; of a builder, `''`. */
  readonly typeText: string;
  readonly type: Type;
  readonly kind: 'slice' | 'map' | 'builder';
  /** The statement that adds to it. */
  readonly addedAt: Place;
  /** How many elements each round adds; of a builder, 1 whatever it writes. */
  readonly perRound: number;
  readonly rounds: Rounds;
  /** Whether some rounds may add nothing. */
  readonly isConditional: boolean;
  /** Whether more is appended after the loop, so that its final size is another. */
  readonly growsLater: boolean;
}

export function growths(pkg: Package): Growth[] {
  const found: Growth[] = [];
  for (const loop of pkg.nodes(Kind.ForStatement)) {
    const additions = additionsIn(pkg, loop);
    if (additions.length === 0) continue;
    const rounds = roundsOf(pkg, loop);
    if (rounds === undefined) continue;
    for (const addition of additions) {
      const growth = growthOf(pkg, loop, rounds, addition, additions);
      if (growth !== undefined) found.push(growth);
    }
  }
  return found;
}

interface Addition {
  readonly symbol: GoSymbol;
  readonly kind: Growth['kind'];
  readonly statement: NodeId;
  readonly perRound: number;
}

/** What the loop's own code adds, inner loops and literals left out. */
function additionsIn(pkg: Package, { file, node }: Place): Addition[] {
  const tree = pkg.tree(file);
  const found: Addition[] = [];
  const body = tree.childByField(node, Field.Body);
  if (body === NO_NODE) return found;
  for (let at = body; at < tree.subtreeEndOf(body); at++) {
    const kind = tree.kindOf(at);
    if (kind === Kind.FuncLiteral || kind === Kind.ForStatement) at = tree.subtreeEndOf(at) - 1;
    else if (kind === Kind.AssignmentStatement || kind === Kind.ExpressionStatement) {
      const addition = additionAt(pkg, file, tree, at);
      if (addition !== undefined) found.push(addition);
    }
  }
  return found;
}

function additionAt(pkg: Package, file: number, tree: SyntaxTree, statement: NodeId): Addition | undefined {
  if (tree.kindOf(statement) === Kind.ExpressionStatement) return writeAt(pkg, file, tree, statement);
  const targets = tree.namedChildren(tree.childByField(statement, Field.Left));
  const [target] = targets;
  const [value] = tree.namedChildren(tree.childByField(statement, Field.Right));
  if (target === undefined || value === undefined || targets.length > 1) return undefined;
  return tree.kindOf(target) === Kind.IndexExpression
    ? entryAt(pkg, file, tree, statement, target)
    : appendAt(pkg, { file, node: statement }, { file, node: target }, { file, node: value });
}

/** `m[k] = v` */
function entryAt(
  pkg: Package,
  file: number,
  tree: SyntaxTree,
  statement: NodeId,
  target: NodeId,
): Addition | undefined {
  const operand: Place = { file, node: tree.childByField(target, Field.Operand) };
  const symbol = pkg.symbolAt(operand);
  if (symbol?.kind !== 'variable' || pkg.underlyingOf(operand).kind !== 'map') return undefined;
  return { symbol, kind: 'map', statement, perRound: 1 };
}

/** `s = append(s, x)` */
function appendAt(pkg: Package, statement: Place, target: Place, value: Place): Addition | undefined {
  const tree = pkg.tree(statement.file);
  const symbol = pkg.symbolAt(target);
  if (symbol?.kind !== 'variable' || tree.kindOf(value.node) !== Kind.CallExpression) return undefined;
  const { callee, args } = pkg.callAt(value);
  const [list] = args;
  if (callee.kind !== 'builtin' || callee.name !== 'append' || list === undefined) return undefined;
  const isSpread = args.some(arg => tree.kindOf(tree.parentOf(arg.node)) === Kind.VariadicArgument);
  if (pkg.symbolAt(list) !== symbol || isSpread || args.length < 2) return undefined;
  return { symbol, kind: 'slice', statement: statement.node, perRound: args.length - 1 };
}

const WRITES: ReadonlySet<string> = new Set(['WriteString', 'WriteByte', 'WriteRune']);

function writeAt(pkg: Package, file: number, tree: SyntaxTree, statement: NodeId): Addition | undefined {
  const node = tree.firstNamedChild(statement);
  if (tree.kindOf(node) !== Kind.CallExpression) return undefined;
  const { receiver, key } = pkg.callAt({ file, node });
  if (receiver === undefined || !key.startsWith('strings.(*Builder).')) return undefined;
  const symbol = pkg.symbolAt(receiver);
  if (symbol?.kind !== 'variable' || !WRITES.has(key.slice(key.lastIndexOf('.') + 1))) return undefined;
  return { symbol, kind: 'builder', statement, perRound: 1 };
}

function growthOf(
  pkg: Package,
  loop: Place,
  rounds: Rounds,
  addition: Addition,
  all: readonly Addition[],
): Growth | undefined {
  const { symbol, kind, statement, perRound } = addition;
  const { file } = loop;
  const tree = pkg.tree(file);
  const same = all.filter(other => other.symbol === symbol);
  if (same[0] !== addition || (kind !== 'builder' && same.length > 1)) return undefined;
  const empty = emptyDeclaration(pkg, symbol);
  if (empty?.place.file !== file || !isJustBefore(tree, empty.place.node, loop.node)) return undefined;
  if (isTouchedOtherwise(pkg, symbol, empty.place, loop, statement)) return undefined;
  const isSometimesSkipped = isConditional(tree, loop.node, statement);
  if (isSometimesSkipped && collectsErrors(pkg, symbol, loop, statement)) return undefined;
  return {
    variable: symbol,
    declaredAt: empty.place,
    typeText: empty.typeText,
    type: pkg.typeOfSymbol(symbol),
    kind,
    addedAt: { file, node: statement },
    perRound,
    rounds,
    isConditional: isSometimesSkipped,
    growsLater: symbol.uses.some(use => use.node >= tree.subtreeEndOf(loop.node) && isAppendedTo(pkg, use)),
  };
}

function isAppendedTo(pkg: Package, use: Place): boolean {
  const { kind, name, index } = pkg.useOf(use);
  return kind === 'builtin' && name === 'append' && (index ?? 0) === 0;
}

/** Whether the loop follows in the same block as the declaration. */
function isJustBefore(tree: SyntaxTree, declaration: NodeId, loop: NodeId): boolean {
  const list = tree.parentOf(loop);
  return (
    declaration < loop &&
    tree.contains(list, declaration) &&
    tree.ancestorOfKind(declaration, Kind.StatementList) === list
  );
}

/**
 * Whether anything but the one statement makes the variable grow, or sees it before: then its final size is another.
 */
function isTouchedOtherwise(
  pkg: Package,
  symbol: GoSymbol,
  declaration: Place,
  loop: Place,
  statement: NodeId,
): boolean {
  const tree = pkg.tree(loop.file);
  return symbol.uses.some(use => {
    if (tree.contains(statement, use.node)) return false;
    const { kind, name } = pkg.useOf(use);
    if (kind === 'address' || (kind === 'method' && name === 'Grow')) return true;
    if (use.node > declaration.node && use.node < loop.node) return true;
    return tree.contains(loop.node, use.node) && kind === 'assigned';
  });
}

/** An append is unconditional if every round comes to it: it stands in the body itself, and nothing leaves a round. */
function isConditional(tree: SyntaxTree, loop: NodeId, statement: NodeId): boolean {
  const body = tree.childByField(loop, Field.Body);
  if (tree.ancestorOfKind(statement, Kind.Block) !== body) return true;
  if (tree.ancestorOfKind(statement, Kind.StatementList) !== tree.firstNamedChild(body)) return true;
  for (let at = body; at < tree.subtreeEndOf(body); at++) {
    switch (tree.kindOf(at)) {
      case Kind.FuncLiteral:
        at = tree.subtreeEndOf(at) - 1;
        break;
      case Kind.BreakStatement:
      case Kind.ContinueStatement:
      case Kind.GotoStatement:
      case Kind.ReturnStatement:
        return true;
      default:
    }
  }
  return false;
}

/** The declaration of a local variable that starts without room: `var x []T`, `x := []T{}`, `make([]T, 0)`. */
function emptyDeclaration(pkg: Package, symbol: GoSymbol): { place: Place; typeText: string } | undefined {
  const { declaration } = symbol;
  if (symbol.role !== 'local' || declaration === undefined) return undefined;
  const { file } = declaration;
  const tree = pkg.tree(file);
  const parent = tree.parentOf(declaration.node);
  if (tree.kindOf(parent) === Kind.VarSpec) {
    if (tree.childrenByField(parent, Field.Name).length > 1) return undefined;
    const place: Place = {
      file,
      node: isOnlySpec(tree, parent) ? tree.ancestorOfKind(parent, Kind.VarDeclaration) : parent,
    };
    if (tree.childByField(parent, Field.Value) !== NO_NODE) return undefined;
    const type = tree.childByField(parent, Field.Type);
    return isMapType(pkg, symbol) ? undefined : { place, typeText: isBuilder(pkg, symbol) ? '' : tree.textOf(type) };
  }
  const statement = tree.parentOf(parent);
  const value = pkg.valueAssignedAt(declaration);
  if (tree.kindOf(statement) !== Kind.ShortVarDeclaration || value === undefined || value === 'none') return undefined;
  if (tree.namedChildren(parent).length > 1) return undefined;
  const typeText = emptyValueType(pkg, value);
  return typeText === undefined ? undefined : { place: { file, node: statement }, typeText };
}

const isOnlySpec = (tree: SyntaxTree, spec: NodeId): boolean =>
  tree.kindOf(tree.parentOf(spec)) === Kind.VarDeclaration;
const isMapType = (pkg: Package, symbol: GoSymbol): boolean =>
  pkg.types.underlying(pkg.typeOfSymbol(symbol)).kind === 'map';
const isBuilder = (pkg: Package, symbol: GoSymbol): boolean =>
  isNamed(dereferenced(pkg.typeOfSymbol(symbol)), 'strings', 'Builder');

/** The type of `[]T{}`, `map[K]V{}`, `make([]T, 0)`, `make(map[K]V)`, `[]T(nil)` as written. */
function emptyValueType(pkg: Package, { file, node }: Place): string | undefined {
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.CompositeLiteral: {
      const elements = tree.namedChildren(tree.childByField(node, Field.Body));
      const type = tree.childByField(node, Field.Type);
      const { kind } = pkg.underlyingOf({ file, node });
      return elements.length === 0 && (kind === 'slice' || kind === 'map') ? tree.textOf(type) : undefined;
    }
    case Kind.CallExpression: {
      const { callee, args } = pkg.callAt({ file, node });
      const [type, length] = args;
      if (callee.kind !== 'builtin' || callee.name !== 'make' || type === undefined || args.length > 2)
        return undefined;
      const isEmpty = length === undefined || pkg.constantOf(length) === 0;
      return isEmpty ? tree.textOf(type.node) : undefined;
    }
    default:
      return undefined;
  }
}
