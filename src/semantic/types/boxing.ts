/**
 * Whether a value of a type is copied to the heap when it becomes an interface.
 *
 * Pointers and what is one, maps, channels and functions, fit into the interface itself, as does a struct or array of one
 * such element; values without size and of a single byte have their copies already. Numbers are unknown: small ones are
 * free too.
 */
import { sizeOf } from './sizes.ts';
import type { TypeTable } from './type-table.ts';
import type { Type } from './type.ts';

const WORD = 8;

/** Undefined where the value decides, or the type is not known. */
export function isBoxed(types: TypeTable, type: Type): boolean | undefined {
  const underlying = types.underlying(type);
  const size = sizeOf(types, underlying);
  if (size === undefined || underlying.kind === 'interface') return underlying.kind === 'interface' ? false : undefined;
  if (size === 0) return false;
  switch (underlying.kind) {
    case 'slice':
      return true;
    case 'basic':
      return underlying.name === 'string' ? true : size === 1 ? false : undefined;
    case 'array':
    case 'struct':
      return size > WORD ? true : undefined;
    default:
      return false;
  }
}
