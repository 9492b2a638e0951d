/**
 * Where a package makes objects of a type: `T{…}`, `&T{…}` and `new(T)`. How often, and whether on the heap, is not asked.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed, type NamedType } from '../types/type.ts';

export interface AllocationSite {
  /** The literal, or the call of new. */
  readonly at: Place;
  /** What is a pointer to the object: `&T{…}` or the call; undefined for a literal that stands for the object itself. */
  readonly pointer: Place | undefined;
}

export function* allocationSites(pkg: Package, { path, name }: NamedType): Generator<AllocationSite> {
  const isOfType = (at: Place): boolean => isNamed(dereferenced(pkg.types.unaliased(pkg.typeOf(at))), path, name);
  for (const at of pkg.nodes(Kind.CompositeLiteral)) {
    if (isOfType(at)) yield { at, pointer: addressOf(pkg, at) };
  }
  for (const { place: at, callee } of pkg.callsNamed('new')) {
    if (callee.kind === 'builtin' && isOfType(at)) yield { at, pointer: at };
  }
}

function addressOf(pkg: Package, literal: Place): Place | undefined {
  const { kind, node } = pkg.useOf(literal);
  return kind === 'address' ? { file: literal.file, node } : undefined;
}
