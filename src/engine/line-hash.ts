/**
 * GitHub's fingerprint of a source line: a rolling hash over the hundred characters from its start on.
 *
 * The algorithm is that of the code-scanning upload action, so that what we send is what it would compute: base 37
 * modulo 2^64, blanks and tabs skipped, line ends made one, the end of file as 65535, and `:n` for the nth line with
 * that hash. 64-bit numbers are kept as two halves, since BigInt here would cost more than parsing does.
 */

const BLOCK = 100;
const MULTIPLIER = 37;
const END_OF_FILE = 65535;
const HALF = 2 ** 32;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const SPACE = 32;

/** An unsigned 64-bit number. */
interface Wide {
  readonly high: number;
  readonly low: number;
}

function timesSmall({ high, low }: Wide, factor: number): Wide {
  const product = low * factor;
  return { low: product % HALF, high: (high * factor + Math.floor(product / HALF)) % HALF };
}

function plus(a: Wide, b: Wide): Wide {
  const low = a.low + b.low;
  return { low: low % HALF, high: (a.high + b.high + (low >= HALF ? 1 : 0)) % HALF };
}

const ZERO: Wide = { high: 0, low: 0 };
const wide = (value: number): Wide => ({ high: 0, low: value });
const minus = (a: Wide, b: Wide): Wide => plus(a, plus(not(b), wide(1)));
const not = ({ high, low }: Wide): Wide => ({ high: HALF - 1 - high, low: HALF - 1 - low });

/** 37^100, by which the character that leaves the window was multiplied. */
const LEAVING = Array.from({ length: BLOCK }).reduce<Wide>(power => timesSmall(power, MULTIPLIER), wide(1));

/** The hash of each line of a text, `hex:count`, in order. */
export function lineHashes(text: string): string[] {
  const window = new Uint32Array(BLOCK);
  const starts: number[] = [];
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  let at = 0;
  let hash = ZERO;
  let atLineStart = true;
  const finish = (slot: number): void => {
    const hex =
      hash.high === 0 ? hash.low.toString(16) : hash.high.toString(16) + hash.low.toString(16).padStart(8, '0');
    const count = (seen.get(hex) ?? 0) + 1;
    seen.set(hex, count);
    hashes[starts[slot] ?? 0] = `${hex}:${count}`;
    starts[slot] = -1;
  };
  starts.length = BLOCK;
  starts.fill(-1);
  let line = 0;
  const push = (unit: number): void => {
    if ((starts[at] ?? -1) >= 0) finish(at);
    if (atLineStart) {
      starts[at] = line++;
      atLineStart = false;
    }
    if (unit === LINE_FEED) atLineStart = true;
    const leaving = window[at] ?? 0;
    window[at] = unit;
    hash = minus(plus(timesSmall(hash, MULTIPLIER), wide(unit)), timesSmall(LEAVING, leaving));
    at = (at + 1) % BLOCK;
  };
  for (const unit of significantUnits(text)) push(unit);
  push(END_OF_FILE);
  for (let flushed = 0; flushed < BLOCK; flushed++) {
    if ((starts[at] ?? -1) >= 0) finish(at);
    const leaving = window[at] ?? 0;
    window[at] = 0;
    hash = minus(timesSmall(hash, MULTIPLIER), timesSmall(LEAVING, leaving));
    at = (at + 1) % BLOCK;
  }
  return hashes;
}

/** Without blanks and tabs, every line end one line feed. */
function* significantUnits(text: string): Generator<number> {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === SPACE || unit === TAB) continue;
    if (unit === CARRIAGE_RETURN) {
      if (text.charCodeAt(at + 1) !== LINE_FEED) yield LINE_FEED;
    } else yield unit;
  }
}
