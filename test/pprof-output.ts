/** Reads what `go tool pprof -top -lines -unit=B` prints, and writes our rows in the same form. */
import { withoutTypeArguments } from '../src/profile/module-names.ts';
import type { Profile, ProfiledFunction } from '../src/profile/profile.ts';
import type { LineRow } from '../src/profile/rows.ts';

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

/** A literal as a regular expression of Go. */
export function quoteRegexp(text: string): string {
  return text.replace(/[.+*?()|[\]{}^$\\]/g, String.raw`\$&`);
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

function shortName(name: string): string {
  const plain = withoutTypeArguments(name);
  if (plain === name) return name;
  const open = name.indexOf('[');
  return `${name.slice(0, open)}[...]${plain.slice(open)}`;
}
