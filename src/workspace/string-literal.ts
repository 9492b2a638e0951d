/**
 * Go string literals, as import declarations and go.mod files hold them.
 */
import { SIMPLE_ESCAPES } from '../base/go-string.ts';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2})|([0-7]{3})|(.))/gs;

/** The value of a whole literal, quotes included. Escapes of single bytes are taken as characters. */
export function unquote(literal: string): string {
  const body = literal.slice(1, -1);
  if (literal.startsWith('`') || !body.includes('\\')) return body;
  return body.replace(ESCAPE, (whole, short?: string, long?: string, hex?: string, octal?: string, letter?: string) => {
    if (letter !== undefined) return SIMPLE_ESCAPES[letter] ?? whole;
    const code = octal === undefined ? parseInt(short ?? long ?? hex ?? '', 16) : parseInt(octal, 8);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/**
 * The offset after the literal that starts at `start` with `"` or a backquote; -1 if it is not closed.
 * An interpreted string ends at its line's end at the latest.
 */
export function stringEnd(text: string, start: number): number {
  const quote = text[start];
  if (quote === '`') {
    const close = text.indexOf('`', start + 1);
    return close < 0 ? -1 : close + 1;
  }
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quote) return at + 1;
    if (character === '\n') return -1;
    if (character === '\\') at++;
  }
  return -1;
}
