/**
 * Compares types as our model gives them with types as go/types prints them.
 */
import { defaultType } from '../../../src/semantic/inference/symbol-types.ts';
import { parseType, printType } from '../../../src/semantic/types/type-text.ts';
import type { TypeTable } from '../../../src/semantic/types/type-table.ts';
import { mapType, type NamedType, type Type, UNKNOWN } from '../../../src/semantic/types/type.ts';

/** `unknown` also for a type that is the same as far as it is known. */
export type Verdict = 'same' | 'unknown' | 'different';

/** With aliases resolved, places taken out of the names of local types, and methods in order. */
export function comparable(table: TypeTable, type: Type, depth = 0): Type {
  if (depth > MAX_DEPTH) return { kind: 'unknown' };
  return mapType(type, inner => {
    if (inner.kind === 'named') {
      const known = table.unaliased(inner);
      if (known !== inner) return comparable(table, known, depth + 1);
      const args = inner.args.map(arg => comparable(table, arg, depth + 1));
      return { ...inner, name: inner.name.replace(/@.*$/, ''), args };
    }
    if (inner.kind !== 'interface') return undefined;
    const methods = inner.methods.map(method => {
      const type = comparable(table, method.type, depth + 1);
      return { ...method, type: type.kind === 'func' ? type : method.type };
    });
    const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    return {
      ...inner,
      methods: methods.sort((a, b) => byText(a.name, b.name)),
      embedded: inner.embedded.map(embedded => comparable(table, embedded, depth + 1)),
    };
  });
}

const MAX_DEPTH = 24;

/** `isAtHand` tells whether the declaration of a named type is: one that is not may be an alias of anything. */
export function matchTypes(
  ours: Type,
  theirs: Type,
  isAtHand: (type: NamedType) => boolean,
): { verdict: Verdict; ours: string } {
  const text = printType(ours);
  if (text === printType(theirs)) return { verdict: 'same', ours: text };
  // What an untyped operand becomes depends on the code around it; our model does not look there.
  if (text.startsWith('untyped ')) {
    return { verdict: printType(defaultType(ours)) === printType(theirs) ? 'same' : 'unknown', ours: text };
  }
  const known = mapType(ours, inner => (inner.kind === 'named' && !isAtHand(inner) ? UNKNOWN : undefined));
  return { verdict: fits(known, theirs) ? 'unknown' : 'different', ours: text };
}

/** Whether two types are the same but for parts of ours that are unknown. */
function fits(ours: Type, theirs: Type): boolean {
  if (ours.kind === 'unknown') return true;
  if (printType(ours) === printType(theirs)) return true;
  if (ours.kind === 'array' && theirs.kind === 'array') {
    return (ours.length === undefined || ours.length === theirs.length) && fits(ours.element, theirs.element);
  }
  return fitsText(printType(ours), printType(theirs));
}

/** Cheaper than a walk over pairs of types, and as good: `?` stands for any type, so the rest must agree around it. */
function fitsText(ours: string, theirs: string): boolean {
  const parts = ours.split('?').map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return parts.length > 1 && new RegExp(`^${parts.join('.+')}$`).test(printType(parseType(theirs)));
}
