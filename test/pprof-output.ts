/** Reads what `go tool pprof -top -lines -unit=B` prints, and writes our rows in the same form. */
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
