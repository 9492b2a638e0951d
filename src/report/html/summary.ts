/**
 * The top of the page: what was found, in how much code, and what the profile covers.
 */
import type { ProfileTotals, RankedFinding, Severity } from '../../base/finding.ts';
import type { RunReport } from '../../base/report.ts';
import { SEVERITIES } from '../../base/finding.ts';
import { formatAmount, formatPercent } from '../../base/measure.ts';
import { compareText } from '../../base/position.ts';
import { type Markup, markup } from './markup.ts';

export function countText({ findings, summary }: RunReport): string {
  return `${plural(findings.length, 'finding')} in ${plural(summary.packages, 'package')}`;
}

export function masthead(report: RunReport): Markup {
  return markup`<header class="masthead">
<h1>goleaklint</h1>
<p>${countText(report)}</p>
<div class="actions scripted">
<button type="button" id="show-keys" aria-haspopup="dialog">Keys <kbd>?</kbd></button>
<button type="button" id="theme">Theme</button>
</div>
</header>`;
}

export function summary(report: RunReport): Markup {
  const { findings } = report;
  return markup`<section class="summary" aria-label="Summary">
<div class="panel figures">${severityFigures(findings)}${runFigures(report)}</div>
${report.profiles.length > 0 ? profileTable(report) : undefined}
${findings.length > 0 ? ruleList(findings) : undefined}
</section>`;
}

/** Links are filters: the script reads them off the address. */
function severityFigures(findings: readonly RankedFinding[]): Markup {
  const figures = SEVERITIES.map(severity => {
    const count = findings.filter(finding => finding.severity === severity).length;
    return markup`<a class="figure ${severity}" href="#severity=${severity}"><b>${count}</b> ${nounOf(severity, count)}</a>`;
  });
  return markup`<div class="severities">${figures}</div>`;
}

function nounOf(severity: Severity, count: number): string {
  return severity === 'info' || count === 1 ? severity : `${severity}s`;
}

function runFigures({ summary }: RunReport): Markup {
  const figures: [label: string, count: number][] = [
    ['packages', summary.packages],
    ['files', summary.files],
    ['imports without source', summary.importsWithoutSource],
    ['suppressed', summary.suppressed],
    ['not shown, since nothing measured them', summary.withheld],
    ['left out by what was measured', summary.filtered],
  ];
  const shown = figures.filter(([, count], index) => index < 2 || count > 0);
  return markup`<ul class="facts">${shown.map(([label, count]) => markup`<li><b>${count}</b> ${label}</li>`)}</ul>`;
}

function profileTable({ profiles, ranking, goroutineRanking }: RunReport): Markup {
  const isGrowth = ranking?.isGrowth === true || goroutineRanking?.isGrowth === true;
  const growth = isGrowth ? ', growth since the base' : '';
  const rows = profiles.flatMap(({ types }) => Object.entries(types).map(([type, totals]) => ({ type, totals })));
  return markup`<div class="panel">
<table class="totals">
<caption>Profile: ${profiles.map(({ kind }) => kind).join(', ')}${growth}</caption>
<thead><tr><th scope="col">type</th><th scope="col">total</th><th scope="col">in analysed code</th><th scope="col">on lines of findings</th></tr></thead>
<tbody>${rows.map(({ type, totals }) => totalsRow(type, totals, ranking?.type === type || goroutineRanking?.type === type))}</tbody>
</table>
</div>`;
}

type Totals = ProfileTotals['types'][string];

function totalsRow(type: string, { total, inModule, touchedByFindings }: Totals, ranks: boolean): Markup {
  const unit = type.endsWith('_space') ? 'bytes' : 'count';
  const part = (value: number): Markup => {
    const share = total === 0 ? 0 : value / total;
    return markup`<td>${formatAmount(value, unit)} <small>${formatPercent(share)}</small></td>`;
  };
  return markup`<tr${ranks ? markup` class="ranks"` : undefined}><th scope="row">${type}${ranks ? markup` <small>ranks</small>` : undefined}</th><td>${formatAmount(total, unit)}</td>${part(inModule)}${part(touchedByFindings)}</tr>`;
}

function ruleList(findings: readonly RankedFinding[]): Markup {
  const rules = countsOf(findings).map(([rule, count]) => {
    return markup`<li><a href="#rule=${rule}">${rule}</a> <b>${count}</b></li>`;
  });
  return markup`<div class="panel by-rule"><h2>Rules</h2><ul class="rules">${rules}</ul></div>`;
}

/** Rules with their findings, those with most first. */
export function countsOf(findings: readonly RankedFinding[]): [rule: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([a, many], [b, few]) => few - many || compareText(a, b));
}

function plural(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}
