/**
 * Rings of references that one function ties: an object whose field refers to something that refers back to it.
 *
 * Only rings of two objects, tied by assignments to fields in the function itself. A pointer of an object to itself
 * is none: such a ring has one object.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { HoldingContext } from './holding.ts';
import { holdingOf } from './holding.ts';
import type { Identity } from './identity.ts';
import { baseOf, identityOf, withoutWrapping } from './identity.ts';

interface FieldStore {
  /** `x.f` of `x.f = v`. */
  readonly target: Place;
  readonly value: Place;
}

/** The expression by which the object comes to refer to something that refers to it; undefined if none is seen. */
export function ringThrough(context: HoldingContext, fn: GoFunction, object: Identity): Place | undefined {
  const stores = [...fieldStores(context, fn)];
  const referred = stores
    .filter(({ target }) => baseOf(context, target) === object.symbol)
    .map(({ value }) => value)
    .concat(elementsOfObject(context, object));
  return referred.find(value => refersBack(context, value, object, stores));
}

function refersBack(context: HoldingContext, value: Place, object: Identity, stores: readonly FieldStore[]): boolean {
  const holding = holdingOf(context, value, object);
  if (holding !== undefined) return holding.kind !== 'itself' && holding.kind !== 'interior';
  const other = identityOf(context, value);
  if (other === undefined) return false;
  return stores.some(
    store =>
      baseOf(context, store.target) === other.symbol && holdingOf(context, store.value, object)?.kind === 'itself',
  );
}

/** Assignments to fields in the function's own code, closures apart. */
function* fieldStores(context: HoldingContext, fn: GoFunction): Generator<FieldStore> {
  const { file, node } = fn.place;
  const tree = context.tree(file);
  for (const statement of tree.descendantsOfKind(fn.body, Kind.AssignmentStatement)) {
    const holder = tree.ancestorOfKind(statement, Kind.FuncLiteral, Kind.FunctionDeclaration, Kind.MethodDeclaration);
    if (holder !== node) continue;
    const left = tree.namedChildren(tree.childByField(statement, Field.Left));
    const right = tree.namedChildren(tree.childByField(statement, Field.Right));
    if (left.length !== right.length) continue;
    for (const [index, target] of left.entries()) {
      const value = right[index];
      if (value === undefined || tree.kindOf(target) !== Kind.SelectorExpression) continue;
      yield { target: { file, node: target }, value: { file, node: value } };
    }
  }
}

/** The values that the object's own literal, `&T{…}`, puts into its fields. */
function elementsOfObject(context: HoldingContext, { symbol, addressed }: Identity): Place[] {
  const made = context.soleValue(symbol);
  const value = made === undefined || addressed ? made : withoutWrapping(context, made);
  if (value === undefined) return [];
  const tree = context.tree(value.file);
  const isPointer = tree.kindOf(value.node) === Kind.UnaryExpression;
  const literal = isPointer ? tree.childByField(value.node, Field.Operand) : value.node;
  if (tree.kindOf(literal) !== Kind.CompositeLiteral) return [];
  return tree
    .namedChildren(tree.childByField(literal, Field.Body))
    .map(element => (tree.kindOf(element) === Kind.KeyedElement ? tree.childByField(element, Field.Value) : element))
    .map(node => ({ file: value.file, node }));
}
