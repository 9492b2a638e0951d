/**
 * The functions of a profile as `go tool pprof -top` orders them and cuts them off.
 */
import type { TopRow, TopTable } from '../../base/overview.ts';
import { compareText } from '../../base/position.ts';
import type { Profile } from '../profile.ts';
import { functionRows } from './rows.ts';

/** pprof's -nodefraction: of a function with less than this share of the total nothing is shown. */
const NODE_FRACTION = 0.005;

/** The heaviest `count` functions, by flat and by cum, of the sample type at index `type`, whose total is given. */
export function topTables(profile: Profile, type: number, total: number, count: number): TopTable[] {
  const rows = functionRows(profile, type);
  const cutoff = Math.trunc(total * NODE_FRACTION);
  const kept = rows.filter(({ cum }) => Math.abs(cum) >= cutoff);
  const common = { dropped: rows.length - kept.length, cutoff, nodes: kept.length };
  return [
    { order: 'flat', rows: kept.toSorted(byFlat).slice(0, count), ...common },
    { order: 'cum', rows: kept.toSorted(byCum).slice(0, count), ...common },
  ];
}

function byFlat(a: TopRow, b: TopRow): number {
  return Math.abs(b.flat) - Math.abs(a.flat) || compareText(a.name, b.name) || Math.abs(b.cum) - Math.abs(a.cum);
}

function byCum(a: TopRow, b: TopRow): number {
  return Math.abs(b.cum) - Math.abs(a.cum) || compareText(a.name, b.name) || Math.abs(b.flat) - Math.abs(a.flat);
}
