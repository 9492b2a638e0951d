/**
 * Where a package makes objects of a type: `T{…}`, `&T{…}` and `new(T)`. How often, and whether on the heap, is not asked.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';

export interface AllocationSite {
  /** The literal, or the call of new. */
  readonly at: Place;
  /** What is a pointer to the object: `&T{…}` or the call; undefined for a literal that stands for the object itself. */
  readonly pointer: Place | undefined;
}

/** `isAsked` is given the type of the literal, or the pointer type of the call. */
export function* allocationSites(pkg: Package, isAsked: (type: Type) => boolean): Generator<AllocationSite> {
  for (const at of pkg.nodes(Kind.CompositeLiteral)) {
    if (isAsked(pkg.typeOf(at))) yield { at, pointer: addressOf(pkg, at) };
  }
  for (const { place: at, callee } of pkg.callsNamed('new')) {
    if (callee.kind === 'builtin' && isAsked(pkg.typeOf(at))) yield { at, pointer: at };
  }
}

function addressOf(pkg: Package, literal: Place): Place | undefined {
  const { kind, node } = pkg.useOf(literal);
  return kind === 'address' ? { file: literal.file, node } : undefined;
}
