/**
 * What is shown and in which order, kept in the address so that a view can be bookmarked and sent to others.
 */

export interface View {
  /** Words that a finding must contain, all of them. */
  readonly q: string;
  /** None stands for all. */
  readonly severities: readonly string[];
  readonly rule: string;
  readonly status: string;
  /** A key of the table, with a minus for the other way round; `''` is the order of the report. */
  readonly sort: string;
  /** Fingerprint of the finding that was opened last. */
  readonly finding: string;
}

export function viewOf(hash: string): View {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const text = (name: string): string => fields.get(name) ?? '';
  return {
    q: text('q'),
    severities: text('severity')
      .split(',')
      .filter(severity => severity !== ''),
    rule: text('rule'),
    status: text('status'),
    sort: text('sort'),
    finding: text('finding'),
  };
}

/** `''` for the view that the page opens with. */
export function hashOf({ q, severities, rule, status, sort, finding }: View): string {
  const fields = { q, severity: severities.join(','), rule, status, sort, finding };
  const set = Object.entries(fields).filter(([, value]) => value !== '');
  return set.length === 0 ? '' : `#${new URLSearchParams(set).toString()}`;
}
