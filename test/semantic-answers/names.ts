/**
 * `type` is that of the value assigned on the line, `constant` its value, `callee` that of the first call on it.
 */
import type { Callee } from '../../src/semantic/inference/callee.ts';
import { printType } from '../../src/semantic/types/type-text.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import { type Answer, assignedValue, firstOn } from './place.ts';

export const type: Answer = (pkg, line) => printType(pkg.typeOf(assignedValue(pkg, line)));

export const constant: Answer = (pkg, line) => String(pkg.constantOf(assignedValue(pkg, line)));

export const callee: Answer = (pkg, line) =>
  describe(pkg.callAt(firstOn(pkg, line, Kind.CallExpression, Kind.TypeConversionExpression)).callee);

function describe(callee: Callee): string {
  switch (callee.kind) {
    case 'function':
      return callee.key;
    case 'builtin':
      return `builtin ${callee.name}`;
    case 'conversion':
      return `conversion to ${printType(callee.type)}`;
    case 'value':
      return 'a function value';
    case 'literal':
      return 'a function literal';
    case 'unknown':
      return 'unknown';
  }
}
