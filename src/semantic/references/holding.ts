/**
 * Whether a value keeps an object reachable: it is a pointer to it or into it, or something that holds one.
 *
 * Sees composite literals, closures, method values, and variables that are assigned once. What a call returns is
 * never taken to hold its arguments, so a holder made elsewhere is missed.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Member } from '../types/members.ts';
import { capturedVariables } from './captures.ts';
import type { Identity, Values } from './identity.ts';
import { addressedBy, baseOf, identityOf, withoutWrapping } from './identity.ts';

export interface HoldingContext extends Values {
  isArray(at: Place): boolean;
  /** The method that `x.M` selects, if it is a method value. */
  methodValueAt(at: Place): (Member & { kind: 'method' }) | undefined;
}

/** How a value holds an object, with the expression that does. */
export type Holding =
  | { readonly kind: 'itself' | 'interior' | 'slice' | 'literal' | 'closure' | 'method-value'; readonly at: Place }
  /** A closure that captures `through`, one of whose fields refers to the object. */
  | { readonly kind: 'closure-over-owner'; readonly at: Place; readonly through: GoSymbol };

/** Deeper nesting of literals and variables than this is not followed. */
const MAX_DEPTH = 4;

const same = (a: Identity | undefined, b: Identity): boolean => a?.symbol === b.symbol && a.addressed === b.addressed;

/** How the value at `at` holds the object that `object` is the pointer to; undefined if it is not seen to. */
export function holdingOf(context: HoldingContext, at: Place, object: Identity, depth = 0): Holding | undefined {
  const place = withoutWrapping(context, at);
  if (place === undefined || depth > MAX_DEPTH) return undefined;
  if (same(identityOf(context, place), object)) return { kind: 'itself', at: place };
  const tree = context.tree(place.file);
  switch (tree.kindOf(place.node)) {
    case Kind.Identifier: {
      const symbol = context.symbolAt(place);
      const value = symbol === undefined ? undefined : context.soleValue(symbol);
      return value === undefined ? undefined : holdingOf(context, value, object, depth + 1);
    }
    case Kind.SliceExpression:
      return holdingOfSlice(context, place, object);
    case Kind.FuncLiteral:
      return capturesObject(context, place, object) ? { kind: 'closure', at: place } : undefined;
    case Kind.SelectorExpression:
      return bindsObject(context, place, object) ? { kind: 'method-value', at: place } : undefined;
    case Kind.CompositeLiteral:
      return heldByLiteral(context, place, object, depth);
    case Kind.UnaryExpression:
      return heldByAddress(context, place, object, depth);
    default:
      return undefined;
  }
}

function capturesObject(context: HoldingContext, literal: Place, object: Identity): boolean {
  for (const [symbol, [mention]] of capturedVariables(context, literal)) {
    if (symbol === object.symbol) return true;
    if (mention !== undefined && same(identityOf(context, mention), object)) return true;
  }
  return false;
}

/** A method value with a pointer receiver binds the pointer; one with a value receiver copies what it points to. */
function bindsObject(context: HoldingContext, place: Place, object: Identity): boolean {
  const method = context.methodValueAt(place);
  if (method === undefined || !(method.pointer || method.dynamic)) return false;
  const operand = { file: place.file, node: context.tree(place.file).childByField(place.node, Field.Operand) };
  const identity = identityOf(context, operand);
  // `v.M` of an addressable v binds &v.
  return same(identity, object) || (object.addressed && identity?.symbol === object.symbol);
}

function heldByLiteral(
  context: HoldingContext,
  { file, node }: Place,
  object: Identity,
  depth: number,
): Holding | undefined {
  const tree = context.tree(file);
  for (const element of elementsOf(tree.namedChildren(tree.childByField(node, Field.Body)))) {
    const held = holdingOf(context, { file, node: element }, object, depth + 1);
    if (held !== undefined) return { kind: 'literal', at: held.at };
  }
  return undefined;

  function* elementsOf(elements: readonly NodeId[]): Generator<NodeId> {
    for (const element of elements) {
      yield tree.kindOf(element) === Kind.KeyedElement ? tree.childByField(element, Field.Value) : element;
    }
  }
}

/** `&T{…}`, or `&x.f`: a pointer into the object that keeps all of it. */
function heldByAddress(context: HoldingContext, place: Place, object: Identity, depth: number): Holding | undefined {
  const operand = addressedBy(context, place);
  if (operand === undefined) return undefined;
  const tree = context.tree(operand.file);
  if (tree.kindOf(operand.node) !== Kind.SelectorExpression) return holdingOf(context, operand, object, depth + 1);
  const owner = { file: operand.file, node: tree.childByField(operand.node, Field.Operand) };
  return same(identityOf(context, owner), object) ? { kind: 'interior', at: place } : undefined;
}

/** `object.array[:]` */
function holdingOfSlice(context: HoldingContext, place: Place, object: Identity): Holding | undefined {
  const tree = context.tree(place.file);
  const array = { file: place.file, node: tree.childByField(place.node, Field.Operand) };
  if (tree.kindOf(array.node) !== Kind.SelectorExpression || !context.isArray(array)) return undefined;
  const owner = { file: place.file, node: tree.childByField(array.node, Field.Operand) };
  return same(identityOf(context, owner), object) ? { kind: 'slice', at: place } : undefined;
}

/** A closure over the variable whose field the object is: `SetFinalizer(w.conn, func(…) { … w … })`. */
export function closureOverOwner(context: HoldingContext, at: Place, objectExpression: Place): Holding | undefined {
  const place = withoutWrapping(context, at);
  if (place === undefined || context.tree(place.file).kindOf(place.node) !== Kind.FuncLiteral) return undefined;
  const object = withoutWrapping(context, objectExpression);
  if (object === undefined || context.tree(object.file).kindOf(object.node) !== Kind.SelectorExpression) {
    return undefined;
  }
  const through = baseOf(context, object);
  if (through === undefined || through.role === 'global') return undefined;
  return capturedVariables(context, place).has(through)
    ? { kind: 'closure-over-owner', at: place, through }
    : undefined;
}
