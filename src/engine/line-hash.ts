/**
 * GitHub's fingerprint of a source line: a rolling hash over the hundred characters from its start on.
 *
 * The algorithm is that of the code-scanning upload action, so that what we send is what it would compute: base 37
 * modulo 2^64, blanks and tabs skipped, line ends made one, the end of file as 65535, and `:n` for the nth line with
 * that hash. A 64-bit number is kept as two halves, whose products with a character stay below 2^53.
 */

const BLOCK = 100;
const BASE = 37;
const END_OF_FILE = 65535;
const HALF = 2 ** 32;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** 37^100 modulo 2^64: what the character that leaves the window was multiplied with. */
const LEAVING = BigInt(BASE) ** BigInt(BLOCK) % 2n ** 64n;
const LEAVING_HIGH = Number(LEAVING >> 32n);
const LEAVING_LOW = Number(LEAVING % 2n ** 32n);

/** The hash of each line of a text, `hex:count`, in order. */
export function lineHashes(text: string): string[] {
  const hasher = new LineHasher();
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE || unit === TAB) continue;
    if (unit !== CARRIAGE_RETURN) hasher.push(unit);
    else if (text.charCodeAt(at + 1) !== LINE_FEED) hasher.push(LINE_FEED);
  }
  return hasher.finish();
}

class LineHasher {
  private readonly window = new Uint32Array(BLOCK);
  /** The line that started where each character of the window stands, or -1. */
  private readonly lineAt = new Int32Array(BLOCK).fill(-1);
  private readonly hashes: string[] = [];
  private readonly seen = new Map<string, number>();
  private at = 0;
  private high = 0;
  private low = 0;
  private line = 0;
  private isLineStart = true;

  push(unit: number): void {
    this.complete();
    if (this.isLineStart) this.lineAt[this.at] = this.line++;
    this.isLineStart = unit === LINE_FEED;
    this.roll(unit);
  }

  finish(): string[] {
    this.push(END_OF_FILE);
    for (let flushed = 0; flushed < BLOCK; flushed++) {
      this.complete();
      this.roll(0);
    }
    return this.hashes;
  }

  /** A line's hash is complete when its first character is about to leave the window. */
  private complete(): void {
    const line = this.lineAt[this.at] ?? -1;
    if (line < 0) return;
    this.lineAt[this.at] = -1;
    const low = this.low.toString(16);
    const hex = this.high === 0 ? low : this.high.toString(16) + low.padStart(8, '0');
    const count = (this.seen.get(hex) ?? 0) + 1;
    this.seen.set(hex, count);
    this.hashes[line] = `${hex}:${count}`;
  }

  private roll(unit: number): void {
    const leaving = this.window[this.at] ?? 0;
    this.window[this.at] = unit;
    this.at = (this.at + 1) % BLOCK;
    const low = this.low * BASE + unit - LEAVING_LOW * leaving;
    const carry = Math.floor(low / HALF);
    const high = this.high * BASE + carry - LEAVING_HIGH * leaving;
    this.low = low - carry * HALF;
    this.high = high - Math.floor(high / HALF) * HALF;
  }
}
