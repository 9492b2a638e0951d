/**
 * The text format: one line per finding, as Go's tools print it, so that editors and CI matchers understand it.
 *
 * On a terminal each line is followed by its source line, a caret and the related places; after a ranked run comes
 * the table of what the profile measured.
 */
import type { RankedFinding } from '../base/finding.ts';
import type { RunReport } from '../base/report.ts';
import { goroutineTable } from './goroutine-table.ts';
import { printable } from './printable.ts';
import { rankingTable } from './ranking-table.ts';
import type { Reporter } from './reporter.ts';
import { sourceFrame } from './source-frame.ts';

export const text: Reporter = (report, { color, terminal }) => {
  const style = color ? COLORED : PLAIN;
  const lines: string[] = [];
  for (const finding of report.findings) {
    lines.push(findingLine(finding, style));
    if (terminal) lines.push(...details(finding, style));
  }
  lines.push(...tables(report));
  return lines.map(line => `${line}\n`).join('');
};

/** Goroutines first; where memory was measured too, what no goroutine speaks for follows in a table of its own. */
function tables({ findings, ranking, goroutineRanking }: RunReport): string[] {
  if (findings.length === 0) return [];
  if (goroutineRanking === undefined) return ranking === undefined ? [] : ['', ...rankingTable(findings, ranking)];
  if (ranking === undefined) return ['', ...goroutineTable(findings, goroutineRanking)];
  const counted = findings.filter(({ profile }) => profile?.goroutines !== undefined);
  const others = findings.filter(finding => !counted.includes(finding));
  return [
    ...(counted.length > 0 ? ['', ...goroutineTable(counted, goroutineRanking)] : []),
    ...(others.length > 0 ? ['', ...rankingTable(others, ranking)] : []),
  ];
}

interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly mark: (text: string) => string;
}

const PLAIN: Style = { strong: text => text, faint: text => text, mark: text => text };
const COLORED: Style = {
  strong: graphicRendition(1, 22),
  faint: graphicRendition(2, 22),
  mark: graphicRendition(32, 39),
};

/** Switches one attribute of ECMA-48 "select graphic rendition" on and off again. */
function graphicRendition(on: number, off: number): (text: string) => string {
  return text => `\u001b[${on}m${text}\u001b[${off}m`;
}

function findingLine({ path, start, message, rule }: RankedFinding, style: Style): string {
  const place = style.strong(`${printable(path)}:${start.line}:${start.byteColumn}:`);
  return `${place} ${printable(message)} ${style.faint(`(${rule})`)}`;
}

function details(finding: RankedFinding, style: Style): string[] {
  const frame = sourceFrame(finding.lineText, finding.start.column);
  const related = finding.related.map(
    place => `    ${printable(place.path)}:${place.start.line}:${place.start.byteColumn}: ${printable(place.message)}`,
  );
  return [frame.source, style.mark(frame.caret), ...related.map(style.faint)];
}
