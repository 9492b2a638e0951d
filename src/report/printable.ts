/**
 * Text from Go source made safe to print.
 *
 * A message or a source line may quote anything that a file holds: a line end would break "one line per finding", an
 * escape sequence would reach the reader's terminal, and a direction override would show code in another order.
 */

const UNPRINTABLE = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Writes control and direction characters as Go escapes, tabs included: `\t`, `\u202e`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escape);
}

/** The same, but keeps tabs, which indent source lines. */
export function printableLine(text: string): string {
  return text.replace(UNPRINTABLE, character => (character === '\t' ? character : escape(character)));
}

function escape(character: string): string {
  switch (character) {
    case '\n':
      return '\\n';
    case '\r':
      return '\\r';
    case '\t':
      return '\\t';
    default:
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
}
