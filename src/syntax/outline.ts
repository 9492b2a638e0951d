/**
 * The text of a Go file without what declarations do not depend on: bodies of functions, the elements of composite
 * literals, comments. A dependency is parsed for what it declares, and that is a fraction of its text.
 *
 * It is a scanner, not a parser. It knows strings, runes, comments and braces, which is enough: outside of bodies and
 * literals Go has braces only after `struct` and `interface`. An array literal `[...]T{…}` is kept, since its elements
 * give its length. Offsets and lines are not those of the file.
 */

const WORD = /[\p{L}\p{Nd}_]+/uy;
/** What may open or close a block, or hide a brace. */
const BLOCK_SIGN = /[{}"'`/]/g;

/** Text that is no Go is returned with its end as it is. */
export function outlineOf(text: string): string {
  return new Outliner(text).run();
}

class Outliner {
  private readonly text: string;
  private at = 0;
  /** Where the text starts that is kept but not yet in `kept`. */
  private from = 0;
  private readonly kept: string[] = [];
  /** The last word or sign before the scanner. */
  private last = '';
  /** Whether the literal to come is of an array that counts its elements. */
  private countsElements = false;

  constructor(text: string) {
    this.text = text;
  }

  run(): string {
    while (this.at < this.text.length) this.step();
    this.keepUntil(this.at);
    return this.kept.join('');
  }

  private step(): void {
    const start = this.at;
    if (this.skipComment()) {
      this.drop(start, this.text.slice(start, this.at).includes('\n') ? '\n' : ' ');
    } else if (this.text[start] === '{' && this.last !== 'struct' && this.last !== 'interface') {
      this.literalOrBody(start);
      this.last = '}';
    } else this.token();
  }

  private literalOrBody(start: number): void {
    const closed = this.skipBlock();
    if (closed && !this.countsElements) this.drop(start, '{}');
    this.countsElements = false;
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

  /** Passes over one word, string, sign or run of white space. */
  private token(): void {
    const start = this.at;
    if (this.skipQuoted()) {
      this.last = '"';
      return;
    }
    WORD.lastIndex = start;
    const word = WORD.exec(this.text)?.[0];
    if (word !== undefined) {
      this.at += word.length;
      this.last = word;
    } else if (this.last === '[' && this.text.startsWith('...', start)) {
      this.at += 3;
      this.countsElements = true;
    } else {
      this.at++;
      const sign = this.text.charAt(start);
      if (sign.trim() !== '') this.last = sign;
    }
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

/** The offset `after` units past the next `searched`; the end of the text without one. */
function indexOrEnd(text: string, searched: string, from: number, after: number): number {
  const index = text.indexOf(searched, from);
  return index < 0 ? text.length : index + after;
}
