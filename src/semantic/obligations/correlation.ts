/**
 * Conditions that a function tests more than once: what one test said, the next one will say as well, unless an
 * operand was assigned between. What equals one constant equals no other.
 *
 * Sees assignments of variables and fields by the function's own code. A variable that a function literal assigns, or
 * whose address is taken, is not followed.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { type KeyedCondition, keyOfCondition, type Numbering } from '../value-flow/condition-key.ts';

/** Of a function that tests more again and again, only so many are followed: there are as many bits in a set. */
const MAX_CONDITIONS = 30;

/** Of those that matter to one resource, so many are followed: each may double the ways. */
const MAX_RELEVANT = 8;

const HEADED: readonly number[] = [
  Kind.IfStatement,
  Kind.ForStatement,
  Kind.ExpressionSwitchStatement,
  Kind.ExpressionCase,
];

/** What a statement does with the conditions, as bits by their number. */
export interface Change {
  readonly at: NodeId;
  readonly forgets: number;
  readonly learns: number;
  /** Of those learned, those that hold. */
  readonly holding: number;
}

/** A condition that an edge says something about. */
export interface Test {
  readonly bit: number;
  readonly holds: boolean;
  /** Conditions that do not hold if this one does, as bits. */
  readonly excludes: number;
}

const known = new WeakMap<GoFunction, Correlation>();

export function correlationOf(pkg: Package, fn: GoFunction): Correlation {
  let correlation = known.get(fn);
  if (correlation === undefined) known.set(fn, (correlation = new Correlation(pkg, fn)));
  return correlation;
}

export class Correlation {
  private readonly pkg: Package;
  private readonly fn: GoFunction;
  private readonly numbering: Numbering = new Map();
  private readonly tests = new Map<Edge, Test>();
  /** Of statements with a condition, those conditions. */
  private readonly byStatement = new Map<NodeId, number>();
  readonly changes: readonly Change[];

  constructor(pkg: Package, fn: GoFunction) {
    this.pkg = pkg;
    this.fn = fn;
    const found = this.conditions();
    const repeated = [...this.repeatedAmong([...found.values()])].slice(0, MAX_CONDITIONS);
    const conditions = repeated.map(([first]) => first?.condition);
    for (const [number, uses] of repeated.entries()) {
      const bit = 1 << number;
      const own = conditions[number]?.equated;
      const excludes = bitsOf(conditions, ({ equated }) => equated !== undefined && equated === own) & ~bit;
      for (const { edge, condition } of uses) {
        this.tests.set(edge, { bit, holds: (edge.value ?? true) === condition.holds, excludes });
        this.noteStatement(edge.condition, bit);
      }
    }
    this.changes = repeated.length === 0 ? [] : [...this.changesOf(conditions)];
  }

  /** The conditions under which one of the nodes stands, and the flags that are set where `isAfter` says. */
  relevantTo(nodes: readonly NodeId[], isAfter: (node: NodeId) => boolean): number {
    if (this.byStatement.size === 0) return 0;
    const tree = this.pkg.tree(this.fn.place.file);
    let [relevant, count] = [0, 0];
    const add = (bits: number): void => {
      if ((bits & ~relevant) === 0 || count >= MAX_RELEVANT) return;
      relevant |= bits;
      count++;
    };
    for (const node of nodes) {
      for (let at = node; at > this.fn.place.node; at = tree.parentOf(at)) add(this.byStatement.get(at) ?? 0);
    }
    for (const { at, learns } of this.changes) if ((learns & ~relevant) !== 0 && isAfter(at)) add(learns);
    return relevant;
  }

  private noteStatement(condition: NodeId | undefined, bit: number): void {
    const tree = this.pkg.tree(this.fn.place.file);
    const statement = condition === undefined ? NO_NODE : tree.ancestorOfKind(condition, ...HEADED);
    if (statement !== NO_NODE) this.byStatement.set(statement, (this.byStatement.get(statement) ?? 0) | bit);
  }

  /** What the edge says, if its condition is tested, or set, elsewhere as well. */
  testOf(edge: Edge): Test | undefined {
    return this.tests.get(edge);
  }

  private conditions(): Map<string, Branch[]> {
    const { file } = this.fn.place;
    const tree = this.pkg.tree(file);
    const found = new Map<string, Branch[]>();
    for (const { successors } of this.pkg.flow(this.fn).blocks) {
      for (const edge of successors) {
        if (edge.condition === undefined || tree.kindOf(edge.condition) === Kind.RangeClause) continue;
        if (tree.kindOf(tree.parentOf(edge.condition)) === Kind.TypeCase) continue;
        const condition = keyOfCondition(this.pkg, this.numbering, { file, node: edge.condition }, edge.tag);
        if (condition === undefined) continue;
        const uses = found.get(condition.key);
        if (uses === undefined) found.set(condition.key, [{ edge, condition }]);
        else uses.push({ edge, condition });
      }
    }
    return found;
  }

  /** Those that are tested again, or of which another test compares the same with another constant. */
  private *repeatedAmong(conditions: readonly Branch[][]): Generator<readonly Branch[]> {
    const equated = conditions.map(([first]) => first?.condition.equated);
    for (const [index, uses] of conditions.entries()) {
      const hasRival =
        equated[index] !== undefined && equated.indexOf(equated[index]) !== equated.lastIndexOf(equated[index]);
      const [first] = uses;
      const isFollowed = first !== undefined && [...first.condition.symbols].every(symbol => this.isFollowed(symbol));
      if (isFollowed && (hasRival || this.isRepeated(uses))) yield uses;
    }
  }

  /** Tested at two places, or at one place and set to a constant at another. */
  private isRepeated(uses: readonly Branch[]): boolean {
    const [first] = uses;
    if (first === undefined) return false;
    if (new Set(uses.map(({ edge }) => edge.condition)).size > 1) return true;
    const [flag] = first.condition.symbols;
    if (flag === undefined || flag.role === 'global' || !isName(first.condition.key)) return false;
    return definitionsOf(this.pkg, flag).some(at => this.constantAt(at) !== undefined);
  }

  private isFollowed(symbol: GoSymbol): boolean {
    return symbol.uses.every(at => {
      const { kind } = this.pkg.useOf(at);
      return kind !== 'address' && (kind !== 'assigned' || this.pkg.functionAround(at) === this.fn);
    });
  }

  private *changesOf(conditions: readonly (KeyedCondition | undefined)[]): Generator<Change> {
    const symbols = new Set(conditions.flatMap(condition => [...(condition?.symbols ?? [])]));
    for (const symbol of symbols) {
      for (const at of definitionsOf(this.pkg, symbol)) {
        if (this.pkg.functionAround(at) === this.fn) yield this.assignment(conditions, symbol, at);
      }
    }
    yield* this.fieldAssignments(conditions);
  }

  private assignment(conditions: readonly (KeyedCondition | undefined)[], symbol: GoSymbol, at: Place): Change {
    const forgets = bitsOf(conditions, condition => condition.symbols.has(symbol));
    const value = this.constantAt(at);
    if (value === undefined) return { at: at.node, forgets, learns: 0, holding: 0 };
    const learns = bitsOf(conditions, ({ key, symbols }) => symbols.has(symbol) && isName(key));
    return { at: at.node, forgets, learns, holding: value ? learns : 0 };
  }

  /** `x.f = …`: any condition on a field of that name may have changed. */
  private *fieldAssignments(conditions: readonly (KeyedCondition | undefined)[]): Generator<Change> {
    const { file, node } = this.fn.place;
    const tree = this.pkg.tree(file);
    for (const statement of tree.descendantsOfKind(node, Kind.AssignmentStatement)) {
      for (const target of tree.namedChildren(tree.childByField(statement, Field.Left))) {
        if (tree.kindOf(target) !== Kind.SelectorExpression) continue;
        const name = tree.textOf(tree.childByField(target, Field.Field));
        const forgets = bitsOf(conditions, ({ fields }) => fields.has(name));
        if (forgets !== 0) yield { at: target, forgets, learns: 0, holding: 0 };
      }
    }
  }

  /** The truth that an assignment gives a variable: `true`, `false`, or none for `var done bool`. */
  private constantAt(at: Place): boolean | undefined {
    const value = this.pkg.valueAssignedAt(at);
    if (value === undefined) return undefined;
    if (value === 'none') return false;
    const kind = this.pkg.tree(value.file).kindOf(value.node);
    return kind === Kind.True ? true : kind === Kind.False ? false : undefined;
  }
}

const isName = (key: string): boolean => /^#\d+$/.test(key);

interface Branch {
  readonly edge: Edge;
  readonly condition: KeyedCondition;
}

function bitsOf(
  conditions: readonly (KeyedCondition | undefined)[],
  test: (condition: KeyedCondition) => boolean,
): number {
  return conditions.reduce(
    (bits, condition, number) => (condition !== undefined && test(condition) ? bits | (1 << number) : bits),
    0,
  );
}

/** The identifiers at which a variable gets a value, its declaration included unless it is a parameter. */
function definitionsOf(pkg: Package, symbol: GoSymbol): Place[] {
  const own = symbol.declaration !== undefined && symbol.role === 'local' ? [symbol.declaration] : [];
  return [...own, ...symbol.uses.filter(at => pkg.useOf(at).kind === 'assigned')];
}
