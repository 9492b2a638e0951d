/**
 * Locks taken in a loop and given back by `defer`.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import type { Region } from '../escape/region.ts';
import { variablesOfLoop } from '../escape/shared.ts';
import { calledName } from '../escape/method-name.ts';

const PAIRS: Readonly<Record<string, string>> = { Unlock: 'Lock', RUnlock: 'RLock' };

export const isUnlock = (pkg: Package, call: Call): boolean =>
  call.receiver !== undefined && calledName(pkg, call) in PAIRS;

/** The call in the region that takes the lock which `unlock` gives back: the same words, the other method. */
export function lockTakenIn(pkg: Package, region: Region, unlock: Call): Call | undefined {
  if (unlock.receiver === undefined) return undefined;
  const name = PAIRS[calledName(pkg, unlock)];
  const text = pkg.textOf(unlock.receiver);
  const tree = pkg.tree(region.file);
  for (const node of tree.descendantsOfKind(region.node, Kind.CallExpression)) {
    const call = pkg.callAt({ file: region.file, node });
    if (call.receiver !== undefined && calledName(pkg, call) === name && pkg.textOf(call.receiver) === text)
      return call;
  }
  return undefined;
}

/** `for p := x; p != nil; p = p.parent { p.mu.Lock() }`: the loop gives the owner of the lock another value. */
export function locksAnotherEachRound(pkg: Package, { file, node }: Region, { receiver }: Call): boolean {
  const owner = receiver === undefined ? undefined : rootVariable(pkg, receiver);
  const tree = pkg.tree(file);
  const isInLoop = (at: Place): boolean => at.file === file && tree.contains(node, at.node);
  return owner?.uses.some(at => isInLoop(at) && pkg.useOf(at).kind === 'assigned') ?? false;
}

/**
 * Whether a loop takes the locks of all elements of a collection on purpose: it does nothing else with an element, or
 * the collection is used after the loop, while all of it is locked.
 */
export function locksWholeCollection(pkg: Package, region: Region, element: GoSymbol): boolean {
  const collection = collectionOf(pkg, region, element);
  if (collection === undefined) return false;
  const tree = pkg.tree(region.file);
  const end = tree.subtreeEndOf(region.node);
  const base = rootVariable(pkg, collection);
  if (base?.uses.some(at => at.file === region.file && at.node >= end && isSameFunction(pkg, at, region)) === true) {
    return true;
  }
  const body = tree.childByField(region.node, Field.Body);
  const list = body === NO_NODE ? NO_NODE : tree.firstNamedChild(body);
  return list === NO_NODE || tree.namedChildren(list).length <= 2;
}

/** Whether the loop takes the locks of an array of locks one after the other: `locks[i]`, for as many as there are. */
export function locksEveryStripe(pkg: Package, { file, node }: Region, { receiver }: Call): boolean {
  if (receiver === undefined) return false;
  const tree = pkg.tree(receiver.file);
  if (tree.kindOf(receiver.node) !== Kind.IndexExpression) return false;
  const index = pkg.symbolAt({ file: receiver.file, node: tree.childByField(receiver.node, Field.Index) });
  return index !== undefined && variablesOfLoop(pkg, { file, node }).includes(index);
}

const isSameFunction = (pkg: Package, at: Place, region: Region): boolean =>
  pkg.functionAround(at) === pkg.functionAround({ file: region.file, node: region.node });

function collectionOf(pkg: Package, { file, node }: Region, element: GoSymbol): Place | undefined {
  const tree = pkg.tree(file);
  const clause = tree.childOfKind(node, Kind.RangeClause);
  if (clause === NO_NODE || element.declaration === undefined) return undefined;
  const { declaration } = element;
  const right = tree.childByField(clause, Field.Right);
  if (tree.contains(clause, declaration.node)) return callOperand(pkg, { file, node: right });
  return undefined;
}

/** `m.items` of `m.items.All()`. */
function callOperand(pkg: Package, at: Place): Place {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.CallExpression) return at;
  return pkg.callAt(at).receiver ?? at;
}
