/**
 * Variables that a function literal shares with the code around it, each of which the compiler puts on the heap by
 * itself where the literal runs in a goroutine or is stored, even if the code around it waits for its end.
 *
 * A captured variable is copied into the closure unless its address is taken or it is assigned in a literal or after it
 * was captured: so measured with Go 1.26 (`-gcflags=-m`); a variable that is only assigned before costs no object.
 */
import type { GoMinor } from '../../base/go-version.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { capturedVariables } from '../references/references.ts';

/** A literal of which the compiler takes for granted that it outlives the code that makes it. */
export interface KeptLiteral {
  readonly place: Place;
  readonly by: 'goroutine' | 'store';
}

export interface SharedCaptures {
  /** Literals of one function that share variables with each other, in source order. */
  readonly literals: readonly [KeptLiteral, ...KeptLiteral[]];
  /** In the order in which the literals mention them. */
  readonly variables: readonly GoSymbol[];
  /** The innermost loop around all the literals, if they are variables of one of its rounds; undefined if of none. */
  readonly loop: NodeId | undefined;
}

/** The first release of Go 1 in which each round of a loop has loop variables of its own. */
const LOOP_VARIABLES_PER_ROUND: GoMinor = 22;

/** The literals that run in goroutines or are stored, and share two or more assigned variables with it. */
export function sharedCaptures(pkg: Package, language: GoMinor): SharedCaptures[] {
  const found: SharedCaptures[] = [];
  for (const literal of pkg.nodes(Kind.FuncLiteral)) {
    const owner = pkg.functionAround(literal);
    if (owner === undefined) continue;
    const shared = [...capturedVariables(pkg, literal).keys()].filter(symbol => isShared(pkg, owner, literal, symbol));
    const by = shared.length < 2 ? undefined : keeperOf(pkg, literal);
    if (by === undefined) continue;
    found.push(...byLoop(pkg, owner, { place: literal, by }, shared, language >= LOOP_VARIABLES_PER_ROUND));
  }
  return joined(found);
}

/**
 * Groups of two or more variables that come into being together: in the round that makes the literal, or outside of all
 * loops. Those of a round of an outer loop come into being less often than the literal and are left out.
 */
function byLoop(
  pkg: Package,
  owner: GoFunction,
  literal: KeptLiteral,
  shared: readonly GoSymbol[],
  perRound: boolean,
): SharedCaptures[] {
  const { file } = literal.place;
  const loops = loopsAround(pkg, owner, literal.place);
  const groups = new Map<NodeId | undefined, GoSymbol[]>();
  for (const symbol of shared) {
    const loop = loops.find(around => belongsToRound(pkg, { file, node: around }, symbol, perRound));
    if (loop !== undefined && loop !== loops[0]) continue;
    groups.set(loop, [...(groups.get(loop) ?? []), symbol]);
  }
  return [...groups]
    .filter(([, variables]) => variables.length > 1)
    .map(([loop, variables]) => ({ literals: [literal], variables, loop }));
}

/** The loops of the function around the literal, from the inside out. */
function loopsAround(pkg: Package, owner: GoFunction, { file, node }: Place): NodeId[] {
  const tree = pkg.tree(file);
  const loops: NodeId[] = [];
  for (const ancestor of tree.ancestors(node)) {
    if (ancestor === owner.place.node) break;
    if (tree.kindOf(ancestor) === Kind.ForStatement) loops.push(ancestor);
  }
  return loops;
}

/** Whether each round of the loop has a variable of its own. */
function belongsToRound(pkg: Package, loop: Place, { declaration }: GoSymbol, perRound: boolean): boolean {
  const tree = pkg.tree(loop.file);
  const region = perRound ? loop.node : tree.childByField(loop.node, Field.Body);
  return declaration !== undefined && tree.contains(region, declaration.node);
}

/** Groups that have a variable in common are one: the variable can be a field of one struct only. */
function joined(groups: readonly SharedCaptures[]): SharedCaptures[] {
  let found: SharedCaptures[] = [];
  for (const group of groups) {
    const parts = [...found.filter(({ variables }) => variables.some(at => group.variables.includes(at))), group];
    const [first = group, ...others] = parts;
    found = found.filter(known => !parts.includes(known));
    found.push({
      literals: [...first.literals, ...others.flatMap(({ literals }) => literals)],
      variables: [...new Set(parts.flatMap(({ variables }) => variables))],
      loop: group.loop,
    });
  }
  return found;
}

function isShared(pkg: Package, owner: GoFunction, literal: Place, symbol: GoSymbol): boolean {
  const { declaration } = symbol;
  if (symbol.role !== 'local' || symbol.owner !== owner || declaration === undefined) return false;
  return symbol.uses.some(use => {
    if (pkg.useOf(use).kind !== 'assigned' || isLoopUpdate(pkg, use)) return false;
    if (pkg.functionAround(use) !== owner) return true;
    return pkg.flow(owner).canReach(literal.node, use.node, node => node === declaration.node);
  });
}

/** The `i++` of a loop: from Go 1.22 on it counts the next round's variable up. */
function isLoopUpdate(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const statement = tree.ancestorOfKind(
    node,
    Kind.IncStatement,
    Kind.DecStatement,
    Kind.AssignmentStatement,
    Kind.Block,
  );
  return statement !== NO_NODE && tree.fieldOf(statement) === Field.Update;
}

/** Whether the literal runs in a goroutine or is stored, so that what it shares cannot stay on the stack; undefined if neither. */
function keeperOf(pkg: Package, literal: Place): KeptLiteral['by'] | undefined {
  const tree = pkg.tree(literal.file);
  const parent = tree.parentOf(literal.node);
  const use = pkg.useOf(literal);
  const call: Place = { file: literal.file, node: use.node };
  switch (use.kind) {
    case 'called':
      return pkg.callAt({ file: literal.file, node: parent }).mode === 'go' ? 'goroutine' : undefined;
    case 'stored':
      return isLongLived(pkg, { file: literal.file, node: use.target ?? NO_NODE }) ? 'store' : undefined;
    case 'sent':
      return 'store';
    case 'builtin': {
      const target = { file: literal.file, node: pkg.useOf(call).target ?? NO_NODE };
      return use.name === 'append' && isLongLived(pkg, target) ? 'store' : undefined;
    }
    case 'argument': {
      const runs = pkg.callAt(call).effect.callbacks?.[use.index ?? 0]?.runs;
      return runs === 'stored' ? 'store' : runs === 'goroutine' ? runs : undefined;
    }
    default:
      return undefined;
  }
}

/** A field, element or package-level variable; a local list of closures may not leave the stack. */
function isLongLived(pkg: Package, target: Place): boolean {
  const tree = pkg.tree(target.file);
  switch (tree.kindOf(target.node)) {
    case Kind.SelectorExpression:
      return true;
    case Kind.Identifier:
      return pkg.symbolAt(target)?.role === 'global';
    case Kind.IndexExpression:
      return isLongLived(pkg, { file: target.file, node: tree.childByField(target.node, Field.Operand) });
    default:
      return false;
  }
}
