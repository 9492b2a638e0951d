/**
 * Which findings a view shows, and in which order.
 */
import { SEVERITIES } from '../../../base/finding.ts';
import { comparePositions, compareText } from '../../../base/position.ts';
import type { PageData, PageFinding } from '../page-data.ts';
import type { View } from './view.ts';

type Order = (a: PageFinding, b: PageFinding) => number;

/** Of findings that nothing measured: after all that something did, whatever its sign. */
const UNMEASURED = -Infinity;

/** Orders by the headings of the table; what they leave open is in the order of the report. */
function orders(type: string): Readonly<Record<string, Order>> {
  const byWeight = (name: 'flat' | 'own' | 'cum'): Order => {
    const weightOf = ({ profile }: PageFinding): number => profile?.types[type]?.[name] ?? UNMEASURED;
    return (a, b) => compareNumbers(weightOf(a), weightOf(b));
  };
  return {
    rank: (a, b) => compareNumbers(a.rank ?? 0, b.rank ?? 0),
    severity: (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    rule: (a, b) => compareText(a.rule, b.rule),
    place: (a, b) => compareText(a.path, b.path) || comparePositions(a.start, b.start),
    goroutines: (a, b) => compareNumbers(goroutinesOf(a), goroutinesOf(b)),
    flat: byWeight('flat'),
    own: byWeight('own'),
    cum: byWeight('cum'),
  };
}

function goroutinesOf({ profile }: PageFinding): number {
  return profile?.goroutines?.count ?? UNMEASURED;
}

/** Infinities have no difference. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export class Findings {
  private readonly findings: readonly PageFinding[];
  private readonly orders: Readonly<Record<string, Order>>;
  /** What the text filter looks at, in lower case. */
  private readonly texts: readonly string[];

  constructor({ findings, ranking }: PageData) {
    this.findings = findings;
    this.orders = orders(ranking?.type ?? '');
    this.texts = findings.map(({ message, rule, path, start, function: fn }) => {
      return `${message}\n${rule}\n${path}:${start.line}\n${fn}`.toLowerCase();
    });
  }

  /** Indices of all findings. */
  sorted(sort: string): number[] {
    const indices = [...this.findings.keys()];
    const order = this.orders[sort.replace(/^-/, '')];
    if (order === undefined) return indices;
    const sign = sort.startsWith('-') ? -1 : 1;
    return indices.sort((a, b) => {
      const [left, right] = [this.findings[a], this.findings[b]];
      return left === undefined || right === undefined ? 0 : sign * order(left, right) || a - b;
    });
  }

  /** Says of a finding's index whether the view shows it. */
  filter({ q, severities, rule, status }: View): (index: number) => boolean {
    const words = q.toLowerCase().split(/\s+/);
    return index => {
      const finding = this.findings[index];
      const text = this.texts[index];
      if (finding === undefined || text === undefined) return false;
      if (severities.length > 0 && !severities.includes(finding.severity)) return false;
      if (rule !== '' && finding.rule !== rule) return false;
      if (status !== '' && finding.profile?.status !== status) return false;
      return words.every(word => text.includes(word));
    };
  }
}
