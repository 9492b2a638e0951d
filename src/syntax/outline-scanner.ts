/**
 * The tokens of a Go file outside of bodies, and its text without them: bodies of functions, the elements of composite
 * literals and comments are left out.
 *
 * Strings, runes, comments and braces tell it what is a body: outside of bodies and literals Go has braces only after
 * `struct` and `interface`. The elements of `[...]T{…}` are kept, since they give its
 * length, but not what is in them.
 */

const TAB = 0x09;
const LINE_END = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const LAST_ASCII = 0x7f;
const WORD = /[\p{L}\p{Nd}_]+/uy;
/** Of a number only that its points and signs belong to it matters. */
const NUMBER = /[0-9](?:[eEpP][+-]|[\w.])*/y;
/** What may open or close a block, or hide a brace. */
const BLOCK_SIGN = /[{}"'`/]/g;
/** The keywords outside of bodies: none of them ends a statement. */
const OPEN_KEYWORDS: ReadonlySet<string> = new Set(
  'chan const func import interface map package struct type var'.split(' '),
);
/** After a name or a number, or one of these, the end of a line ends a statement. */
const STATEMENT_END = /^[\p{L}\p{Nd}_)\]}"'`]|^\{\}$/u;

export class OutlineScanner {
  /** The current token: a word, a number or a sign; the quote of a string; `{}` for what was left out. */
  token = '';
  /** Whether the current token follows the end of a statement, if only that of a line that may end one. */
  startsStatement = true;
  private readonly text: string;
  private at = 0;
  private tokenStart = 0;
  /** Where the text starts that is kept but not yet in `kept`. */
  private from = 0;
  private readonly kept: string[] = [];
  /** Whether the literal to come is of an array that counts its elements. */
  private countsElements = false;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes on to the next token; false at the end. */
  next(): boolean {
    const before = this.token;
    const ended = this.skipTrivia();
    this.startsStatement = before === ';' || before === '' || (ended && this.mayEndStatement(before));
    this.tokenStart = this.at;
    const atEnd = this.at >= this.text.length;
    this.token = atEnd ? '' : this.read(before);
    return !atEnd;
  }

  /** The text without what was left out, from the last call to the current token. */
  take(): string {
    this.keepUntil(this.tokenStart);
    this.from = Math.max(this.from, this.tokenStart);
    return this.kept.splice(0).join('');
  }

  private mayEndStatement(token: string): boolean {
    return STATEMENT_END.test(token) && !OPEN_KEYWORDS.has(token);
  }

  /** Whether a line ended in it. */
  private skipTrivia(): boolean {
    const { text } = this;
    let ended = false;
    for (;;) {
      const start = this.at;
      switch (text.charCodeAt(start)) {
        case LINE_END:
          ended = true;
          this.at++;
          continue;
        case SPACE:
        case TAB:
        case CARRIAGE_RETURN:
          this.at++;
          continue;
      }
      if (!this.skipComment()) return ended;
      const endsLine = text.slice(start, this.at).includes('\n');
      ended ||= endsLine;
      this.drop(start, endsLine ? '\n' : ' ');
    }
  }

  /** Passes over one token that is not white. */
  private read(before: string): string {
    const { text, at } = this;
    const word = this.skipWord();
    if (word) return text.slice(at, this.at);
    const sign = text.charAt(at);
    if (sign === '{' && before !== 'struct' && before !== 'interface' && !this.opensCountedElements()) {
      return this.literalOrBody();
    }
    if (this.skipQuoted()) return '"';
    if (sign === '.' && text.startsWith('...', at)) {
      if (before === '[') this.countsElements = true;
      this.at += 3;
      return '...';
    }
    this.at++;
    return sign;
  }

  /** Passes over a word or a number. */
  private skipWord(): boolean {
    const { text } = this;
    const start = this.at;
    const first = text.charCodeAt(start);
    let end = start;
    while (isAsciiWord(text.charCodeAt(end))) end++;
    this.at = end;
    if (first >= DIGIT_0 && first <= DIGIT_9) this.at = endOfMatch(NUMBER, text, start);
    else if (text.charCodeAt(end) > LAST_ASCII) this.at = endOfMatch(WORD, text, start);
    return this.at > start;
  }

  private literalOrBody(): string {
    const start = this.at;
    if (this.skipBlock()) this.drop(start, '{}');
    return '{}';
  }

  private opensCountedElements(): boolean {
    const { countsElements } = this;
    this.countsElements = false;
    return countsElements;
  }

  /** Leaves out the text from `start` to the scanner, for `instead`. */
  private drop(start: number, instead: string): void {
    this.keepUntil(start);
    this.kept.push(instead);
    this.from = this.at;
  }

  private keepUntil(end: number): void {
    if (end > this.from) this.kept.push(this.text.slice(this.from, end));
  }

  /** From an opening brace past the one that closes it; false if none does. */
  private skipBlock(): boolean {
    let depth = 0;
    for (;;) {
      BLOCK_SIGN.lastIndex = this.at;
      const sign = BLOCK_SIGN.exec(this.text);
      this.at = sign?.index ?? this.text.length;
      if (sign === null) return false;
      if (this.skipComment() || this.skipQuoted()) continue;
      this.at++;
      if (sign[0] === '{') depth++;
      else if (sign[0] === '}' && --depth === 0) return true;
    }
  }

  /** A line comment ends before its line end, which may end a statement. */
  private skipComment(): boolean {
    const { text, at } = this;
    if (text[at] !== '/') return false;
    if (text[at + 1] === '/') this.at = indexOrEnd(text, '\n', at, 0);
    else if (text[at + 1] === '*') this.at = indexOrEnd(text, '*/', at + 2, 2);
    else return false;
    return true;
  }

  /** A string or a rune. One that is not closed ends with its line. */
  private skipQuoted(): boolean {
    const { text } = this;
    const quote = text[this.at];
    if (quote === '`') {
      this.at = indexOrEnd(text, '`', this.at + 1, 1);
      return true;
    }
    if (quote !== '"' && quote !== "'") return false;
    for (this.at++; this.at < text.length; this.at++) {
      const character = text[this.at];
      if (character === '\\') this.at++;
      else if (character === quote) {
        this.at++;
        break;
      } else if (character === '\n') break;
    }
    this.at = Math.min(this.at, text.length);
    return true;
  }
}

function isAsciiWord(code: number): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || (code >= DIGIT_0 && code <= DIGIT_9) || code === 0x5f;
}

/** Where a sticky pattern stops matching; `start` if it does not match there. */
function endOfMatch(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return start + (pattern.exec(text)?.[0].length ?? 0);
}

/** The offset `after` units past the next `searched`; the end of the text without one. */
function indexOrEnd(text: string, searched: string, from: number, after: number): number {
  const index = text.indexOf(searched, from);
  return index < 0 ? text.length : index + after;
}
