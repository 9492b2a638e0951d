/**
 * Arithmetic of constants (Go specification, "Constant expressions"): integers are exact, and what is floating point is
 * rounded as doubles are, so that two such values are only compared where rounding cannot decide.
 *
 * `int`, `uint` and `uintptr` are taken to be 64 bits wide.
 */
import type { Type } from '../types/type.ts';
import type { ExactValue } from './constant-literals.ts';
import { codePoint } from './constant-literals.ts';
import { COMPARISONS, SHIFTS } from './operators.ts';

const INTEGER = /^(?:(u?)int(8|16|32|64)?|(u)intptr)$/;

/** The width of an integer type in bits, and whether it has no sign; undefined for other types. */
function integerType(type: Type): { bits: number; unsigned: boolean } | undefined {
  const found = type.kind === 'basic' ? INTEGER.exec(type.name) : null;
  if (found === null) return undefined;
  const [, unsigned, bits, pointer] = found;
  return { bits: Number(bits ?? 64), unsigned: unsigned === 'u' || pointer !== undefined };
}

const isFloat = (type: Type): boolean => type.kind === 'basic' && type.name.includes('float');

/** A value in a type, given by what lies behind its name; undefined where it does not fit. */
export function converted(type: Type, value: ExactValue | undefined): ExactValue | undefined {
  if (type.kind !== 'basic' || value === undefined) return undefined;
  if (type.name.endsWith('string')) return typeof value === 'bigint' ? codePoint(Number(value)) : asString(value);
  if (type.name.endsWith('bool')) return typeof value === 'boolean' ? value : undefined;
  if (typeof value !== 'bigint' && typeof value !== 'number') return undefined;
  const integer = integerType(type);
  if (integer !== undefined) return inRange(asInteger(value), integer);
  if (!isFloat(type)) return undefined;
  return type.name === 'float32' ? Math.fround(Number(value)) : Number(value);
}

const asString = (value: ExactValue): string | undefined => (typeof value === 'string' ? value : undefined);

function inRange(
  value: bigint | undefined,
  { bits, unsigned }: { bits: number; unsigned: boolean },
): bigint | undefined {
  if (value === undefined) return undefined;
  const wrapped = unsigned ? BigInt.asUintN(bits, value) : BigInt.asIntN(bits, value);
  return wrapped === value ? value : undefined;
}

function asInteger(value: ExactValue): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}

/** `type` is that of the operand. */
export function unaryValue(operator: string, value: ExactValue | undefined, type: Type): ExactValue | undefined {
  if (typeof value === 'boolean') return operator === '!' ? !value : undefined;
  if (typeof value !== 'bigint' && typeof value !== 'number') return undefined;
  switch (operator) {
    case '-':
      return -value;
    case '+':
      return value;
    case '^':
      return typeof value === 'bigint' ? complement(value, type) : undefined;
    default:
      return undefined;
  }
}

function complement(value: bigint, type: Type): bigint {
  const integer = integerType(type);
  return integer?.unsigned === true ? BigInt.asUintN(integer.bits, ~value) : ~value;
}

/** `typeOf` gives what lies behind the type of the operation; it is asked where an integer meets a fraction. */
export function binaryValue(
  operator: string,
  left: ExactValue | undefined,
  right: ExactValue | undefined,
  typeOf: () => Type,
): ExactValue | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (typeof left === 'boolean' && typeof right === 'boolean') return logical(operator, left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    return operator === '+' ? left + right : compared(operator, left, right);
  }
  return isNumeric(left) && isNumeric(right) ? numericValue(operator, left, right, typeOf) : undefined;
}

function numericValue(
  operator: string,
  left: bigint | number,
  right: bigint | number,
  typeOf: () => Type,
): ExactValue | undefined {
  const [a, b] = [asInteger(left), asInteger(right)];
  if (SHIFTS.has(operator)) return shifted(operator, a, b);
  if (typeof left === 'bigint' && typeof right === 'bigint') {
    return compared(operator, left, right) ?? integerArithmetic(operator, left, right);
  }
  const isInteger = !COMPARISONS.has(operator) && integerType(typeOf()) !== undefined;
  if (!isInteger) return floatArithmetic(operator, Number(left), Number(right));
  return a === undefined || b === undefined ? undefined : integerArithmetic(operator, a, b);
}

const isNumeric = (value: ExactValue): value is bigint | number =>
  typeof value === 'bigint' || typeof value === 'number';

function logical(operator: string, left: boolean, right: boolean): boolean | undefined {
  switch (operator) {
    case '&&':
      return left && right;
    case '||':
      return left || right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return undefined;
  }
}

/** Undefined for what is no comparison. */
function compared<T extends string | bigint | number>(operator: string, left: T, right: T): boolean | undefined {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return undefined;
  }
}

/** Longer shifts only occur where a constant is tested for its size. */
const MAX_SHIFT = 512n;

function shifted(operator: string, left: bigint | undefined, right: bigint | undefined): bigint | undefined {
  if (left === undefined || right === undefined || right < 0n || right > MAX_SHIFT) return undefined;
  return operator === '<<' ? left << right : left >> right;
}

function integerArithmetic(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&^':
      return left & ~right;
    default:
      return undefined;
  }
}

/** Closer values than this, relative to their size, may be the same but for rounding. */
const ROUNDING = 1e-9;

function floatArithmetic(operator: string, left: number, right: number): number | boolean | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : left / right;
    default: {
      const isClear = Math.abs(left - right) > ROUNDING * Math.max(Math.abs(left), Math.abs(right));
      return isClear ? compared(operator, left, right) : undefined;
    }
  }
}

/** The least or largest of constants; undefined if one is none. */
export function extremum(name: 'min' | 'max', values: readonly (ExactValue | undefined)[]): ExactValue | undefined {
  let best: ExactValue | undefined = values[0];
  for (const value of values) {
    if (value === undefined || best === undefined || typeof value === 'boolean') return undefined;
    if (typeof best === 'boolean' || (typeof value === 'string') !== (typeof best === 'string')) return undefined;
    if (name === 'min' ? value < best : value > best) best = value;
  }
  return best;
}
