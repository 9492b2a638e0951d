/**
 * Edges that a function takes only once it has seen the channel closed: the end of a range over it, and the failure of
 * `v, ok := <-c`.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';

const RECEIVING: readonly number[] = [Kind.ShortVarDeclaration, Kind.AssignmentStatement, Kind.ReceiveStatement];

export class Closing {
  private readonly context: ChannelContext;
  private readonly file: number;
  private readonly tree: SyntaxTree;
  private readonly ranges: ReadonlySet<number>;
  private readonly flags: ReadonlySet<GoSymbol>;

  constructor(context: ChannelContext, { receives, ranges }: Channel, fn: GoFunction) {
    this.context = context;
    this.file = fn.place.file;
    this.tree = context.tree(this.file);
    this.ranges = new Set(ranges.filter(({ within }) => within === fn).map(({ place }) => place.node));
    const own = receives.filter(({ within }) => within === fn);
    this.flags = new Set(own.map(receive => flagOf(context, receive)).filter(flag => flag !== undefined));
  }

  isSeenOn(edge: Edge): boolean {
    return this.isRangeEdge(edge, false) || this.isFailure(edge);
  }

  /** Whether the edge is taken when a range over the channel had a value (or, `false`, found it closed). */
  isRangeEdge({ condition, value: outcome }: Edge, value: boolean): boolean {
    if (condition === undefined || outcome !== value || this.tree.kindOf(condition) !== Kind.RangeClause) return false;
    return this.ranges.has(this.tree.parentOf(condition));
  }

  private isFailure({ condition, value, tag }: Edge): boolean {
    if (condition === undefined || tag !== undefined || value !== false) return false;
    if (this.flags.size === 0 || this.tree.kindOf(condition) !== Kind.Identifier) return false;
    const symbol = this.context.symbolAt({ file: this.file, node: condition });
    return symbol !== undefined && this.flags.has(symbol);
  }
}

/** The names that a receive statement gives what it receives, and whether there was something. */
export function receivedInto(context: ChannelContext, { place: { file, node } }: Operation): (GoSymbol | undefined)[] {
  const tree = context.tree(file);
  let statement = tree.parentOf(node);
  if (tree.kindOf(statement) === Kind.ExpressionList) statement = tree.parentOf(statement);
  if (!RECEIVING.includes(tree.kindOf(statement))) return [];
  const left = tree.childByField(statement, Field.Left);
  return tree.namedChildren(left).map(target => context.symbolAt({ file, node: target }));
}

/** The `ok` of `v, ok := <-c`. */
const flagOf = (context: ChannelContext, receive: Operation): GoSymbol | undefined => receivedInto(context, receive)[1];
