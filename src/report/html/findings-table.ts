/**
 * The findings as a table, in the order of the report.
 *
 * The script makes headings with `data-sort` into buttons, and opens a row at its link. Without it the source line of each
 * finding is shown instead.
 */
import type { RankedFinding, Ranking, RunReport } from '../../base/finding.ts';
import { formatAmount, formatPercent } from '../../base/measure.ts';
import { type Markup, markup } from './markup.ts';
import { statusText } from './toolbar.ts';

export function findingsTable({ findings, ranking }: RunReport): Markup {
  const headings = [
    ranking && heading('rank', '#'),
    heading('severity', 'severity'),
    heading('place', 'finding'),
    heading('rule', 'rule'),
    ranking && [heading('flat', 'flat'), heading('own', 'own'), heading('cum', 'cum')],
    ranking && markup`<th scope="col" class="status">profile</th>`,
  ];
  return markup`<table class="findings" id="findings">
<caption class="unseen">Findings</caption>
<thead><tr>${headings}</tr></thead>
<tbody>
${findings.map((finding, index) => row(finding, index, ranking))}</tbody>
</table>`;
}

function heading(key: string, label: string): Markup {
  return markup`<th scope="col" class="${key}" data-sort="${key}">${label}</th>`;
}

function row(finding: RankedFinding, index: number, ranking: Ranking | undefined): Markup {
  const { severity, message, rule, lineText } = finding;
  const id = `f${index + 1}`;
  const cells = [
    ranking && markup`<td class="rank">${finding.rank}</td>`,
    markup`<td class="severity"><span class="${severity}">${severity}</span></td>`,
    markup`<td class="finding"><a href="#${id}">${message}</a>${place(finding)}<pre class="scriptless">${lineText.trim()}</pre></td>`,
    markup`<td class="rule">${rule}</td>`,
    ranking && measured(finding, ranking),
  ];
  return markup`<tr id="${id}">${cells}</tr>\n`;
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

function measured({ profile }: RankedFinding, { type, unit, total }: Ranking): Markup {
  const weights = profile?.types[type];
  const cell = (name: string, value: number | undefined): Markup => {
    if (value === undefined) return markup`<td class="${name} none">–</td>`;
    if (value === 0) return markup`<td class="${name} none">0</td>`;
    const share = total === 0 ? 0 : value / total;
    return markup`<td class="${name}">${formatAmount(value, unit)}<small>${formatPercent(share)}</small></td>`;
  };
  const status = markup`<td class="status ${profile?.status ?? 'none'}">${statusText(profile?.status ?? 'not-in-profile')}<small>${profile?.match}</small></td>`;
  return markup`${cell('flat', weights?.flat)}${cell('own', weights?.own)}${cell('cum', weights?.cum)}${status}`;
}
