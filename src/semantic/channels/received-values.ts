/**
 * Conditions on what was received from a channel: a consumer that leaves at the value which tells of an error leaves
 * nobody behind, if the producer sends that one last.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import { receivedInto } from './closing.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';

export class ReceivedValues {
  private readonly context: ChannelContext;
  private readonly file: number;
  private readonly tree: SyntaxTree;
  private readonly names: ReadonlySet<GoSymbol>;
  /** The blocks from which the function may come to receive again. */
  private readonly before: ReadonlySet<Block>;

  constructor(context: ChannelContext, { receives, ranges }: Channel, fn: GoFunction) {
    this.context = context;
    this.file = fn.place.file;
    this.tree = context.tree(this.file);
    const own = [...receives, ...ranges].filter(({ within }) => within === fn);
    const named = own.flatMap(operation =>
      operation.kind === 'range' ? this.ranged(operation) : receivedInto(context, operation),
    );
    this.names = new Set(named.filter(symbol => symbol !== undefined));
    const flow = context.flow(fn);
    const blocks = own.map(({ place }) => flow.blockOf(place.node)).filter(block => block !== undefined);
    const headers = flow.loops
      .filter(({ node }) => ranges.some(({ place }) => place.node === node))
      .map(({ header }) => header);
    this.before = reaching([...blocks, ...headers], block => flow.predecessors.get(block) ?? []);
  }

  /** Whether a condition on a value makes the function receive no more, while the other outcome lets it go on. */
  leadsOut(edge: Edge, from: Block): boolean {
    const { condition, tag } = edge;
    if (condition === undefined || this.before.has(edge.block)) return false;
    if (!from.successors.some(other => this.before.has(other.block))) return false;
    return this.reads(condition) || (tag !== undefined && this.reads(tag));
  }

  private reads(node: NodeId): boolean {
    if (this.tree.kindOf(node) === Kind.RangeClause) return false;
    for (const name of this.tree.descendantsOfKind(node, Kind.Identifier)) {
      const symbol = this.context.symbolAt({ file: this.file, node: name });
      if (symbol !== undefined && (this.names.has(symbol) || this.isPartOfValue(symbol))) return true;
    }
    return false;
  }

  /** `err := v.err` */
  private isPartOfValue(symbol: GoSymbol): boolean {
    const value = symbol.kind === 'variable' ? this.context.soleValue(symbol) : undefined;
    if (value?.file !== this.file) return false;
    let { node } = value;
    while (this.tree.kindOf(node) === Kind.SelectorExpression) node = this.tree.childByField(node, Field.Operand);
    const base = this.context.symbolAt({ file: this.file, node });
    return base !== undefined && this.names.has(base);
  }

  private ranged({ place }: Operation): (GoSymbol | undefined)[] {
    const left = this.tree.childByField(this.tree.childOfKind(place.node, Kind.RangeClause), Field.Left);
    if (left === NO_NODE) return [];
    return this.tree.namedChildren(left).map(node => this.context.symbolAt({ file: this.file, node }));
  }
}

function reaching(targets: readonly Block[], predecessors: (block: Block) => readonly Block[]): Set<Block> {
  const found = new Set(targets);
  for (const block of found) for (const before of predecessors(block)) found.add(before);
  return found;
}
