/**
 * Whether values of a type refer to memory that the garbage collector follows, so that a forgotten copy of one keeps
 * something alive.
 *
 * Undefined where a part of the type is not known. The location of a `time.Time` is there for good and does not count.
 */
import { sizeOf } from '../types/sizes.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { Type } from '../types/type.ts';

/** Structs nested deeper than this are not known. */
const MAX_DEPTH = 8;

export function holdsPointers(types: TypeTable, type: Type, depth = 0): boolean | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const unaliased = types.unaliased(type);
  if (unaliased.kind === 'named' && unaliased.path === 'time' && unaliased.name === 'Time') return false;
  const underlying = types.underlying(unaliased);
  switch (underlying.kind) {
    case 'basic':
      return underlying.name === 'string' || underlying.name === 'unsafe.Pointer';
    case 'pointer':
    case 'slice':
    case 'map':
    case 'func':
    case 'interface':
      return true;
    case 'chan':
      // A channel of signals holds nothing but itself.
      return sizeOf(types, underlying.element) !== 0;
    case 'array':
      return underlying.length === 0 ? false : holdsPointers(types, underlying.element, depth + 1);
    case 'struct': {
      const answers = underlying.fields.map(field => holdsPointers(types, field.type, depth + 1));
      if (answers.includes(true)) return true;
      return answers.includes(undefined) ? undefined : false;
    }
    default:
      return undefined;
  }
}
