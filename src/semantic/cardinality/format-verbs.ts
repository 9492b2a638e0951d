/**
 * The verbs of constant formats, as far as they tell what of an operand is printed.
 */
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

const VERB = /%[-+# 0]*\d*(?:\.\d*)?([a-zA-Z%])/g;

/** Whether `fmt.Sprintf` prints no more of an operand than its type, by `%T`. */
export function namesType(pkg: Package, { key, args: [format, ...operands] }: Call, operand: Place): boolean {
  if (key !== 'fmt.Sprintf' || format === undefined) return false;
  const text = pkg.constantOf(format);
  if (typeof text !== 'string') return false;
  const verbs = [...text.matchAll(VERB)].flatMap(([, verb = '']) => (verb === '%' ? [] : [verb]));
  return verbs[operands.indexOf(operand)] === 'T';
}
