/**
 * The table under a ranked text report: what the profile measured for each finding, in pprof's units and rank order.
 *
 * Percentages are of the profile's total. A finding that nothing measured shows its status where the numbers would be.
 */
import type { Measurement, RankedFinding, Ranking, TypeWeights } from '../base/finding.ts';
import { formatAmount, formatPercent } from '../base/measure.ts';
import { alignedLines, type Row } from './columns.ts';
import { printable } from './printable.ts';

const HEADINGS = ['flat', 'flat%', 'own', 'own%', 'cum', 'cum%'] as const;

export const WORDS = ['match', 'path:line (rule)'] as const;

export function rankingTable(findings: readonly RankedFinding[], ranking: Ranking): string[] {
  const rows = findings.map(finding => toRow(finding, ranking));
  return [tableTitle(ranking), ...alignedLines(HEADINGS, WORDS, rows)];
}

export function tableTitle({ type, unit, total, isGrowth }: Ranking): string {
  return `Type: ${type}  ${isGrowth ? 'Total change' : 'Total'}: ${formatAmount(total, unit)}`;
}

export function placeLabel({ path, start, rule, profile }: RankedFinding): string {
  const place = `${printable(path)}:${start.line} (${rule})`;
  return profile?.status === 'refuted' ? `${place} refuted` : place + errorOf(profile);
}

/** `, ±9.5%`: how far the numbers may be off, by chance, in two of three cases. */
function errorOf({ error = 0 }: Partial<Measurement> = {}): string {
  return error === 0 ? '' : `, ±${formatPercent(error)}`;
}

/** A row without numbers. */
export function unmeasuredRow(finding: RankedFinding): Row {
  const { status = 'not-in-profile', match = 'none' } = finding.profile ?? {};
  return { cells: status, words: [match, placeLabel(finding)] };
}

function toRow(finding: RankedFinding, ranking: Ranking): Row {
  const { profile } = finding;
  const weights = profile && measuredWeights(profile, ranking.type);
  if (!weights) return unmeasuredRow(finding);
  const cells = [weights.flat, weights.own, weights.cum].flatMap(value => [
    formatAmount(value, ranking.unit),
    formatPercent(ranking.total === 0 ? 0 : value / ranking.total),
  ]);
  return { cells, words: [profile.match, placeLabel(finding)] };
}

function measuredWeights({ status, types }: Measurement, type: string): TypeWeights | undefined {
  return status === 'measured' || status === 'refuted' ? types[type] : undefined;
}
