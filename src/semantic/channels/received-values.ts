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
  private readonly last: readonly Operation[];
  private readonly names: ReadonlySet<GoSymbol>;
  /** The blocks from which the function may come to receive again. */
  private readonly before: ReadonlySet<Block>;

  /** @param last the sends that no other follows. */
  constructor(context: ChannelContext, { receives, ranges }: Channel, fn: GoFunction, last: readonly Operation[]) {
    this.last = last;
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

  /** Whether a condition on what may be the last value makes the function receive no more, while the other outcome does. */
  leadsOut(edge: Edge, from: Block): boolean {
    const { condition, tag } = edge;
    if (this.last.length === 0 || condition === undefined || this.before.has(edge.block)) return false;
    if (!from.successors.some(other => this.before.has(other.block))) return false;
    return this.mayTellLast(condition) || (tag !== undefined && this.mayTellLast(tag));
  }

  private mayTellLast(node: NodeId): boolean {
    if (this.tree.kindOf(node) === Kind.RangeClause) return false;
    for (const name of this.tree.descendantsOfKind(node, Kind.Identifier)) {
      const part = this.partAt(name);
      if (part !== undefined && this.last.some(send => mayCarry(this.context.tree(send.place.file), send, part)))
        return true;
    }
    return false;
  }

  /** The field of a received value that a name stands for: of `v.err`, and of `err := v.err`; `''` for all of it. */
  private partAt(name: NodeId): string | undefined {
    const symbol = this.context.symbolAt({ file: this.file, node: name });
    if (symbol === undefined) return undefined;
    if (this.names.has(symbol)) return this.fieldOf(this.tree.parentOf(name), name);
    const value = symbol.kind === 'variable' ? this.context.soleValue(symbol) : undefined;
    if (value?.file !== this.file) return undefined;
    let { node } = value;
    let part = '';
    while (this.tree.kindOf(node) === Kind.SelectorExpression) {
      part = this.tree.textOf(this.tree.childByField(node, Field.Field));
      node = this.tree.childByField(node, Field.Operand);
    }
    const base = this.context.symbolAt({ file: this.file, node });
    return base !== undefined && this.names.has(base) ? part : undefined;
  }

  private fieldOf(selector: NodeId, operand: NodeId): string {
    const { tree } = this;
    if (tree.kindOf(selector) !== Kind.SelectorExpression) return '';
    const isOperand = tree.childByField(selector, Field.Operand) === operand;
    return isOperand ? tree.textOf(tree.childByField(selector, Field.Field)) : '';
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

/** Whether a send gives the field a value: not if it sends a literal whose keys are others. */
function mayCarry(tree: SyntaxTree, { place }: Operation, field: string): boolean {
  const value = tree.childByField(place.node, Field.Value);
  const literal = tree.kindOf(value) === Kind.UnaryExpression ? tree.childByField(value, Field.Operand) : value;
  if (field === '' || tree.kindOf(literal) !== Kind.CompositeLiteral) return true;
  const elements = tree.namedChildren(tree.childByField(literal, Field.Body));
  return elements.some(element => {
    if (tree.kindOf(element) !== Kind.KeyedElement) return true;
    return tree.textOf(tree.firstNamedChild(element)) === field;
  });
}
