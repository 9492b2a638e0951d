/**
 * `goleaklint rules`: the table of rules, for people or as JSON.
 */
import { compareText } from '../base/position.ts';
import { FAMILIES, type RuleMeta } from '../rule/meta.ts';

export function rulesJson(metas: readonly RuleMeta[]): string {
  const rules = metas.map(({ id, family, tier, severity, confidence, since, summary, options }) => ({
    id,
    family,
    tier,
    severity,
    confidence,
    since,
    summary,
    options,
  }));
  return `${JSON.stringify(rules, null, 2)}\n`;
}

const COLUMNS = ['id', 'family', 'tier', 'severity', 'summary'] as const satisfies (keyof RuleMeta)[];

/** By family, then id. @param heading styles the first line. */
export function rulesTable(metas: readonly RuleMeta[], heading: (text: string) => string): string {
  const ordered = metas.toSorted(
    (a, b) => FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || compareText(a.id, b.id),
  );
  const rows = [['rule', ...COLUMNS.slice(1)], ...ordered.map(meta => COLUMNS.map(column => meta[column]))];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const lines = rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line, index) => `${index === 0 ? heading(line) : line}\n`).join('');
}
