/**
 * Counts answers by question, and keeps the first examples of each cause of a wrong or an unknown one.
 */
import type { Package } from '../../../src/semantic/package.ts';
import { kindNames } from '../../../src/syntax/kinds.ts';
import { NO_NODE } from '../../../src/syntax/tree.ts';
import type { Answer } from './answers.ts';
import { type Fact, type Question, QUESTIONS } from './facts.ts';
import { causeText, rootCause } from './root-cause.ts';
import type { Verdict } from './type-comparison.ts';

/** The largest share of different answers, in percent; and the smallest of same ones with all sources at hand. */
const LIMITS: Readonly<Record<Question, { different: number; same: number }>> = {
  class: { different: 0.1, same: 99.9 },
  callee: { different: 0.05, same: 97 },
  definition: { different: 0.1, same: 99.9 },
  selector: { different: 0.05, same: 97 },
  variable: { different: 0.1, same: 95 },
  field: { different: 0.1, same: 95 },
  result: { different: 0.1, same: 95 },
  expression: { different: 0.1, same: 95 },
  constant: { different: 0.1, same: 95 },
};

const MAX_CAUSES = 12;

interface Cause {
  count: number;
  readonly examples: string[];
}

interface Counts {
  readonly same: number;
  readonly unknown: number;
  readonly different: number;
}

const NONE: Counts = { same: 0, unknown: 0, different: 0 };

export class Tally {
  private readonly examples: number;
  private readonly counts = new Map<Question, Counts>();
  private readonly causes = new Map<string, Cause>();
  /** Answers that only a module without source could have given. */
  private hidden = 0;

  constructor(examples: number) {
    this.examples = examples;
  }

  add(pkg: Package, fact: Fact, given: Answer): void {
    const [question, , , , , , origin] = fact;
    if (origin === 'third' && given.verdict === 'unknown') {
      this.hidden++;
      return;
    }
    const counts = this.counts.get(question) ?? NONE;
    this.counts.set(question, { ...counts, [given.verdict]: counts[given.verdict] + 1 });
    if (given.verdict !== 'same') this.remember(pkg, fact, given);
  }

  private remember(pkg: Package, [question, line, column, , , theirs]: Fact, { verdict, ours, at }: Answer): void {
    const tree = pkg.tree(at.file);
    const kind = at.node === NO_NODE ? 'no node' : (kindNames[tree.kindOf(at.node)] ?? '');
    const why = verdict === 'unknown' ? ` <- ${rootCause(pkg, at)}` : '';
    const key = `${verdict} ${question}: ${kind}${why}`;
    const cause = this.causes.get(key) ?? { count: 0, examples: [] };
    this.causes.set(key, cause);
    cause.count++;
    if (cause.examples.length >= this.examples) return;
    const source = tree.text.slice(tree.lineStart(line - 1), tree.lineStart(line)).trim();
    const path = pkg.files[at.file]?.path ?? '';
    const root = verdict === 'unknown' ? `\n        from ${causeText(pkg, at)}` : '';
    cause.examples.push(`${path}:${line}:${column}: ${source}\n        ours ${ours}\n        theirs ${theirs}${root}`);
  }

  get exceedsLimits(): boolean {
    return QUESTIONS.some(question => {
      const counts = this.counts.get(question) ?? NONE;
      return percent(counts.different, counts) > LIMITS[question].different;
    });
  }

  report(complete: boolean): string {
    const rows = QUESTIONS.map(question => this.row(question, complete));
    const header = row(['question', 'compared', 'same', 'unknown', 'different', 'limits']);
    return [
      header,
      ...rows,
      `${this.hidden} answers hang from modules without source`,
      ...this.causesOf('different'),
      ...this.causesOf('unknown'),
    ].join('\n');
  }

  private row(question: Question, complete: boolean): string {
    const counts = this.counts.get(question) ?? NONE;
    const share = (of: Verdict): string => `${counts[of]} (${percent(counts[of], counts).toFixed(3)}%)`;
    const { same, different } = LIMITS[question];
    const isMet = percent(counts.different, counts) <= different && (!complete || percent(counts.same, counts) >= same);
    return row([
      question,
      String(total(counts)),
      share('same'),
      share('unknown'),
      share('different'),
      `${complete ? `same >= ${same}, ` : ''}different <= ${different}: ${isMet ? 'met' : 'MISSED'}`,
    ]);
  }

  private causesOf(verdict: Verdict): string[] {
    const causes = [...this.causes].filter(([key]) => key.startsWith(verdict));
    causes.sort(([, a], [, b]) => b.count - a.count);
    return causes
      .slice(0, verdict === 'unknown' ? MAX_CAUSES : undefined)
      .map(([key, { count, examples }]) => [`\n${count} ${key}`, ...examples.map(text => `    ${text}`)].join('\n'));
  }
}

const total = ({ same, unknown, different }: Counts): number => same + unknown + different;

const percent = (part: number, counts: Counts): number => (100 * part) / Math.max(total(counts), 1);

const WIDTHS = [12, 10, 20, 20, 20, 0];

const row = (cells: readonly string[]): string => cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join('');
