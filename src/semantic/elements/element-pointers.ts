/**
 * Pointers to elements of a slice, `&xs[i]`, that are kept where they outlive the slice: each keeps the whole array.
 *
 * Only slices that come from a call or are made in the function, and that nothing else keeps: else the array lives on
 * anyway.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';
import { lastingSink } from './lasting-sinks.ts';

export interface KeptElementPointer {
  /** The stored expression. */
  readonly at: Place;
  /** `&xs[i]` */
  readonly pointer: Place;
  /** The variable of the slice, and what made it. */
  readonly slice: GoSymbol;
  readonly madeAt: Place;
  /** What the pointer is stored in, a map or slice that outlives the function. */
  readonly sink: Place;
  /** Whether some rounds of the loop keep no pointer, or single ones are deleted later. */
  readonly isSelective: boolean;
}

export function keptElementPointers(pkg: Package): KeptElementPointer[] {
  const found: KeptElementPointer[] = [];
  for (const pointer of pkg.nodes(Kind.UnaryExpression)) {
    const kept = keptAt(pkg, pointer);
    if (kept !== undefined) found.push(kept);
  }
  return found;
}

function keptAt(pkg: Package, pointer: Place): KeptElementPointer | undefined {
  const { file } = pointer;
  const tree = pkg.tree(file);
  if (tree.textOf(tree.childByField(pointer.node, Field.Operator)) !== '&') return undefined;
  const element = tree.childByField(pointer.node, Field.Operand);
  if (tree.kindOf(element) !== Kind.IndexExpression) return undefined;
  const operand = { file, node: tree.childByField(element, Field.Operand) };
  const slice = pkg.symbolAt(operand);
  const loop = tree.ancestorOfKind(pointer.node, Kind.ForStatement);
  if (slice?.role !== 'local' || loop === NO_NODE || pkg.underlyingOf(operand).kind !== 'slice') return undefined;
  const madeAt = freshValue(pkg, slice);
  if (madeAt === undefined || tree.contains(loop, madeAt.node)) return undefined;
  const sinks = pkg.destinations(pointer).flatMap(({ at }) => lastingSink(pkg, at) ?? []);
  const [first] = sinks;
  if (first === undefined || isKept(pkg, slice)) return undefined;
  const isSelective = sinks.every(sink => isSkipped(pkg, loop, sink.at)) || isDeletedFrom(pkg, first.home);
  return { at: first.at, pointer, slice, madeAt, sink: first.target, isSelective };
}

/** The call that returns the slice, or makes it; undefined where the slice may be somebody else's. */
function freshValue(pkg: Package, slice: GoSymbol): Place | undefined {
  const [use] = slice.uses;
  if (use === undefined || slice.uses.some(at => pkg.useOf(at).kind === 'assigned')) return undefined;
  const origins = pkg.origins(use);
  const [origin] = origins;
  const isFresh = origins.length === 1 && (origin?.kind === 'call' || origin?.kind === 'made');
  return isFresh && !isGrown(pkg, origin.at) ? origin.at : undefined;
}

/** `xs := append(s.xs, …)` may still be the array of another. */
function isGrown(pkg: Package, call: Place): boolean {
  const { callee } = pkg.callAt(call);
  return callee.kind === 'builtin' && callee.name === 'append';
}

/** Whether the slice itself, and not only elements of it, goes anywhere. */
function isKept(pkg: Package, slice: GoSymbol): boolean {
  return slice.uses.some(use => !PASSING.has(pkg.useOf(use).kind));
}

/** Uses that keep no slice. */
const PASSING: ReadonlySet<string> = new Set(['indexed', 'ranged', 'builtin', 'operand']);

/** Whether a round of the loop can go by without the store. */
function isSkipped(pkg: Package, loop: NodeId, store: Place): boolean {
  const fn = pkg.functionAround(store);
  const tree = pkg.tree(store.file);
  const body = tree.firstNamedChild(tree.childByField(loop, Field.Body));
  const first = body === NO_NODE ? NO_NODE : tree.firstNamedChild(body);
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
