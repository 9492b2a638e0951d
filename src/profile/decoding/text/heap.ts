/**
 * Reads a heap profile that a Go program wrote as text (?debug=1).
 *
 * The counts in the text are raw samples. They are scaled as the program itself scales them in protobuf form and as
 * pprof does (`parseHeapSample` in its profile/legacy_profile.go), so that both forms of one profile have the same
 * numbers. heap and allocs are the same text.
 */
import type { Profile, Sample } from '../../profile.ts';
import type { TextReader } from './lines.ts';
import { TextError } from './lines.ts';
import { MemStatsReader } from './mem-stats.ts';
import { StackRows } from './rows.ts';

/** In-use objects and bytes, allocated objects and bytes, and twice the sampling rate. */
const HEADER = /^heap profile: (\d+): (\d+) \[(\d+): (\d+)\] @ heap\/(\d+)$/;
const BUCKET = /^(\d+): (\d+) \[(\d+): (\d+)\] @(?: |$)/;

/** Objects and bytes in use, then all that were allocated; as the profiler saw them. */
type RawCounts = readonly [inuseObjects: number, inuseBytes: number, allocObjects: number, allocBytes: number];

export class HeapTextReader implements TextReader {
  private readonly rows = new StackRows();
  private readonly memStats = new MemStatsReader();
  private readonly samples: Sample[] = [];
  private readonly sums: [number, number, number, number] = [0, 0, 0, 0];
  private header: RawCounts | undefined;
  /** Mean number of allocated bytes between two samples. */
  private rate = 0;
  private bucket: RawCounts | undefined;
  private inTrailer = false;

  line(text: string): void {
    if (this.header === undefined) this.readHeader(text);
    else if (this.inTrailer) this.memStats.line(text);
    else if (text.startsWith('#\t')) this.addRow(text);
    else if (text === '') this.endBucket();
    else if (text === '# runtime.MemStats') this.startTrailer();
    else this.startBucket(text);
  }

  finish(rest: string): Profile {
    if (this.header === undefined) throw new TextError('its first line is cut off');
    // Without symbols no stack has rows.
    if (this.rows.total === 0) this.endBucket();
    if (this.bucket !== undefined || (rest !== '' && !this.inTrailer)) throw new TextError('it ends inside a stack');
    this.checkSums(this.header);
    const memStats = this.memStats.finish(rest);
    return {
      kind: 'heap',
      sampleTypes: [
        { type: 'alloc_objects', unit: 'count' },
        { type: 'alloc_space', unit: 'bytes' },
        { type: 'inuse_objects', unit: 'count' },
        { type: 'inuse_space', unit: 'bytes' },
      ],
      frames: this.rows.table.frames,
      samples: this.samples,
      period: this.rate,
      ...(memStats !== undefined && { memStats }),
    };
  }

  private readHeader(text: string): void {
    const match = HEADER.exec(text);
    if (match === null) throw new TextError(`its first line is ${JSON.stringify(text.slice(0, 80))}`);
    this.header = rawCounts(match);
    // Twice the rate, which is what old profilers wrote and pprof expects.
    this.rate = Math.trunc(Number(match[5]) / 2);
  }

  private startBucket(text: string): void {
    const match = BUCKET.exec(text);
    if (match === null) throw new TextError(`it has the line ${JSON.stringify(text.slice(0, 80))}`);
    if (this.bucket !== undefined) this.endBucket();
    this.bucket = rawCounts(match);
    const [inuseObjects, inuseBytes, allocObjects, allocBytes] = this.bucket;
    if ((inuseObjects === 0 && inuseBytes !== 0) || (allocObjects === 0 && allocBytes !== 0)) {
      throw new TextError('it has bytes of no objects');
    }
  }

  private startTrailer(): void {
    this.endBucket();
    this.inTrailer = true;
  }

  private addRow(row: string): void {
    if (this.bucket === undefined) throw new TextError('it has a stack without counts');
    this.rows.add(this.rows.table.ofRow(row));
  }

  private endBucket(): void {
    if (this.bucket === undefined) return;
    const [inuseObjects, inuseBytes, allocObjects, allocBytes] = this.bucket;
    for (const [index, value] of this.bucket.entries()) this.sums[index] = (this.sums[index] ?? 0) + value;
    const values = [...scaled(allocObjects, allocBytes, this.rate), ...scaled(inuseObjects, inuseBytes, this.rate)];
    this.samples.push({ stack: this.rows.take(), values, rawCount: allocObjects });
    this.bucket = undefined;
  }

  /** The program writes the sums of all buckets first, so that a missing one shows. */
  private checkSums(header: RawCounts): void {
    const [, inuseBytes, , allocBytes] = this.sums;
    // runtime/pprof never writes two equal numbers of bytes there: pprof would take them for one column.
    const expected = inuseBytes === allocBytes ? [allocBytes, allocBytes + 1] : [allocBytes];
    const agrees =
      header.slice(0, 3).every((value, index) => value === this.sums[index]) && expected.includes(header[3]);
    if (agrees) return;
    const [read, told] = [this.sums, header].map(counts => `${String(counts[2])} allocations`);
    throw new TextError(`its first line tells of ${told ?? ''} and its stacks of ${read ?? ''}, or of other sizes`);
  }
}

function rawCounts(match: RegExpExecArray): RawCounts {
  const [, a, b, c, d] = match.map(Number);
  const counts: RawCounts = [a ?? NaN, b ?? NaN, c ?? NaN, d ?? NaN];
  if (!counts.every(Number.isSafeInteger)) throw new TextError('it has a number above 2^53');
  return counts;
}

/** An allocation of `size` bytes was sampled with the probability 1-exp(-size/rate). */
function scaled(count: number, bytes: number, rate: number): [count: number, bytes: number] {
  if (count === 0 || bytes === 0) return [0, 0];
  if (rate <= 1) return [count, bytes];
  // Written as in pprof, not with expm1, so that the last digit is the same.
  const scale = 1 / (1 - Math.exp(-(bytes / count) / rate));
  return [Math.trunc(count * scale), Math.trunc(bytes * scale)];
}
