/** Reads what `go tool pprof -top -lines -unit=B` prints, and writes our rows in the same form. */
import { withoutTypeArguments } from '../src/profile/placing/module-names.ts';
import type { Profile, ProfiledFunction } from '../src/profile/profile.ts';
import type { LineRow } from '../src/profile/overview/rows.ts';

const ROW = /^\s*(-?[\d.]+)\S*\s+\S+%\s+\S+%\s+(-?[\d.]+)\S*\s+\S+%\s+(.*?)(?: \((?:partial-)?inline\))?$/;

/** One `flat cum name` per row, sorted. */
export function rowsOfPprof(output: string): string[] {
  const [, table = ''] = output.split(/^\s+flat\s+flat%.*\n/m);
  const lines = table.split('\n').filter(line => line !== '');
  return lines
    .map(line => {
      const [, flat, cum, name] = ROW.exec(line) ?? [];
      if (flat === undefined || cum === undefined || name === undefined) throw new Error(`not a row: ${line}`);
      return `${flat} ${cum} ${name}`;
    })
    .sort();
}

export function printRows(rows: readonly LineRow[]): string[] {
  return rows.map(({ flat, cum, name }) => `${String(flat)} ${String(cum)} ${name}`).sort();
}

/**
 * What the text and the protobuf form of a profile have in common. Text shortens `Tree[go.shape.string,…]` to
 * `Tree[...]`. In protobuf a function has one file, the first that was seen: the variables of a package are
 * initialised in one function `init`, so there only text has the right file for each line.
 */
export function inBothForms(profile: Profile): Profile {
  const functions = new Map<ProfiledFunction, ProfiledFunction>();
  const frames = profile.frames.map(frame => {
    const { name, file, startLine } = frame.function;
    const known = functions.get(frame.function);
    const common = known ?? { name: shortName(name), file: name.endsWith('.init') ? '' : file, startLine };
    functions.set(frame.function, common);
    return { ...frame, function: common };
  });
  return { ...profile, frames };
}

/** Rows of pprof, of which the same is kept; rows that then are equal become one. */
export function rowsInBothForms(rows: readonly string[]): string[] {
  const sums = new Map<string, [flat: number, cum: number]>();
  for (const row of rows) {
    const [, flat = '', cum = '', name = ''] = /^(\S+) (\S+) (.*)$/.exec(row) ?? [];
    const common = shortName(name).replace(/^(\S+\.init) .*(:\d+)$/, '$1 $2');
    const [flatSum, cumSum] = sums.get(common) ?? [0, 0];
    sums.set(common, [flatSum + Number(flat), cumSum + Number(cum)]);
  }
  return [...sums].map(([name, [flat, cum]]) => `${String(flat)} ${String(cum)} ${name}`).sort();
}

/** The values of each sample that `go tool pprof -raw` prints, sorted; those that are zero are left out. */
export function samplesOfPprof(output: string): string[] {
  const [, samples = ''] = /^Samples:\n.*\n([^]*)^Locations$/m.exec(output) ?? [];
  const values = samples.split('\n').flatMap(line => /^\s*(-?\d+(?:\s+-?\d+)*): /.exec(line)?.[1] ?? []);
  return nonZero(values.map(text => text.trim().split(/\s+/).map(Number)));
}

export function printSamples({ samples }: Profile): string[] {
  return nonZero(samples.map(({ values }) => values));
}

function nonZero(samples: readonly (readonly number[])[]): string[] {
  return samples
    .filter(values => values.some(value => value !== 0))
    .map(values => values.join(' '))
    .sort();
}

function shortName(name: string): string {
  const plain = withoutTypeArguments(name);
  if (plain === name) return name;
  const open = name.indexOf('[');
  return `${name.slice(0, open)}[...]${plain.slice(open)}`;
}
