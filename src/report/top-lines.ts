/**
 * A table in the look of `go tool pprof -top`, byte for byte but for the marks of inlined functions.
 */
import type { Ranking } from '../base/finding.ts';
import { formatPercent, reportFormat } from '../base/measure.ts';
import type { TopRow, TopTable } from '../base/overview.ts';
import { printable } from './printable.ts';

export function topLines({ rows, dropped, cutoff, nodes }: TopTable, { total, unit }: Ranking): string[] {
  const format = reportFormat(smallest(rows), total, unit);
  const percent = (value: number): string => formatPercent(total === 0 ? 0 : value / total).padStart(6);
  const shown = rows.reduce((sum, { flat }) => sum + flat, 0);
  const lines = [`Showing nodes accounting for ${format(shown)}, ${percent(shown).trim()} of ${format(total)} total`];
  if (dropped > 0) lines.push(`Dropped ${dropped} node${dropped === 1 ? '' : 's'} (cum <= ${format(cutoff)})`);
  if (rows.length < nodes) lines.push(`Showing top ${rows.length} nodes out of ${nodes}`);
  lines.push('      flat  flat%   sum%        cum   cum%');
  let sum = 0;
  for (const { name, flat, cum } of rows) {
    sum += flat;
    const numbers = [format(flat).padStart(10), percent(flat), percent(sum), format(cum).padStart(10), percent(cum)];
    lines.push(`${numbers.join(' ')}  ${printable(name)}`);
  }
  return lines;
}

/** The smallest number that is not 0, of those that pprof looks at to choose the unit. */
function smallest(rows: readonly TopRow[]): number {
  const values = rows.map(({ flat, cum }) => Math.abs(flat === 0 ? cum : flat)).filter(value => value > 0);
  return values.length === 0 ? 0 : Math.min(...values);
}
