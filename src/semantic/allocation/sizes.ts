/**
 * Sizes of types on 64-bit machines, as far as they follow from the type alone.
 */
import type { TypeTable } from '../types/type-table.ts';
import type { Type } from '../types/type.ts';

const BASIC: Readonly<Record<string, number>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  byte: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  rune: 4,
  uint32: 4,
  float32: 4,
  complex128: 16,
  string: 16,
};
const WORD = 8;

/** In bytes; undefined for structs, whose padding is not computed here, and for what is unknown. */
export function bytesOf(types: TypeTable, type: Type): number | undefined {
  const underlying = types.underlying(type);
  switch (underlying.kind) {
    case 'basic':
      return BASIC[underlying.name] ?? WORD;
    case 'pointer':
    case 'map':
    case 'chan':
    case 'func':
      return WORD;
    case 'interface':
      return 2 * WORD;
    case 'slice':
      return 3 * WORD;
    default:
      return undefined;
  }
}
