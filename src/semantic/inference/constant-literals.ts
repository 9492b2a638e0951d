/**
 * The values of literals, exact. A string is held as its bytes, one UTF-16 unit each, since `"\xff"` is no text.
 */
import { SIMPLE_ESCAPES } from '../../base/go-string.ts';

/** An integer is a `bigint`, and a `number` a fraction or whatever is written or typed as floating point. */
export type ExactValue = bigint | number | string | boolean;

export function integerLiteral(text: string): bigint | undefined {
  const digits = text.replaceAll('_', '').toLowerCase();
  const octal = /^0([0-7]+)$/.exec(digits)?.[1];
  if (octal !== undefined) return BigInt(`0o${octal}`);
  return /^(?:\d+|0x[\da-f]+|0o[0-7]+|0b[01]+)$/.test(digits) ? BigInt(digits) : undefined;
}

/** Hexadecimal floating point is unknown. */
export function floatLiteral(text: string): number | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : value;
}

/** The bytes of a string literal, or of a rune literal as far as it is written as text. */
export function stringLiteral(text: string): string | undefined {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return utf8(inner.replaceAll('\r', ''));
  if (!inner.includes('\\')) return utf8(inner);
  const parts: string[] = [];
  for (const [whole, escape] of inner.matchAll(ESCAPE)) {
    const part = escape === undefined ? utf8(whole) : unescaped(escape);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join('');
}

const ESCAPE = /\\([0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])|[^\\]+/g;

function unescaped(escape: string): string | undefined {
  const first = escape.charAt(0);
  if (escape.length === 1) return SIMPLE_ESCAPES[escape];
  if (first === 'x') return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
  if (first === 'u' || first === 'U') return codePoint(Number.parseInt(escape.slice(1), 16));
  return String.fromCharCode(Number.parseInt(escape, 8) & 0xff);
}

/** The UTF-8 of a code point; undefined for one that no text has. */
export function codePoint(value: number): string | undefined {
  const isValid = value >= 0 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
  return isValid ? utf8(String.fromCodePoint(value)) : undefined;
}

/** `'a'`, `'\n'`, `'\xff'` and `'\u00ff'`, of which the last two are one code point each. */
export function runeLiteral(text: string): bigint | undefined {
  const inner = text.slice(1, -1);
  const numeric = /^\\(?:[xuU]([\da-fA-F]+)|([0-7]{3}))$/.exec(inner);
  const [, hex, octal] = numeric ?? [];
  if (hex !== undefined) return BigInt(`0x${hex}`);
  if (octal !== undefined) return BigInt(`0o${octal}`);
  const bytes = stringLiteral(text);
  const value = bytes === undefined ? undefined : textOfBytes(bytes)?.codePointAt(0);
  return value === undefined ? undefined : BigInt(value);
}

const ASCII = /^[\0-\x7f]*$/;

function utf8(text: string): string {
  if (ASCII.test(text)) return text;
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return bytes;
}

/** The text that bytes encode; undefined for bytes that are no UTF-8. */
function textOfBytes(bytes: string): string | undefined {
  if (ASCII.test(bytes)) return bytes;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return decoder.decode(Uint8Array.from(bytes, unit => unit.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** As others see it: integers beyond 2^53 and strings that are no text are unknown. */
export function plainValue(value: ExactValue | undefined): number | string | boolean | undefined {
  if (typeof value === 'string') return textOfBytes(value);
  if (typeof value !== 'bigint') return value;
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : undefined;
}

/** The other way: `isFloat` tells a fraction that happens to be whole from an integer. */
export function exactValue(value: number | string | boolean | undefined, isFloat: boolean): ExactValue | undefined {
  if (typeof value === 'string') return utf8(value);
  if (typeof value !== 'number' || isFloat) return value;
  return Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
