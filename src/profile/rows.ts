/**
 * Bytes per (function, file, line), as `go tool pprof -top -lines` counts them.
 *
 * The reference that the attribution is checked with, and what a profile says without any finding.
 */
import { cleanPath } from './clean-path.ts';
import type { Frame, Profile } from './profile.ts';

export interface LineRow {
  /** `''` if the profile does not tell. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
  /** `function file:line`, as pprof prints it. */
  readonly name: string;
  /** In the unit of the sample type, of samples whose innermost frame this is. */
  flat: number;
  /** Of samples with this anywhere in the stack, each sample once. */
  cum: number;
}

/**
 * Rows for the sample type at index `type`, unordered; those that add up to nothing are left out.
 *
 * `shown` restricts stacks to some frames, as `-show` does: the flat column is then what each line allocated with
 * everything below it that is not shown.
 */
export function lineRows(profile: Profile, type: number, shown: (frame: Frame) => boolean = () => true): LineRow[] {
  const rows = new Map<string, NumberedRow>();
  const rowOf = profile.frames.map(frame => (shown(frame) ? rowFor(frame, rows) : undefined));
  for (const [index, { stack, values }] of profile.samples.entries()) {
    const value = values[type] ?? 0;
    if (value !== 0) addSample(index, stack, value, rowOf);
  }
  return [...rows.values()].map(({ row }) => row).filter(row => row.flat !== 0 || row.cum !== 0);
}

interface NumberedRow {
  readonly row: LineRow;
  /** Index of the sample that was counted last. */
  last: number;
}

function rowFor(frame: Frame, rows: Map<string, NumberedRow>): NumberedRow {
  const { name, startLine } = frame.function;
  const file = cleanPath(frame.function.file);
  const key =
    name === ''
      ? `\0${file}:${String(frame.line)}:${frame.binary}:${String(startLine)}`
      : `${name}\0${file}:${String(frame.line)}`;
  let numbered = rows.get(key);
  if (numbered === undefined) {
    const { line } = frame;
    const row = { function: name, file, line, name: printedName(frame, file), flat: 0, cum: 0 };
    rows.set(key, (numbered = { row, last: -1 }));
  }
  return numbered;
}

function addSample(
  index: number,
  stack: readonly number[],
  value: number,
  rowOf: readonly (NumberedRow | undefined)[],
): void {
  let isInnermost = true;
  for (const frame of stack) {
    const numbered = rowOf[frame];
    if (numbered === undefined || numbered.last === index) continue;
    numbered.last = index;
    if (isInnermost) numbered.row.flat += value;
    numbered.row.cum += value;
    isInnermost = false;
  }
}

function printedName(frame: Frame, file: string): string {
  const { name } = frame.function;
  const place = frame.line !== 0 ? `${file}:${String(frame.line)}` : file;
  if (place === '') return functionName(frame);
  return name === '' ? place : `${name} ${place}`;
}

/** The function of a frame, or what to call one that is unknown. */
export function functionName({ function: { name }, binary }: Frame): string {
  if (name !== '') return name;
  return binary === '' ? '<unknown>' : `[${binary.slice(binary.lastIndexOf('/') + 1)}]`;
}
