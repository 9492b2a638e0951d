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
  const rows = new Map<string, LineRow>();
  const rowOf = profile.frames.map(frame => (shown(frame) ? rowFor(frame, rows) : undefined));
  for (const { stack, values } of profile.samples) {
    const value = values[type] ?? 0;
    if (value !== 0) addSample(stack, value, rowOf);
  }
  return [...rows.values()].filter(row => row.flat !== 0 || row.cum !== 0);
}

function rowFor(frame: Frame, rows: Map<string, LineRow>): LineRow {
  const { name, startLine } = frame.function;
  const file = cleanPath(frame.function.file);
  const key =
    name === ''
      ? `\0${file}:${String(frame.line)}:${frame.binary}:${String(startLine)}`
      : `${name}\0${file}:${String(frame.line)}`;
  let row = rows.get(key);
  if (row === undefined) {
    const { line } = frame;
    rows.set(key, (row = { function: name, file, line, name: printedName(frame, file), flat: 0, cum: 0 }));
  }
  return row;
}

function addSample(stack: readonly number[], value: number, rowOf: readonly (LineRow | undefined)[]): void {
  const seen = new Set<LineRow>();
  for (const frame of stack) {
    const row = rowOf[frame];
    if (row === undefined || seen.has(row)) continue;
    if (seen.size === 0) row.flat += value;
    row.cum += value;
    seen.add(row);
  }
}

function printedName({ function: { name }, line, binary }: Frame, file: string): string {
  const place = line !== 0 ? `${file}:${String(line)}` : file;
  if (place !== '') return name === '' ? place : `${name} ${place}`;
  if (name !== '') return name;
  return binary === '' ? '<unknown>' : `[${binary.slice(binary.lastIndexOf('/') + 1)}]`;
}
