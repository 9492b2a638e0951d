/**
 * Sizes of values as the gc compiler lays them out on platforms with words of 64 bits; undefined where a part of the
 * type is not known.
 */
import type { TypeTable } from './type-table.ts';
import type { StructField, Type } from './type.ts';

const WORD = 8;

interface Layout {
  /** Bytes. */
  readonly size: number;
  readonly alignment: number;
}

/** In bytes, padding included. */
export function sizeOf(table: TypeTable, type: Type): number | undefined {
  return layoutOf(table, type, 0)?.size;
}

/** Types nested deeper than this contain themselves, in broken code. */
const MAX_DEPTH = 32;

function layoutOf(table: TypeTable, type: Type, depth: number): Layout | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const underlying = table.underlying(type);
  switch (underlying.kind) {
    case 'basic':
      return BASIC.get(underlying.name);
    case 'pointer':
    case 'map':
    case 'chan':
    case 'func':
      return words(1);
    case 'slice':
      return words(3);
    case 'interface':
      return words(2);
    case 'array': {
      const element = layoutOf(table, underlying.element, depth + 1);
      if (element === undefined || underlying.length === undefined) return undefined;
      return { ...element, size: element.size * underlying.length };
    }
    case 'struct':
      return structLayout(table, underlying.fields, depth + 1);
    default:
      return undefined;
  }
}

const words = (count: number): Layout => ({ size: count * WORD, alignment: WORD });
const bytes = (size: number): Layout => ({ size, alignment: size });

const BASIC: ReadonlyMap<string, Layout> = new Map([
  ...['bool', 'int8', 'uint8'].map((name): [string, Layout] => [name, bytes(1)]),
  ...['int16', 'uint16'].map((name): [string, Layout] => [name, bytes(2)]),
  ...['int32', 'uint32', 'float32'].map((name): [string, Layout] => [name, bytes(4)]),
  ...['int64', 'uint64', 'float64'].map((name): [string, Layout] => [name, bytes(8)]),
  ...['int', 'uint', 'uintptr', 'unsafe.Pointer'].map((name): [string, Layout] => [name, words(1)]),
  ['complex64', { size: 8, alignment: 4 }],
  ['complex128', { size: 16, alignment: 8 }],
  ['string', words(2)],
]);

/** A last field without size gets a byte, so that its address lies in the struct. */
function structLayout(table: TypeTable, fields: readonly StructField[], depth: number): Layout | undefined {
  let size = 0;
  let alignment = 1;
  for (const [index, field] of fields.entries()) {
    const layout = layoutOf(table, field.type, depth);
    if (layout === undefined) return undefined;
    const isLastEmpty = index === fields.length - 1 && layout.size === 0 && size > 0;
    size = aligned(size, layout.alignment) + (isLastEmpty ? 1 : layout.size);
    alignment = Math.max(alignment, layout.alignment);
  }
  return { size: aligned(size, alignment), alignment };
}

const aligned = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;
