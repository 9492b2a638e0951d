/**
 * The controls that sort and filter. They do nothing without the script, and are hidden then.
 */
import { MEASUREMENT_STATUSES, SEVERITIES } from '../../base/finding.ts';
import type { RunReport } from '../../base/report.ts';
import { type Markup, markup } from './markup.ts';
import { countsOf } from './summary.ts';

/** Names of the controls: the script keeps them in the address as well. */
export function toolbar(report: RunReport): Markup {
  const { findings } = report;
  const severities = SEVERITIES.filter(severity => findings.some(finding => finding.severity === severity));
  const statuses = MEASUREMENT_STATUSES.filter(status => findings.some(({ profile }) => profile?.status === status));
  return markup`<form class="toolbar scripted" id="filters" role="search" aria-label="Filter findings">
<input type="search" name="q" placeholder="Filter by text, path, function" aria-label="Filter by text" aria-keyshortcuts="/" autocomplete="off" spellcheck="false">
<fieldset class="chips"><legend>Severity</legend>${severities.map(severity => markup`<label class="${severity}"><input type="checkbox" name="severity" value="${severity}">${severity}</label>`)}</fieldset>
<select name="rule" aria-label="Rule">${option('', 'All rules')}${countsOf(findings).map(([rule, count]) => option(rule, `${rule} (${count})`))}</select>
${statuses.length > 0 ? markup`<select name="status" aria-label="Measurement">${option('', 'Any measurement')}${statuses.map(status => option(status, statusText(status)))}</select>` : undefined}
<select name="sort" aria-label="Sort by">${orders(report)}</select>
<button type="reset">Clear</button>
<output id="count" aria-live="polite"></output>
</form>`;
}

/** Keys of the script's `Findings`; a minus sorts the other way round. The first is the order of the report. */
function orders({ ranking, goroutineRanking }: RunReport): Markup[] {
  const isMeasured = ranking !== undefined || goroutineRanking !== undefined;
  const keys = [
    ...(isMeasured ? ['rank'] : []),
    ...['place', 'severity', 'rule'],
    ...(goroutineRanking ? ['-goroutines'] : []),
    ...(ranking ? ['-own', '-flat', '-cum'] : []),
  ];
  return keys.map(key => option(key, `By ${key.replace('-', '')}`));
}

function option(value: string, label: string): Markup {
  return markup`<option value="${value}">${label}</option>`;
}

export function statusText(status: string): string {
  return status.replaceAll('-', ' ');
}
