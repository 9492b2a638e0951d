/**
 * Compares which functions never return and which statements are dead with what ctrlflow and go/cfg say.
 *
 * They look at less than our model: only at calls that are statements and whose callee is declared and no method of an
 * interface (ours knows that `Fatal` of a testing.TB never returns); they take any defer for one that recovers, and both
 * ways of `if false` and `for true` for possible. Where ours says more for one of these reasons alone it is `finer`,
 * which is counted apart.
 */
import type { GoFunction } from '../../../src/semantic/names/symbol.ts';
import type { Package, Place } from '../../../src/semantic/package.ts';
import { buildFlowGraph } from '../../../src/semantic/flow/build.ts';
import type { FlowGraph } from '../../../src/semantic/flow/graph.ts';
import { Field, Kind } from '../../../src/syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../../src/syntax/tree.ts';
import type { FlowFacts } from './facts.ts';
import type { FileIndex } from './file-index.ts';

/** What go/cfg lists in its blocks as a whole. */
const STATEMENTS = [
  Kind.ExpressionStatement,
  Kind.AssignmentStatement,
  Kind.ShortVarDeclaration,
  Kind.IncStatement,
  Kind.DecStatement,
  Kind.SendStatement,
  Kind.ReturnStatement,
  Kind.GoStatement,
  Kind.DeferStatement,
] as const;

type FlowQuestion = 'never returns' | 'dead';
/** `missed`: only theirs says so; `extra`: only ours does. */
const OUTCOMES = ['same', 'missed', 'extra', 'finer', 'hidden'] as const;
type Outcome = (typeof OUTCOMES)[number];

const QUESTIONS: readonly FlowQuestion[] = ['never returns', 'dead'];
/** In percent: the least share of theirs that ours must find, and the largest of ours that theirs lacks. */
const LIMITS = { 'never returns': { found: 95, extra: 0.1 }, dead: { found: 95, extra: 0 } } as const;

export interface AnalysedFile {
  /** Index in the package. */
  readonly file: number;
  readonly facts: FlowFacts;
  readonly index: FileIndex;
}

export class FlowTally {
  private readonly examples: number;
  private readonly counts = new Map<string, number>();
  private readonly texts = new Map<string, string[]>();
  /** Functions that only our model takes for ones that never return, by key. */
  private readonly ours = new Set<string>();

  constructor(examples: number) {
    this.examples = examples;
  }

  addPackage(pkg: Package, files: readonly AnalysedFile[]): void {
    const extra = files.flatMap(file => this.addFunctions(pkg, file));
    const literals = new Set(extra.filter(fn => fn.kind === 'literal'));
    for (const fn of extra) if (fn.kind !== 'literal') this.ours.add(fn.key);
    for (const fn of extra) {
      const graph = this.graphAsTheirs(pkg, fn, literals);
      const recovers = graph.defers.some(node => graph.isReachable(node));
      const isFiner = recovers || graph.exits.some(({ kind }) => kind === 'return' || kind === 'end');
      this.add(pkg, 'never returns', isFiner ? 'finer' : 'extra', fn.place);
    }
    for (const file of files) this.addDead(pkg, file, literals);
  }

  /** Returns the functions of the file that only ours takes for ones that never return. */
  private addFunctions(pkg: Package, { file, facts: { functions }, index }: AnalysedFile): GoFunction[] {
    const extra: GoFunction[] = [];
    for (const [line, column, verdict] of functions ?? []) {
      const at = { file, node: pkg.tree(file).parentOf(index.leafAt(line, column)) };
      const fn = pkg.functionAt(at);
      const isOurs = fn !== undefined && pkg.exits.ofFunction(fn) !== undefined;
      if (verdict === 0 && isOurs) extra.push(fn);
      else if (verdict === 2 && !isOurs) this.add(pkg, 'never returns', 'hidden', at);
      else if (verdict !== 0) this.add(pkg, 'never returns', isOurs ? 'same' : 'missed', at);
    }
    return extra;
  }

  private addDead(pkg: Package, { file, facts: { dead }, index }: AnalysedFile, literals: Set<GoFunction>): void {
    const tree = pkg.tree(file);
    const theirs = new Set<number>();
    for (const [line, column, endLine, endColumn, verdict] of dead ?? []) {
      const exact = index.expressionAt(line, column, endLine, endColumn);
      const node = exact === NO_NODE ? index.leafAt(line, column) : exact;
      theirs.add(tree.startOf(node));
      const fn = pkg.functionAround({ file, node });
      const isDead = fn !== undefined && !pkg.flow(fn).isReachable(node);
      this.add(pkg, 'dead', isDead ? 'same' : verdict === 2 ? 'hidden' : 'missed', { file, node });
    }
    for (const node of tree.nodesOfKind(...STATEMENTS)) {
      if (theirs.has(tree.startOf(node)) || tree.fieldOf(node) === Field.Communication) continue;
      const fn = pkg.functionAround({ file, node });
      if (fn === undefined || pkg.flow(fn).isReachable(node)) continue;
      const isFiner = followsConstant(tree, fn, node) || this.graphAsTheirs(pkg, fn, literals).isReachable(node);
      this.add(pkg, 'dead', isFiner ? 'finer' : 'extra', { file, node });
    }
  }

  /** The graph of a function by what ctrlflow looks at. */
  private graphAsTheirs(pkg: Package, fn: GoFunction, literals: Set<GoFunction>): FlowGraph {
    const { file, node } = fn.place;
    const tree = pkg.tree(file);
    return buildFlowGraph(tree, node, node => {
      const call = pkg.callAt({ file, node });
      if (tree.kindOf(tree.parentOf(node)) !== Kind.ExpressionStatement || call.callee.kind === 'literal') return;
      const { callee, target } = call;
      if (callee.kind === 'function' && callee.dynamic) return;
      if (callee.kind === 'value' || (target !== undefined && literals.has(target))) return;
      return this.ours.has(call.key) ? undefined : pkg.exits.ofCall(call);
    });
  }

  private add(pkg: Package, question: FlowQuestion, outcome: Outcome, { file, node }: Place): void {
    const key = `${outcome} ${question}`;
    this.counts.set(key, this.countOf(question, outcome) + 1);
    if (outcome === 'same') return;
    const texts = this.texts.get(key) ?? [];
    this.texts.set(key, texts);
    if (texts.length >= this.examples * 5) return;
    const tree = pkg.tree(file);
    const line = tree.lineAt(tree.startOf(node));
    const source = tree.text.slice(tree.lineStart(line), tree.lineStart(line + 1)).trim();
    texts.push(`${pkg.files[file]?.path ?? ''}:${line + 1}: ${source}`);
  }

  private countOf(question: FlowQuestion, outcome: Outcome): number {
    return this.counts.get(`${outcome} ${question}`) ?? 0;
  }

  get exceedsLimits(): boolean {
    return QUESTIONS.some(question => !this.isMet(question));
  }

  /** A dump of an older program has no facts about control flow. */
  private hasCounted(question: FlowQuestion): boolean {
    return OUTCOMES.some(outcome => this.countOf(question, outcome) > 0);
  }

  private isMet(question: FlowQuestion): boolean {
    const { found, extra } = this.shares(question);
    return found >= LIMITS[question].found && extra <= LIMITS[question].extra;
  }

  private shares(question: FlowQuestion): { found: number; extra: number } {
    const [same, missed, extra, finer] = (['same', 'missed', 'extra', 'finer'] as const).map(outcome =>
      this.countOf(question, outcome),
    ) as [number, number, number, number];
    const percent = (part: number, whole: number): number => (whole === 0 ? 0 : (100 * part) / whole);
    return {
      found: same + missed === 0 ? 100 : percent(same, same + missed),
      extra: percent(extra, same + extra + finer),
    };
  }

  report(): string {
    const rows = QUESTIONS.map(question => {
      const { found, extra } = this.shares(question);
      const counts = OUTCOMES.map(outcome => `${outcome} ${this.countOf(question, outcome)}`).join(', ');
      const limits = `found >= ${LIMITS[question].found}, extra <= ${LIMITS[question].extra}`;
      const shares = `found ${found.toFixed(1)}%, extra ${extra.toFixed(3)}%`;
      const verdict = this.isMet(question) ? 'met' : 'MISSED';
      const outcome = this.hasCounted(question) ? `${shares}; ${limits}: ${verdict}` : 'nothing to compare';
      return `${question.padEnd(15)}${counts.padEnd(60)}${outcome}`;
    });
    const causes = [...this.texts].map(([key, texts]) =>
      [`\n${this.counts.get(key) ?? 0} ${key}`, ...texts.map(text => `    ${text}`)].join('\n'),
    );
    return [...rows, ...causes].join('\n');
  }
}

/** Whether the statement lies in or after one whose condition is `true` or `false`: go/cfg takes both ways all the same. */
function followsConstant(tree: SyntaxTree, fn: GoFunction, statement: NodeId): boolean {
  const start = tree.startOf(statement);
  return [...tree.descendantsOfKind(fn.place.node, Kind.True, Kind.False)].some(node => {
    const branch = branchOn(tree, node);
    return branch !== NO_NODE && tree.startOf(branch) <= start && start < tree.endOf(tree.parentOf(branch));
  });
}

/** The statement whose condition an expression is a part of; NO_NODE if it is of none. */
function branchOn(tree: SyntaxTree, node: NodeId): NodeId {
  let at = node;
  while (isConditionPart(tree.kindOf(tree.parentOf(at)))) at = tree.parentOf(at);
  const parent = tree.parentOf(at);
  if (tree.kindOf(parent) === Kind.ForStatement) return parent;
  if (tree.fieldOf(at) === Field.Condition) return tree.ancestorOfKind(at, Kind.IfStatement, Kind.ForStatement);
  const isCase = tree.kindOf(tree.parentOf(parent)) === Kind.ExpressionCase;
  return isCase ? tree.ancestorOfKind(at, Kind.ExpressionSwitchStatement) : NO_NODE;
}

const isConditionPart = (kind: number): boolean =>
  kind === Kind.BinaryExpression || kind === Kind.UnaryExpression || kind === Kind.ParenthesizedExpression;
