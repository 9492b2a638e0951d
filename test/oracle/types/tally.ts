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

/** In percent: the largest share of different answers, and the smallest of same ones with all sources at hand. */
const TARGETS: Readonly<Record<Question, { different: number; same: number }>> = {
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

/** `hidden`: unknown to us, and only a module other than those under test could tell. */
type Outcome = Verdict | 'hidden';
type Counts = Readonly<Record<Outcome, number>>;

const NONE: Counts = { same: 0, unknown: 0, hidden: 0, different: 0 };

export class Tally {
  private readonly title: string;
  private readonly examples: number;
  private readonly counts = new Map<Question, Counts>();
  private readonly causes = new Map<string, Cause>();

  constructor(title: string, examples: number) {
    this.title = title;
    this.examples = examples;
  }

  add(pkg: Package, fact: Fact, given: Answer): void {
    const [question, , , , , , origin] = fact;
    // Callees are compared where the standard library or the modules under test declare them.
    if (question === 'callee' && origin === 'third') return;
    const isHidden = given.verdict === 'unknown' && origin === 'third';
    const outcome: Outcome = isHidden ? 'hidden' : given.verdict;
    const counts = this.counts.get(question) ?? NONE;
    this.counts.set(question, { ...counts, [outcome]: counts[outcome] + 1 });
    if (outcome === 'unknown' || outcome === 'different') this.remember(pkg, fact, given);
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

  /** `complete`: all sources are at hand, so that as many answers must be the same as the targets say. */
  missesTargets(complete: boolean): boolean {
    return QUESTIONS.some(question => !this.isMet(question, complete));
  }

  private isMet(question: Question, complete: boolean): boolean {
    const counts = this.counts.get(question) ?? NONE;
    const { same, different } = TARGETS[question];
    if (percent(counts.different, counts) > different) return false;
    return !complete || total(counts) === 0 || percent(counts.same, counts) >= same;
  }

  report(complete: boolean): string {
    return [
      this.title,
      row(['question', 'compared', 'same', 'unknown', 'hidden', 'different', 'targets']),
      ...QUESTIONS.map(question => this.row(question, complete)),
      ...this.causesOf('different'),
      ...(complete ? this.causesOf('unknown') : []),
    ].join('\n');
  }

  private row(question: Question, complete: boolean): string {
    const counts = this.counts.get(question) ?? NONE;
    const share = (of: Outcome): string => `${counts[of]} (${percent(counts[of], counts).toFixed(3)}%)`;
    const { same, different } = TARGETS[question];
    return row([
      question,
      String(total(counts)),
      share('same'),
      share('unknown'),
      share('hidden'),
      share('different'),
      `${complete ? `same >= ${same}, ` : ''}different <= ${different}: ${this.isMet(question, complete) ? 'met' : 'MISSED'}`,
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

const total = ({ same, unknown, hidden, different }: Counts): number => same + unknown + hidden + different;

const percent = (part: number, counts: Counts): number => (100 * part) / Math.max(total(counts), 1);

const WIDTHS = [12, 10, 20, 18, 18, 16, 0];

const row = (cells: readonly string[]): string => cells.map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0)).join('');
