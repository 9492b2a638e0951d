/**
 * The findings as a table, in the order of the report.
 *
 * The script makes headings with `data-sort` into buttons, and opens a row at its link. Without it the source line of each
 * finding is shown instead.
 */
import type { RankedFinding, Ranking } from '../../base/finding.ts';
import type { RunReport } from '../../base/report.ts';
import { formatAmount, formatPercent } from '../../base/measure.ts';
import { type Content, type Markup, markup } from './markup.ts';
import { statusText } from './toolbar.ts';

export function findingsTable({ findings, ranking, goroutineRanking }: RunReport): Markup {
  const isMeasured = ranking !== undefined || goroutineRanking !== undefined;
  const headings = [
    isMeasured ? heading('rank', '#') : undefined,
    heading('severity', 'severity'),
    heading('place', 'finding'),
    heading('rule', 'rule'),
    goroutineRanking && heading('goroutines', 'goroutines'),
    ranking && [heading('flat', 'flat'), heading('own', 'own'), heading('cum', 'cum')],
    isMeasured ? markup`<th scope="col" class="status">profile</th>` : undefined,
  ];
  const rows = findings.map((finding, index) => {
    const numbers = [
      goroutineRanking && goroutineCell(finding, goroutineRanking),
      ranking && weightCells(finding, ranking),
      isMeasured ? statusCell(finding) : undefined,
    ];
    return row(finding, index, isMeasured, numbers);
  });
  return markup`<table class="findings" id="findings">
<caption class="unseen">Findings</caption>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

function heading(key: string, label: string): Markup {
  return markup`<th scope="col" class="${key}" data-sort="${key}">${label}</th>`;
}

function row(finding: RankedFinding, index: number, isRanked: boolean, numbers: Content): Markup {
  const { severity, message, rule, lineText } = finding;
  const id = `f${index + 1}`;
  const cells = [
    isRanked ? markup`<td class="rank">${finding.rank}</td>` : undefined,
    markup`<td class="severity"><span class="${severity}">${severity}</span></td>`,
    markup`<td class="finding"><a href="#${id}">${message}</a>${place(finding)}<pre class="scriptless">${lineText.trim()}</pre></td>`,
    markup`<td class="rule">${rule}</td>`,
  ];
  return markup`<tr id="${id}">${cells}${numbers}</tr>\n`;
}

/** The rule is shown here where there is no room for its column. */
function place({ path, start, function: fn, rule }: RankedFinding): Markup {
  const position = `${path}:${start.line}:${start.byteColumn}`;
  return markup`<div class="where"><code>${position}</code> <span class="function">${withoutDirectories(fn)}</span> <span class="of-rule">${rule}</span></div>`;
}

/** `server.(*Watcher).Run` of `example.com/app/server.(*Watcher).Run`. */
function withoutDirectories(fn: string): string {
  return fn.replace(/^[^([]*\//, '');
}

function weightCells({ profile }: RankedFinding, { type, unit, total }: Ranking): Markup[] {
  const weights = profile?.types[type];
  return (['flat', 'own', 'cum'] as const).map(name => {
    const value = weights?.[name];
    return value === undefined ? emptyCell(name) : numberCell(name, value, formatAmount(value, unit), total);
  });
}

/** How many were alive; how many of them are proven to be leaked says more than their share. */
function goroutineCell({ profile }: RankedFinding, { total }: Ranking): Markup {
  if (profile?.goroutines === undefined) return emptyCell('goroutines');
  const { count, leaked } = profile.goroutines;
  if (leaked === 0) return numberCell('goroutines', count, String(count), total);
  return markup`<td class="goroutines">${count}<small>${leaked} leaked</small></td>`;
}

function numberCell(name: string, value: number, amount: string, total: number): Markup {
  if (value === 0) return markup`<td class="${name} none">0</td>`;
  return markup`<td class="${name}">${amount}<small>${formatPercent(total === 0 ? 0 : value / total)}</small></td>`;
}

function emptyCell(name: string): Markup {
  return markup`<td class="${name} none">–</td>`;
}

function statusCell({ profile }: RankedFinding): Markup {
  const status = profile?.status ?? 'not-in-profile';
  return markup`<td class="status ${status}">${statusText(status)}<small>${profile?.match}</small></td>`;
}
