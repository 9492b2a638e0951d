/**
 * Pointers to elements of a slice, `&xs[i]`, that are kept where they outlive the slice: each keeps the whole array.
 *
 * Only slices that come from a call or are made in the function, and that nothing else keeps: else the array lives on
 * anyway.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Origin } from '../value-flow/origins.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';
import { lastingSinks } from './lasting-sinks.ts';

export interface KeptElementPointer {
  /** The stored expression. */
  readonly at: Place;
  /** `&xs[i]` */
  readonly pointer: Place;
  /** The slice as written, and what made it. */
  readonly slice: string;
  readonly madeAt: Place;
  /** What the pointer is stored in, a map or slice that outlives the function. */
  readonly sink: Place;
  /** Whether some rounds of the loop keep no pointer, or single ones are deleted later. */
  readonly isSelective: boolean;
}

export function keptElementPointers(pkg: Package): KeptElementPointer[] {
  const found: KeptElementPointer[] = [];
  for (const pointer of pkg.nodes(Kind.UnaryExpression)) {
    const operand = sliceOf(pkg, pointer);
    const slice = operand === undefined ? undefined : pkg.symbolAt(operand);
    if (operand === undefined || slice === undefined || pkg.underlyingOf(operand).kind !== 'slice') continue;
    const kept = slice.role === 'local' ? keptAt(pkg, pointer, slice) : undefined;
    found.push(...(kept === undefined ? foundBy(pkg, pointer, slice) : [kept]));
  }
  return found;
}

function keptAt(pkg: Package, pointer: Place, slice: GoSymbol): KeptElementPointer | undefined {
  const tree = pkg.tree(pointer.file);
  const loop = tree.ancestorOfKind(pointer.node, Kind.ForStatement);
  const madeAt = loop === NO_NODE ? undefined : freshValue(pkg, slice);
  if (madeAt === undefined || tree.contains(loop, madeAt.node)) return undefined;
  const sinks = lastingSinks(pkg, pointer);
  const [first] = sinks;
  if (first === undefined || isKept(pkg, slice)) return undefined;
  const isSelective = sinks.every(sink => isSkipped(pkg, loop, sink.at)) || isDeletedFrom(pkg, first.home);
  return { at: first.at, pointer, slice: slice.name, madeAt, sink: first.target, isSelective };
}

/** What callers of a function that returns a pointer to one element of a parameter keep of it. */
function foundBy(pkg: Package, pointer: Place, slice: GoSymbol): KeptElementPointer[] {
  const { owner } = slice;
  const index = owner?.parameters.indexOf(slice) ?? -1;
  const isReturned = pkg.destinations(pointer).some(({ kind }) => kind === 'returned');
  if (owner === undefined || index < 0 || !isReturned || pkg.signatureOf(owner).results.length !== 1) return [];
  const calls = pkg.callsNamed(owner.name).filter(({ target }) => target === owner);
  return calls.flatMap(call => keptResult(pkg, pointer, call, index) ?? []);
}

/** A result that points into a slice of which the caller keeps nothing else, once for each such slice. */
function keptResult(pkg: Package, pointer: Place, call: Call, index: number): KeptElementPointer | undefined {
  const argument = call.args[index];
  const local = argument === undefined ? undefined : pkg.symbolAt(argument);
  if (argument === undefined || (local !== undefined && local.role !== 'local')) return undefined;
  const madeAt = local === undefined ? freshOrigin(pkg, argument) : freshValue(pkg, local);
  const loop = pkg.tree(call.place.file).ancestorOfKind(call.place.node, Kind.ForStatement);
  if (madeAt === undefined || (loop !== NO_NODE && !pkg.tree(madeAt.file).contains(loop, madeAt.node)))
    return undefined;
  const [sink] = lastingSinks(pkg, call.place);
  if (sink === undefined || !isLent(pkg, argument) || (local !== undefined && isKept(pkg, local))) return undefined;
  return { at: sink.at, pointer, slice: pkg.textOf(argument), madeAt, sink: sink.target, isSelective: true };
}

/** The `xs` of `&xs[i]` and of `&xs[i].f.g`, where the fields lie in the element. */
function sliceOf(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '&') return undefined;
  let at = tree.childByField(node, Field.Operand);
  while (tree.kindOf(at) === Kind.SelectorExpression) {
    at = tree.childByField(at, Field.Operand);
    if (pkg.underlyingOf({ file, node: at }).kind !== 'struct') return undefined;
  }
  return tree.kindOf(at) === Kind.IndexExpression ? { file, node: tree.childByField(at, Field.Operand) } : undefined;
}

/** The call that returns, makes or fills the slice; undefined where the slice may be somebody else's. */
function freshValue(pkg: Package, slice: GoSymbol): Place | undefined {
  const [use] = slice.uses;
  if (use === undefined || slice.uses.some(at => pkg.useOf(at).kind === 'assigned')) return undefined;
  if (slice.declaration !== undefined && pkg.valueAssignedAt(slice.declaration) === 'none')
    return filledBy(pkg, slice)?.place;
  return freshOrigin(pkg, use);
}

function freshOrigin(pkg: Package, at: Place): Place | undefined {
  const [origin, ...others] = pkg.origins(at);
  if (origin === undefined || others.length > 0) return undefined;
  const isFresh = origin.kind === 'made' || (origin.kind === 'call' && !isOfAnother(pkg, origin.at, origin.result));
  return isFresh ? origin.at : undefined;
}

/** Whether a call may return the array of another: `append(s.xs, …)`, and a function that hands out what it has. */
function isOfAnother(pkg: Package, at: Place, result: number): boolean {
  const { callee, target } = pkg.callAt(at);
  if (callee.kind === 'builtin' && callee.name === 'append') return true;
  return target !== undefined && returnedFrom(pkg, target, result).some(({ kind }) => HELD.has(kind));
}

const HELD: ReadonlySet<string> = new Set(['field', 'global', 'element', 'parameter', 'receiver']);

/** Where result `index` of a function comes from, as its return statements list it. */
function returnedFrom(pkg: Package, fn: GoFunction, index: number): Origin[] {
  const { file } = fn.place;
  const tree = pkg.tree(file);
  const statements = [...tree.descendantsOfKind(fn.body, Kind.ReturnStatement)];
  return statements
    .filter(node => pkg.functionAround({ file, node }) === fn)
    .flatMap(node => {
      const list = tree.childOfKind(node, Kind.ExpressionList);
      const value = list === NO_NODE ? undefined : tree.namedChildren(list)[index];
      return value === undefined ? [] : pkg.origins({ file, node: value });
    });
}

/** The one call to which `&xs` is lent, as decoders are. */
function filledBy(pkg: Package, slice: GoSymbol): Call | undefined {
  const [filled, ...others] = slice.uses.filter(at => pkg.useOf(at).kind === 'address');
  return filled === undefined || others.length > 0 ? undefined : lentTo(pkg, addressOf(pkg, filled));
}

const addressOf = (pkg: Package, at: Place): Place => ({ file: at.file, node: pkg.useOf(at).node });

/** The call that only borrows the argument. */
function lentTo(pkg: Package, at: Place): Call | undefined {
  const use = pkg.useOf(at);
  if (use.kind !== 'argument') return undefined;
  const call = pkg.callAt({ file: at.file, node: use.node });
  const { borrows, stores = [] } = call.effect;
  return call.mode === 'call' && borrows === true && !stores.includes(use.index ?? 0) ? call : undefined;
}

/** Whether the slice itself, and not only elements of it, goes anywhere. */
function isKept(pkg: Package, slice: GoSymbol): boolean {
  return slice.uses.some(use => {
    const { kind } = pkg.useOf(use);
    if (kind === 'address') return lentTo(pkg, addressOf(pkg, use)) === undefined;
    return !PASSING.has(kind) && !isLent(pkg, use);
  });
}

/** Whether a call that gets the slice keeps none of it beyond elements. */
function isLent(pkg: Package, at: Place): boolean {
  if (lentTo(pkg, at) !== undefined) return true;
  const use = pkg.useOf(at);
  const call = use.kind === 'argument' ? pkg.callAt({ file: at.file, node: use.node }) : undefined;
  const parameter = call?.mode === 'call' ? call.target?.parameters[use.index ?? 0] : undefined;
  return parameter?.uses.every(each => PASSING.has(pkg.useOf(each).kind)) ?? false;
}

/** Uses that keep no slice. */
const PASSING: ReadonlySet<string> = new Set(['indexed', 'ranged', 'builtin', 'operand']);

/** Whether a round of the loop can go by without the store. */
function isSkipped(pkg: Package, loop: NodeId, store: Place): boolean {
  const fn = pkg.functionAround(store);
  const tree = pkg.tree(store.file);
  const body = tree.firstNamedChild(tree.childByField(loop, Field.Body));
  let first = body === NO_NODE ? NO_NODE : tree.firstNamedChild(body);
  // The statement itself has no place in the graph: what it begins with has.
  if (first !== NO_NODE && tree.kindOf(first) === Kind.IfStatement) {
    while (tree.firstNamedChild(first) !== NO_NODE) first = tree.firstNamedChild(first);
  }
  if (fn === undefined || first === NO_NODE) return false;
  return pkg.flow(fn).canReach(first, first, node => tree.contains(node, store.node) || node === store.node);
}

/** `delete(m, k)` for single keys, anywhere. */
function isDeletedFrom(pkg: Package, sink: SliceHome): boolean {
  return pkg.callsNamed('delete').some(({ callee, args }) => {
    const [map] = args;
    return callee.kind === 'builtin' && map !== undefined && homeOf(pkg, map)?.key === sink.key;
  });
}
