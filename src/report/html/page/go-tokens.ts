/**
 * Go source cut into the few kinds of tokens that are worth a colour. Good enough to read by, and no lexer: a comment or
 * string that began before the excerpt is not seen.
 */

export type TokenKind = 'comment' | 'string' | 'keyword' | 'number';

/** Half-open, in UTF-16 code units. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly kind: TokenKind;
}

const KEYWORDS = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map package ' +
    'range return select struct switch type var nil true false iota'
  ).split(' '),
);

/** What may hold other tokens comes first. A comment or raw string may go on in the next line. */
const TOKEN =
  /(?<comment>\/\/.*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$))|(?<string>`[^`]*(?:`|$)|"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?)|(?<number>\b\d[\w.]*)|(?<word>[\p{L}_][\p{L}\p{Nd}_]*)/gu;

/** The tokens of each line. */
export function tokensOf(lines: readonly string[]): Token[][] {
  let closing = '';
  return lines.map(line => {
    const tokens: Token[] = [];
    let start = 0;
    if (closing !== '') {
      const end = line.indexOf(closing);
      start = end < 0 ? line.length : end + closing.length;
      tokens.push({ from: 0, to: start, kind: closing === '`' ? 'string' : 'comment' });
      if (end < 0) return tokens;
      closing = '';
    }
    for (const match of line.slice(start).matchAll(TOKEN)) {
      const kind = kindOf(match);
      const [text] = match;
      const from = start + match.index;
      if (kind !== undefined) tokens.push({ from, to: from + text.length, kind });
      closing = unclosed(text);
    }
    return tokens;
  });
}

function kindOf({ 0: text, groups = {} }: RegExpMatchArray): TokenKind | undefined {
  if (groups['word'] !== undefined) return KEYWORDS.has(text) ? 'keyword' : undefined;
  return (['comment', 'string', 'number'] as const).find(kind => groups[kind] !== undefined);
}

/** What ends a token that goes on in the next line, else `''`. */
function unclosed(text: string): string {
  if (text.startsWith('/*') && (!text.endsWith('*/') || text.length < 4)) return '*/';
  return text.startsWith('`') && (!text.endsWith('`') || text.length < 2) ? '`' : '';
}
