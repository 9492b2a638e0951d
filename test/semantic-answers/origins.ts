/**
 * `origins` is where the value assigned on the line may have come from: kinds, each with the expression that gives the
 * value; `#1` is the second result of a call; of a field, what is stored in it, `?` if that is not all seen.
 */
import type { Package } from '../../src/semantic/package.ts';
import type { AssignedValue } from '../../src/semantic/value-flow/assignment.ts';
import type { Origin } from '../../src/semantic/value-flow/origins.ts';
import { type Answer, assignedValue } from './place.ts';

export const origins: Answer = (pkg, line) =>
  pkg
    .origins(assignedValue(pkg, line))
    .map(origin => describe(pkg, origin))
    .join(' | ');

function describe(pkg: Package, origin: Origin): string {
  const text = pkg.textOf(origin.at);
  switch (origin.kind) {
    case 'call':
      return `call ${numbered(text, origin.result)}`;
    case 'field':
      return `field ${text} = ${storesOf(pkg, origin.stores)}`;
    case 'function':
      return origin.fn === undefined ? `function ${text}` : `function ${origin.fn.key}`;
    default:
      return `${origin.kind} ${text}`;
  }
}

function storesOf(pkg: Package, stores: readonly AssignedValue[] | undefined): string {
  if (stores === undefined) return '?';
  return stores.map(({ value, result = 0 }) => numbered(pkg.textOf(value), result)).join(', ');
}

const numbered = (text: string, result: number): string => (result === 0 ? text : `${text}#${String(result)}`);
