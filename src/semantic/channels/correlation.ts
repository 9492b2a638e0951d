/**
 * Which ways through a function cannot follow a statement, because they contradict the conditions that led to it.
 *
 * Knows only what is written: the same condition again, a condition on a variable that the statement's own conditions
 * mention, that was assigned right beside it (a flag) or that counts what is received, and comparisons of the channel with
 * nil. Where it cannot tell it
 * says that the way cannot be taken, so that nothing is built on it.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { type KeyedCondition, keyOfCondition, type Numbering } from '../value-flow/condition-key.ts';
import type { Channel } from './channel.ts';
import { isHeldBy } from './channel.ts';
import type { ChannelContext } from './context.ts';

const COUNTING = [Kind.IncStatement, Kind.DecStatement, Kind.AssignmentStatement];

export class Correlation {
  private readonly context: ChannelContext;
  private readonly channel: Channel;
  private readonly tree: SyntaxTree;
  private readonly file: number;
  private readonly numbering: Numbering = new Map();
  /** Whether a condition, by its key, holds at the statement. */
  private readonly known = new Map<string, boolean>();
  private readonly variables: ReadonlySet<GoSymbol>;

  /**
   * @param at a statement of `fn`.
   * @param related variables whose values may go with it in ways that are not seen.
   */
  constructor(
    context: ChannelContext,
    channel: Channel,
    fn: GoFunction,
    at: NodeId,
    related: readonly GoSymbol[] = [],
  ) {
    this.context = context;
    this.channel = channel;
    this.file = fn.place.file;
    this.tree = context.tree(this.file);
    const conditions = conditionsOf(this.tree, fn, at);
    for (const { node, value } of conditions) this.note(node, value);
    this.variables = new Set([
      ...conditions.flatMap(({ node }) => [...this.variablesIn(node)]),
      ...assignedBeside(context, fn, at),
      ...this.countedBeside(fn),
      ...related,
    ]);
  }

  allows(edge: Edge): boolean {
    if (edge.condition === undefined || edge.tag !== undefined) return true;
    if (this.tree.kindOf(edge.condition) === Kind.RangeClause) return true;
    const condition = this.keyed(edge.condition);
    if (condition !== undefined && this.known.get(condition.key) === (condition.holds === edge.value)) return true;
    return !this.contradictsNil(edge) && ![...this.variablesIn(edge.condition)].some(name => this.variables.has(name));
  }

  private note(condition: NodeId, value: boolean): void {
    const keyed = this.keyed(condition);
    if (keyed !== undefined) this.known.set(keyed.key, keyed.holds === value);
  }

  private keyed(condition: NodeId): KeyedCondition | undefined {
    return keyOfCondition(this.context, this.numbering, this.place(condition), undefined);
  }

  /** A channel that was made is not nil. */
  private contradictsNil({ condition, value }: Edge): boolean {
    const { tree } = this;
    if (condition === undefined || tree.kindOf(condition) !== Kind.BinaryExpression) return false;
    const left = tree.childByField(condition, Field.Left);
    if (tree.textOf(tree.childByField(condition, Field.Right)) !== 'nil') return false;
    if (!isHeldBy(this.channel, this.context.symbolAt(this.place(left)))) return false;
    return (tree.kindOf(tree.childByField(condition, Field.Operator)) === Token['==']) === value;
  }

  private *variablesIn(node: NodeId): Generator<GoSymbol> {
    for (const name of this.tree.descendantsOfKind(node, Kind.Identifier)) {
      const symbol = this.context.symbolAt(this.place(name));
      if (symbol?.kind === 'variable') yield symbol;
    }
  }

  /** Counters of what was received: `pending--` in the case, or the loop, that receives. */
  private *countedBeside(fn: GoFunction): Generator<GoSymbol> {
    const { tree } = this;
    for (const { within, place } of this.channel.receives) {
      if (within !== fn) continue;
      const around = tree.ancestorOfKind(place.node, Kind.CommunicationCase, Kind.ForStatement, Kind.FuncLiteral);
      if (around === NO_NODE || tree.kindOf(around) === Kind.FuncLiteral) continue;
      for (const statement of tree.descendantsOfKind(around, ...COUNTING)) {
        if (tree.kindOf(tree.parentOf(statement)) === Kind.ForClause) continue;
        const counted = tree.kindOf(statement) === Kind.AssignmentStatement ? this.augmented(statement) : statement + 1;
        if (counted !== NO_NODE) yield* this.variablesIn(counted);
      }
    }
  }

  /** The left side of `n += 1`; of a plain assignment, none. */
  private augmented(statement: NodeId): NodeId {
    const isPlain = this.tree.textOf(this.tree.childByField(statement, Field.Operator)) === '=';
    return isPlain ? NO_NODE : this.tree.childByField(statement, Field.Left);
  }

  private place(node: NodeId): Place {
    return { file: this.file, node };
  }
}

/** Variables set in the same conditional block: `started = true` beside `go f()`. */
export function* assignedBeside(context: ChannelContext, fn: GoFunction, at: NodeId): Generator<GoSymbol> {
  const { file } = fn.place;
  const tree = context.tree(file);
  const block = tree.ancestorOfKind(at, Kind.StatementList);
  if (block === NO_NODE || tree.parentOf(block) === fn.body) return;
  for (const statement of tree.namedChildren(block)) {
    if (tree.kindOf(statement) !== Kind.AssignmentStatement) continue;
    for (const target of tree.namedChildren(tree.childByField(statement, Field.Left))) {
      const symbol = context.symbolAt({ file, node: target });
      if (symbol !== undefined) yield symbol;
    }
  }
}

/** The conditions that hold at a statement, as the if statements around it say. */
function conditionsOf(tree: SyntaxTree, fn: GoFunction, at: NodeId): { node: NodeId; value: boolean }[] {
  const found: { node: NodeId; value: boolean }[] = [];
  for (const node of tree.ancestors(at)) {
    if (node === fn.place.node) break;
    if (tree.kindOf(node) !== Kind.IfStatement) continue;
    const condition = tree.childByField(node, Field.Condition);
    const inConsequence = tree.contains(tree.childByField(node, Field.Consequence), at);
    const alternative = tree.childByField(node, Field.Alternative);
    if (inConsequence) collect(tree, condition, true, found);
    else if (alternative !== NO_NODE && tree.contains(alternative, at)) collect(tree, condition, false, found);
  }
  return found;
}

/** `a && b` holds: both do. `a || b` does not: neither does. */
function collect(tree: SyntaxTree, node: NodeId, value: boolean, found: { node: NodeId; value: boolean }[]): void {
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
      collect(tree, tree.firstNamedChild(node), value, found);
      return;
    case Kind.UnaryExpression:
      if (tree.textOf(tree.childByField(node, Field.Operator)) !== '!') break;
      collect(tree, tree.childByField(node, Field.Operand), !value, found);
      return;
    case Kind.BinaryExpression: {
      const operator = tree.textOf(tree.childByField(node, Field.Operator));
      if (operator !== (value ? '&&' : '||')) break;
      collect(tree, tree.childByField(node, Field.Left), value, found);
      collect(tree, tree.childByField(node, Field.Right), value, found);
      return;
    }
    default:
      break;
  }
  found.push({ node, value });
}
