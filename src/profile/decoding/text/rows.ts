/**
 * The rows of a stack as runtime/pprof prints them with ?debug=1: `#	0x4f8d95	main.concat+0x35	/path/main.go:42`.
 *
 * One row per frame, inlined calls too. Columns are padded with tabs; type arguments read `[...]`; without symbols
 * there is an address alone.
 */
import type { Frame, ProfiledFunction } from '../../profile.ts';
import { MAX_STACK_ROWS } from '../../profile.ts';
import { TextError } from './lines.ts';

/** More than any program has; a file with more would only cost memory. */
const MAX_FRAMES = 2_000_000;

const ROW = /^#\t+0x[\da-f]+(?:\t+(.+)\+0x[\da-f]+\t+(.*):(\d+))?$/;

/** Gives each distinct (function, file, line) one index. */
class FrameTable {
  readonly frames: Frame[] = [];

  /** By the whole row, which mostly repeats: looking it up spares parsing it. */
  private readonly byRow = new Map<string, number>();
  private readonly functions = new Map<string, { fn: ProfiledFunction; byLine: Map<number, number> }>();

  /** Index of the frame of a row. Throws a TextError if it is none. */
  ofRow(row: string): number {
    const known = this.byRow.get(row);
    if (known !== undefined) return known;
    const match = ROW.exec(row);
    if (match === null) throw new TextError(`it has a row that is no frame: ${JSON.stringify(row.slice(0, 80))}`);
    const [, name = '', file = '', line = '0'] = match;
    const frame = this.add(unshared(name), unshared(file), Number(line));
    this.byRow.set(unshared(row), frame);
    if (this.byRow.size > MAX_FRAMES) throw new TextError('it has more distinct rows than any real profile');
    return frame;
  }

  add(name: string, file: string, line: number): number {
    const key = `${name}\0${file}`;
    let known = this.functions.get(key);
    if (known === undefined) {
      known = { fn: { name, file, startLine: 0 }, byLine: new Map() };
      this.functions.set(key, known);
    }
    let frame = known.byLine.get(line);
    if (frame === undefined) {
      frame = this.frames.push({ function: known.fn, line, binary: '' }) - 1;
      known.byLine.set(line, frame);
    }
    return frame;
  }
}

/** Collects the stacks of a file, one after the other. */
export class StackRows {
  readonly table = new FrameTable();
  /** Of all stacks so far. */
  total = 0;

  private stack: number[] = [];

  add(frame: number): void {
    this.stack.push(frame);
    this.total++;
    if (this.total > MAX_STACK_ROWS) throw new TextError('its stacks are longer than any real profile has');
  }

  /** The stack that ends here. */
  take(): readonly number[] {
    const { stack } = this;
    this.stack = [];
    return stack.length > 0 ? stack : [this.table.add('', '', 0)];
  }
}

/** A copy: JavaScript keeps the whole chunk of text alive for a piece that was cut out of it. */
export function unshared(text: string): string {
  return ` ${text}`.slice(1);
}
