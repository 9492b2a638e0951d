/**
 * Text that arrives in chunks, cut into lines. What a line means is the business of the readers beside this.
 */
import { joined } from '../bytes.ts';
import type { Profile } from '../../profile.ts';

/** Reads one form of text. Both methods throw a TextError for what is damaged or cut off. */
export interface TextReader {
  /** Takes the lines of the file in order, without their ends. */
  line(text: string): void;
  /** `rest` is what stands behind the last line end: `''` in a file that is whole. `size` is the file's, in bytes. */
  finish(rest: string, size: number): Profile;
}

/** In bytes: longer than any line that a Go program writes; a longer one would only cost memory. */
const MAX_LINE = 1024 * 1024;

const NEWLINE = 0x0a;

/** What the text is not; caught by those who know the file's name. */
export class TextError extends Error {
  override readonly name = 'TextError';
}

export class LineSplitter {
  private readonly decoder = new TextDecoder();
  private readonly reader: TextReader;
  /** Of a line whose end has not come yet. */
  private rest: Uint8Array = new Uint8Array(0);
  private size = 0;

  constructor(reader: TextReader) {
    this.reader = reader;
  }

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end === 0) {
      this.keep(joined([this.rest, chunk]));
      return;
    }
    let whole = chunk.subarray(0, end);
    if (this.rest.length > 0) {
      const first = chunk.indexOf(NEWLINE) + 1;
      this.emit(joined([this.rest, chunk.subarray(0, first)]));
      whole = chunk.subarray(first, end);
    }
    this.keep(chunk.slice(end));
    this.emit(whole);
  }

  finish(): Profile {
    return this.reader.finish(withoutReturn(this.decoder.decode(this.rest)), this.size);
  }

  private keep(rest: Uint8Array): void {
    if (rest.length > MAX_LINE) throw new TextError('it has a line of more than 1 MB');
    this.rest = rest;
  }

  /** Lines do not share bytes, so each piece is decoded alone, which is much faster than decoding a stream. */
  private emit(lines: Uint8Array): void {
    if (lines.length === 0) return;
    const text = this.decoder.decode(lines);
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      this.reader.line(withoutReturn(text.slice(start, end)));
      start = end + 1;
    }
  }
}

/** Some transfers turn line ends into those of Windows. */
function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
