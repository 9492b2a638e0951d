/**
 * The table under a ranked text report: what the profile measured for each finding, in pprof's units and rank order.
 *
 * Percentages are of the profile's total. A finding that nothing measured shows its status where the numbers would be.
 */
import type { Measurement, RankedFinding, Ranking, TypeWeights } from '../base/finding.ts';
import { formatAmount, formatPercent } from '../base/measure.ts';
import { printable } from './printable.ts';

const HEADINGS = ['flat', 'flat%', 'own', 'own%', 'cum', 'cum%'] as const;
const MATCH_HEADING = 'match';
const MARGIN = '  ';

interface Row {
  /** One cell per heading, or the status that stands for all of them. */
  readonly cells: readonly string[] | string;
  readonly match: string;
  readonly label: string;
}

export function rankingTable(findings: readonly RankedFinding[], ranking: Ranking): string[] {
  const rows = findings.map(finding => toRow(finding, ranking));
  const widths = HEADINGS.map((heading, column) => {
    const cells = rows.map(({ cells }) => (typeof cells === 'string' ? '' : (cells[column] ?? '')));
    return longest([heading, ...cells]);
  });
  const matchWidth = longest([MATCH_HEADING, ...rows.map(row => row.match)]);
  const numbersWidth = widths.reduce((sum, width) => sum + width + MARGIN.length, 0);

  const line = ({ cells, match, label }: Row): string => {
    const numbers =
      typeof cells === 'string'
        ? cells.padStart(numbersWidth)
        : cells.map((cell, column) => MARGIN + cell.padStart(widths[column] ?? 0)).join('');
    return `${numbers}${MARGIN}${match.padEnd(matchWidth)}${MARGIN}${label}`;
  };
  return [
    `Type: ${ranking.type}  Total: ${formatAmount(ranking.total, ranking.unit)}`,
    line({ cells: HEADINGS, match: MATCH_HEADING, label: 'path:line (rule)' }),
    ...rows.map(line),
  ];
}

function toRow({ path, start, rule, profile }: RankedFinding, ranking: Ranking): Row {
  const place = `${printable(path)}:${start.line} (${rule})`;
  const weights = profile && measuredWeights(profile, ranking.type);
  if (!weights) return { cells: profile?.status ?? 'not-in-profile', match: profile?.match ?? 'none', label: place };
  const cells = [weights.flat, weights.own, weights.cum].flatMap(value => [
    formatAmount(value, ranking.unit),
    formatPercent(ranking.total === 0 ? 0 : value / ranking.total),
  ]);
  return { cells, match: profile.match, label: profile.status === 'refuted' ? `${place} refuted` : place };
}

function measuredWeights({ status, types }: Measurement, type: string): TypeWeights | undefined {
  return status === 'measured' || status === 'refuted' ? types[type] : undefined;
}

function longest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}
