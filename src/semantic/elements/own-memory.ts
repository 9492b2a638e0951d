/**
 * Elements that refer to memory of the very object whose slice they are in, as pieces of its buffer do: these keep
 * nothing in memory that the object does not keep itself.
 *
 * Calls are not looked into: what is computed from memory of the object may be a part of it.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootOf } from '../references/identity.ts';
import { holdsPointers } from './pointerful.ts';

/** Calls within arguments of calls deeper than this are not followed. */
const MAX_CALLS = 4;

/** Whether all that the value refers to may be memory of the object, a variable. */
export function mayReferToOwner(pkg: Package, value: Place, owner: GoSymbol): boolean {
  const { file, node } = value;
  if (pkg.tree(file).kindOf(node) !== Kind.CompositeLiteral) return comesFromOwner(pkg, value, owner);
  const parts = elementsOf(pkg, value).filter(part => holdsPointers(pkg.types, pkg.typeOf(part)) !== false);
  return parts.length > 0 && parts.every(part => mayReferToOwner(pkg, part, owner));
}

function elementsOf(pkg: Package, { file, node }: Place): Place[] {
  const tree = pkg.tree(file);
  const elements = tree.namedChildren(tree.childByField(node, Field.Body));
  return elements.map(element => {
    const isKeyed = tree.kindOf(element) === Kind.KeyedElement;
    return { file, node: isKeyed ? tree.childByField(element, Field.Value) : element };
  });
}

function comesFromOwner(pkg: Package, value: Place, owner: GoSymbol, calls = 0): boolean {
  return pkg.origins(value).some(({ kind, at }) => {
    if (kind === 'field') return rootOf(pkg, at) === owner && pkg.underlyingOf(at).kind === 'slice';
    if (kind !== 'call' || calls === MAX_CALLS) return false;
    return pkg.callAt(at).args.some(operand => comesFromOwner(pkg, operand, owner, calls + 1));
  });
}
