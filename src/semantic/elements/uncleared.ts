/**
 * Elements that a slice no longer has and its array still does: removals of elements that refer to memory, without the
 * zero value in their place.
 */
import { Kind } from '../../syntax/kinds.ts';
import { returnedValues } from '../flow/returned-values.ts';
import { isExported } from '../names/exported.ts';
import { methodsOf } from '../names/methods.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { identical } from '../types/identity.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import { comesTooLate } from './late-clearing.ts';
import { LongLivedTypes } from './outliving.ts';
import { holdsPointers } from './pointerful.ts';
import type { Removal, RemovalKind } from './removals.ts';
import { removalsIn } from './removals.ts';
import type { SliceHistory } from './slice-history.ts';
import { historyOf } from './slice-history.ts';

export interface UnclearedRemoval extends Removal {
  readonly element: Type;
  /**
   * Whether the slice is seen to live long and to be used as a queue, stack or set: elements are added by another
   * function, and none is ever cleared, nor the array thrown away.
   */
  readonly isLasting: boolean;
  /** Where elements are added. */
  readonly additions: readonly Place[];
  /** Whether the function has another name for a part of the slice, whose elements it may still need. */
  readonly isShared: boolean;
}

/**
 * What leaves every element behind that is taken out. What `swap` and `delete` leave is one more reference to an element
 * that is, in most cases, in the slice still.
 */
const QUEUE_KINDS: readonly RemovalKind[] = ['head', 'pop', 'filter'];

export function unclearedRemovals(pkg: Package): UnclearedRemoval[] {
  const histories = new Map<string, SliceHistory>();
  const types = new LongLivedTypes(pkg, 'suffice');
  return removalsIn(pkg).flatMap(removal => {
    const slice = pkg.underlyingOf(removal.target);
    if (slice.kind !== 'slice' || holdsPointers(pkg.types, slice.element) !== true) return [];
    const { home } = removal;
    // Of a pointer to a slice of no named type, only the function itself is seen.
    const history = histories.get(home.key) ?? historyOf(pkg, home);
    histories.set(home.key, history);
    if (isClearedBy(pkg, removal, history) || isUnusedPop(pkg, removal)) return [];
    const kind = kindOf(pkg, removal, history);
    const isLasting =
      !pkg.lifetimes.isProgram &&
      isQueue(pkg, { ...removal, kind }, history) &&
      types.own(home) &&
      !isFreeList(pkg, removal, slice.element) &&
      !(kind === 'pop' && comeBackThemselves(pkg, history));
    const isShared = history.parts.some(part => part.node !== removal.slice.node && isIn(pkg, removal, part));
    return [{ ...removal, kind, element: slice.element, isLasting, additions: history.additions, isShared }];
  });
}

/** A pop that makes up for an element which another has overwritten is a deletion. */
function kindOf(pkg: Package, removal: Removal, { moves, shifts }: SliceHistory): RemovalKind {
  if (removal.kind !== 'pop') return removal.kind;
  if (shifts.some(at => isIn(pkg, removal, at))) return 'delete';
  return moves.some(at => isIn(pkg, removal, at)) ? 'swap' : 'pop';
}

/** Whether a node is of the function that removes elements, or of a literal in it. */
function isIn(pkg: Package, { within }: Removal, at: Place): boolean {
  return outermost(pkg.functionAround(at)) === outermost(within);
}

/** Whether the function that removes elements clears some as well, or throws the array away. */
function isClearedBy(pkg: Package, removal: Removal, history: SliceHistory): boolean {
  const { zeroings, resets, unknown, calls, additions } = history;
  const isHere = (at: Place): boolean => isIn(pkg, removal, at);
  // Elements that are made for reuse, or reset one by one, are kept on purpose.
  if (removal.kind === 'truncate' && (additions.length === 0 || calls.some(isHere))) return true;
  if (zeroings.some(at => isHere(at) && !comesTooLate(pkg, removal, at)) || unknown.some(isHere)) return true;
  return removal.home.kind !== 'map' && resets.some(isHere);
}

/** Whether the function is the Pop of a heap, and the package asks container/heap for nothing that calls it. */
function isUnusedPop(pkg: Package, { within }: Removal): boolean {
  if (within.name !== 'Pop' || within.receiver === undefined) return false;
  const type = pkg.types.unaliased(dereferenced(pkg.typeOfSymbol(within.receiver)));
  if (type.kind !== 'named' || isExported(type.name)) return false;
  const methods = new Set(methodsOf(pkg.functions, type.path, type.name).map(({ name }) => name));
  if (!HEAP.every(name => methods.has(name))) return false;
  return pkg.callsNamed('Pop').length === 0 && [...pkg.callsTo('container/heap.Remove')].length === 0;
}

/** What heap.Interface asks for beside Pop. */
const HEAP = ['Len', 'Less', 'Swap', 'Push'] as const;

function isQueue(pkg: Package, removal: Removal, history: SliceHistory): boolean {
  if (!QUEUE_KINDS.includes(removal.kind)) return false;
  const { additions, zeroings, resets, unknown } = history;
  if (zeroings.length + resets.length + unknown.length > 0) return false;
  return additions.some(at => !isIn(pkg, removal, at));
}

/**
 * Whether the function returns another element where the slice has none: what a free list has given away comes back to
 * the same place.
 */
function isFreeList(pkg: Package, { within, statement }: Removal, element: Type): boolean {
  const { file } = within.place;
  const tree = pkg.tree(file);
  const flow = pkg.flow(within);
  return [...pkg.nodes(Kind.ReturnStatement)].some(at => {
    if (at.file !== file || pkg.functionAround(at) !== within || flow.canReach(statement, at.node)) return false;
    return returnedValues(tree, at.node).some(node => isElement(pkg, { file, node }, element));
  });
}

/**
 * Whether all elements are added by methods of their own, as a Close that puts its reader back: what was taken out is in
 * use until then, and comes back to the same place.
 */
function comeBackThemselves(pkg: Package, { additions }: SliceHistory): boolean {
  return (
    additions.length > 0 &&
    additions.every(at => {
      const [, ...added] = pkg.callAt(at).args;
      return added.length > 0 && added.every(value => pkg.symbolAt(value)?.role === 'receiver');
    })
  );
}

/** `nil`, and variables that nothing was assigned to. */
const EMPTY: ReadonlySet<string> = new Set(['nil', 'zero']);

function isElement(pkg: Package, value: Place, element: Type): boolean {
  if (identical(pkg.types, pkg.typeOf(value), element) !== true) return false;
  const { kind } = pkg.types.underlying(element);
  return (kind === 'pointer' || kind === 'slice') && pkg.origins(value).some(origin => !EMPTY.has(origin.kind));
}

function outermost(fn: GoFunction | undefined): GoFunction | undefined {
  return fn?.parent === undefined ? fn : outermost(fn.parent);
}
