/**
 * The table of a text report about goroutines: how many of each finding are alive, and where they hang.
 */
import type { GoroutineCount, GoroutineWait, RankedFinding, Ranking } from '../base/finding.ts';
import { formatPercent } from '../base/measure.ts';
import { alignedLines, type Row } from './columns.ts';
import { printable } from './printable.ts';
import { placeLabel, tableTitle, unmeasuredRow, WORDS } from './ranking-table.ts';

const HEADINGS = ['count', 'count%', 'leaked', 'longest'] as const;
const NO_CELLS = HEADINGS.map(() => '');

/** More places than these are summed up. */
const MAX_WAITS = 3;

export function goroutineTable(findings: readonly RankedFinding[], ranking: Ranking): string[] {
  const rows = findings.flatMap(finding => toRows(finding, ranking));
  return [tableTitle(ranking), ...alignedLines(HEADINGS, WORDS, rows)];
}

function toRows(finding: RankedFinding, { total }: Ranking): Row[] {
  const { goroutines, match = 'none' } = finding.profile ?? {};
  if (goroutines === undefined) return [unmeasuredRow(finding)];
  const { count, leaked, minutes } = goroutines;
  const longest = minutes === undefined ? '' : `${minutes} min`;
  const cells = [String(count), formatPercent(total === 0 ? 0 : count / total), String(leaked), longest];
  const waits = waitLabels(goroutines).map(label => ({ cells: NO_CELLS, words: ['', label] }));
  return [{ cells, words: [match, placeLabel(finding)] }, ...waits];
}

function waitLabels({ waits }: GoroutineCount): string[] {
  const rest = waits.slice(MAX_WAITS);
  const more = rest.reduce((sum, { count }) => sum + count, 0);
  const labels = waits.slice(0, MAX_WAITS).map(waitLabel);
  return rest.length === 0 ? labels : [...labels, `  ${more} elsewhere`];
}

function waitLabel({ count, reason, function: name, path, line }: GoroutineWait): string {
  const place = path === undefined || line === undefined ? name : `${path}:${line}`;
  return `  ${count} at ${printable(place)}${reason === undefined ? '' : ` [${reason}]`}`;
}
