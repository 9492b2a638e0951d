/**
 * Whether two types are identical (Go specification, "Type identity").
 *
 * Unknown where a part of one is: a name without source may be an alias of anything, and a type parameter stands for
 * any type.
 */
import type { TypeTable } from './type-table.ts';
import { printType } from './type-text.ts';
import type { InterfaceMethod, Type } from './type.ts';
import { mapType, UNKNOWN } from './type.ts';

export type Certainty = boolean | 'unknown';

export function identical(table: TypeTable, left: Type, right: Type): Certainty {
  const [a, b] = [canonical(table, left, 0), canonical(table, right, 0)];
  const [text, other] = [printType(a), printType(b)];
  if (text === other && !holdsUnknown(a)) return true;
  return holdsUnknown(a) || holdsUnknown(b) ? 'unknown' : false;
}

/** Aliases nested deeper than this are a cycle in broken code. */
const MAX_DEPTH = 24;

/** Without aliases, and with the methods of interfaces in order. */
function canonical(table: TypeTable, type: Type, depth: number): Type {
  if (depth > MAX_DEPTH) return UNKNOWN;
  return mapType(type, inner => {
    if (inner.kind === 'parameter') return UNKNOWN;
    if (inner.kind === 'named') {
      if (table.lookup(inner) === undefined) return UNKNOWN;
      const plain = table.unaliased(inner);
      if (plain !== inner) return canonical(table, plain, depth + 1);
      return { ...inner, args: inner.args.map(arg => canonical(table, arg, depth + 1)) };
    }
    if (inner.kind !== 'interface') return undefined;
    const methods = inner.methods.map((method): InterfaceMethod => {
      const type = canonical(table, method.type, depth + 1);
      return { ...method, type: type.kind === 'func' ? type : method.type };
    });
    const embedded = inner.embedded.map(type => canonical(table, type, depth + 1));
    return { ...inner, embedded, methods: methods.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  });
}

function holdsUnknown(type: Type): boolean {
  let found = false;
  mapType(type, inner => {
    if (inner.kind === 'unknown' || (inner.kind === 'array' && inner.length === undefined)) found = true;
    return undefined;
  });
  return found;
}
