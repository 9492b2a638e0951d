/**
 * Bytes per (function, file, line), as `go tool pprof -top -lines` counts them.
 *
 * The reference that the attribution is checked with, and what a profile says without any finding.
 */
import { cleanPath } from '../placing/clean-path.ts';
import type { Frame, Profile } from '../profile.ts';

export interface FunctionRow {
  /** As pprof prints it. */
  readonly name: string;
  /** In the unit of the sample type, of samples whose innermost frame this is. */
  flat: number;
  /** Of samples with this anywhere in the stack, each sample once. */
  cum: number;
}

/** Its `name` is `function file:line`. */
export interface LineRow extends FunctionRow {
  /** `''` if the profile does not tell. */
  readonly function: string;
  readonly file: string;
  readonly line: number;
}

/**
 * Rows for the sample type at index `type`, unordered; those that add up to nothing are left out.
 *
 * `shown` restricts stacks to some frames, as `-show` does: the flat column is then what each line allocated with
 * everything below it that is not shown.
 */
export function lineRows(profile: Profile, type: number, shown: (frame: Frame) => boolean = () => true): LineRow[] {
  const rows = new Map<string, NumberedRow<LineRow>>();
  return addUp(profile, type, frame => (shown(frame) ? rowFor(frame, rows) : undefined));
}

/** Rows for whole functions, told apart by name alone as pprof does without `-lines`. */
export function functionRows(profile: Profile, type: number): FunctionRow[] {
  const rows = new Map<string, NumberedRow<FunctionRow>>();
  return addUp(profile, type, frame => {
    const name = frame.function.name === '' ? printedName({ ...frame, line: 0 }, '') : frame.function.name;
    let numbered = rows.get(name);
    if (numbered === undefined) rows.set(name, (numbered = { row: { name, flat: 0, cum: 0 }, last: -1 }));
    return numbered;
  });
}

interface NumberedRow<R extends FunctionRow> {
  readonly row: R;
  /** Index of the sample that was counted last. */
  last: number;
}

function addUp<R extends FunctionRow>(
  profile: Profile,
  type: number,
  rowOf: (frame: Frame) => NumberedRow<R> | undefined,
): R[] {
  const byFrame = profile.frames.map(rowOf);
  for (const [index, { stack, values }] of profile.samples.entries()) {
    const value = values[type] ?? 0;
    if (value !== 0) addSample(index, stack, value, byFrame);
  }
  const rows = new Set(byFrame.flatMap(numbered => numbered?.row ?? []));
  return [...rows].filter(row => row.flat !== 0 || row.cum !== 0);
}

function rowFor(frame: Frame, rows: Map<string, NumberedRow<LineRow>>): NumberedRow<LineRow> {
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
  rowOf: readonly (NumberedRow<FunctionRow> | undefined)[],
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
