/**
 * Contexts that a loop builds around those of the rounds before: `ctx = context.WithValue(ctx, k, v)` with a variable
 * from outside the loop makes a chain that is one longer with every round.
 *
 * Silent where the variable may get another value in between, in a closure or through a pointer, and where the loop
 * builds the chain on purpose, for what comes after it.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { calledName } from './method-name.ts';
import { conjunctsOf } from './conjuncts.ts';
import { isInEndingLoops, maximumRounds } from './loop-bound.ts';
import { isDeclaredIn } from './region.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Loop } from '../flow/block.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { isWithinLoop } from './within-loop.ts';
import type { Package } from '../package.ts';
import { isNamed, type Type } from '../types/type.ts';
import { type AssignedValue, assignedValue } from '../value-flow/assignment.ts';

export interface NestedContext {
  /** The variable where it is assigned. */
  readonly target: Place;
  readonly variable: GoSymbol;
  /** What it is assigned, or the call that gives that. */
  readonly value: Place;
  /** The loop whose rounds make the chain longer. */
  readonly loop: Place;
  /** Whether the loop goes round as long as it is served: by `for {}`, from a channel, with each connection or message. */
  readonly serves: boolean;
}

/** A chain of this length is nothing to speak of. */
const FEW_ROUNDS = 4;

const SERVING = new Set(['Accept', 'AcceptTCP', 'AcceptUnix', 'AcceptStream', 'Recv', 'RecvMsg', 'ReadMessage']);

export function* nestedContextsIn(pkg: Package): Generator<NestedContext> {
  for (const statement of pkg.nodes(Kind.AssignmentStatement)) {
    if (!isWithinLoop(pkg, statement)) continue;
    const tree = pkg.tree(statement.file);
    for (const node of tree.namedChildren(tree.firstNamedChild(statement.node))) {
      const nested = nestedAt(pkg, { file: statement.file, node });
      if (nested !== undefined) yield nested;
    }
  }
}

function nestedAt(pkg: Package, target: Place): NestedContext | undefined {
  const fn = pkg.functionAround(target);
  const variable = pkg.symbolAt(target);
  if (fn === undefined || variable?.owner !== fn) return undefined;
  if (!mayBeContext(pkg.typeOfSymbol(variable))) return undefined;
  const value = assignedValue(pkg.tree(target.file), target);
  if (value === undefined || !isNested(pkg, value, variable)) return undefined;
  const resets = resetsOf(pkg, fn, variable);
  if (resets === undefined) return undefined;
  const flow = pkg.flow(fn);
  const growing = flow.loopsAround(target.node).filter(loop => grows(pkg, flow, target, variable, loop, resets));
  const serving = growing.find(loop => serves(pkg, fn, target, loop));
  const loop = serving ?? growing[0];
  if (loop === undefined || isNeededAfter(pkg, flow, target, variable, loop, resets)) return undefined;
  return {
    target,
    variable,
    value: value.value,
    loop: { file: target.file, node: loop.node },
    serves: serving !== undefined,
  };
}

/** What holds a context that is built around its own value is one, although nothing tells its type. */
const mayBeContext = (type: Type): boolean => type.kind === 'unknown' || isNamed(type, 'context', 'Context');

const isNested = (pkg: Package, value: AssignedValue, variable: GoSymbol): boolean =>
  pkg.summaries.nesting.readsUnder(value, variable).length > 0;

/** Where the variable gets a value that is not built around its own; undefined if it may get one unseen. */
function resetsOf(pkg: Package, fn: GoFunction, variable: GoSymbol): ReadonlySet<number> | undefined {
  const resets = new Set<number>();
  if (variable.declaration !== undefined) resets.add(variable.declaration.node);
  for (const at of variable.uses) {
    const { kind } = pkg.useOf(at);
    if (kind === 'address') return undefined;
    if (kind !== 'assigned') continue;
    if (pkg.functionAround(at) !== fn) return undefined;
    const value = assignedValue(pkg.tree(at.file), at);
    if (value === undefined || !isNested(pkg, value, variable)) resets.add(at.node);
  }
  return resets;
}

/** Whether a round of the loop builds around what an earlier round has built. */
function grows(
  pkg: Package,
  flow: FlowGraph,
  { file, node }: Place,
  variable: GoSymbol,
  loop: Loop,
  resets: ReadonlySet<number>,
): boolean {
  if (isDeclaredIn(pkg, { file, node: loop.node }, variable)) return false;
  if ((maximumRounds(pkg, { file, node: loop.node }) ?? Infinity) <= FEW_ROUNDS) return false;
  return flow.canReach(
    node,
    node,
    at => resets.has(at),
    ({ block }) => loop.blocks.has(block),
  );
}

function serves(pkg: Package, fn: GoFunction, { file, node }: Place, loop: Loop): boolean {
  const tree = pkg.tree(file);
  const range = tree.childOfKind(loop.node, Kind.RangeClause);
  if (range !== NO_NODE) {
    return pkg.underlyingOf({ file, node: tree.childByField(range, Field.Right) }).kind === 'chan';
  }
  if (waitsForOthers(pkg, fn, loop)) return true;
  return conjunctsOf(tree, loop.node).length === 0 && !isInEndingLoops(pkg, fn, { file, node });
}

/** Whether each round accepts a connection or receives a message. */
function waitsForOthers(pkg: Package, fn: GoFunction, { node }: Loop): boolean {
  const tree = pkg.tree(fn.place.file);
  return pkg
    .callsIn(fn)
    .some(call => tree.contains(node, call.place.node) && SERVING.has(calledName(pkg, call)) && hasReceiver(call));
}

const hasReceiver = ({ receiver }: { readonly receiver: Place | undefined }): boolean => receiver !== undefined;

/** Whether code after the loop reads what the rounds have built. */
function isNeededAfter(
  pkg: Package,
  flow: FlowGraph,
  { node }: Place,
  variable: GoSymbol,
  loop: Loop,
  resets: ReadonlySet<number>,
): boolean {
  const tree = pkg.tree(variable.declaration?.file ?? 0);
  return variable.uses.some(at => {
    if (tree.contains(loop.node, at.node) || pkg.useOf(at).kind === 'assigned') return false;
    return flow.canReach(node, at.node, other => resets.has(other));
  });
}
