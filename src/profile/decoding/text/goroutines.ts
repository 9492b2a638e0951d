/**
 * Reads goroutines that a Go program wrote as text with ?debug=1: how many have each stack.
 *
 * As in the protobuf form, nothing tells who started them. Unlike there, the runtime's own frames at the innermost end
 * are left out.
 */
import type { GoroutineKind, Profile, Sample } from '../../profile.ts';
import { LEAKED } from '../../profile.ts';
import type { TextReader } from './lines.ts';
import { TextError } from './lines.ts';
import { StackRows } from './rows.ts';

const HEADER = /^(goroutine|goroutineleak) profile: total (\d+)$/;
const COUNT = /^(\d+) @(?: |$)/;

export class GoroutineTextReader implements TextReader {
  private readonly rows = new StackRows();
  private readonly samples: Sample[] = [];
  private header: { readonly kind: GoroutineKind; readonly total: number } | undefined;
  private count: number | undefined;
  private sum = 0;

  line(text: string): void {
    if (this.header === undefined) this.header = readHeader(text);
    else if (text.startsWith('#\t')) this.addRow(text);
    else if (text === '') this.endStack(this.header.kind);
    else if (!text.startsWith('# labels: ')) this.startStack(text, this.header.kind);
  }

  finish(rest: string): Profile {
    if (this.header === undefined) throw new TextError('its first line is cut off');
    const { kind, total } = this.header;
    // Without symbols no stack has rows.
    if (this.rows.total === 0) this.endStack(kind);
    if (this.count !== undefined || rest !== '') throw new TextError('it ends inside a stack');
    if (this.sum !== total) {
      throw new TextError(`its first line tells of ${String(total)} goroutines and its stacks of ${String(this.sum)}`);
    }
    const sampleTypes = [{ type: kind, unit: 'count' }];
    return { kind, sampleTypes, frames: this.rows.table.frames, samples: this.samples, period: 0 };
  }

  private startStack(text: string, kind: GoroutineKind): void {
    const [, count] = COUNT.exec(text) ?? [];
    if (count === undefined) throw new TextError(`it has the line ${JSON.stringify(text.slice(0, 80))}`);
    this.endStack(kind);
    this.count = Number(count);
    this.sum += this.count;
  }

  private addRow(row: string): void {
    if (this.count === undefined) throw new TextError('it has a stack without a count');
    this.rows.add(this.rows.table.ofRow(row));
  }

  private endStack(kind: GoroutineKind): void {
    if (this.count === undefined) return;
    const sample: Sample = { stack: this.rows.take(), values: [this.count], rawCount: undefined };
    this.samples.push(kind === 'goroutineleak' ? { ...sample, goroutine: LEAKED } : sample);
    this.count = undefined;
  }
}

function readHeader(text: string): { kind: GoroutineKind; total: number } {
  const [, kind, digits] = HEADER.exec(text) ?? [];
  const total = Number(digits);
  if (!Number.isSafeInteger(total)) throw new TextError(`its first line is ${JSON.stringify(text.slice(0, 80))}`);
  return { kind: kind === 'goroutineleak' ? kind : 'goroutine', total };
}
