/**
 * How often a loop comes round, where that is written down as a constant, and with it how often a node is evaluated.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Loop } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { FileId, Place } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import { MANY } from './path-sum.ts';

/** The rounds of `for i := 0; i < 3; i++`, `for range 3` and `for range cap(c)`; undefined for any other loop. */
function constantTripCount(context: ChannelContext, file: FileId, loop: NodeId): number | undefined {
  const tree = context.tree(file);
  const range = tree.childOfKind(loop, Kind.RangeClause);
  if (range !== NO_NODE) {
    return numberOf(context, { file, node: tree.childByField(range, Field.Right) });
  }
  const clause = tree.childOfKind(loop, Kind.ForClause);
  if (clause === NO_NODE) return undefined;
  const initializer = tree.childByField(clause, Field.Initializer);
  const condition = tree.childByField(clause, Field.Condition);
  const update = tree.childByField(clause, Field.Update);
  if (initializer === NO_NODE || condition === NO_NODE || tree.kindOf(update) !== Kind.IncStatement) return undefined;
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return undefined;
  const values = tree.childByField(initializer, Field.Right);
  const from = values === NO_NODE ? undefined : context.constantOf({ file, node: tree.firstNamedChild(values) });
  const to = numberOf(context, { file, node: tree.childByField(condition, Field.Right) });
  if (typeof from !== 'number' || typeof to !== 'number') return undefined;
  switch (tree.kindOf(tree.childByField(condition, Field.Operator))) {
    case Token['<']:
      return Math.max(0, to - from);
    case Token['<=']:
      return Math.max(0, to - from + 1);
    default:
      return undefined;
  }
}

/** A constant, or the capacity of a channel that is made with a constant one. */
function numberOf(context: ChannelContext, at: Place): number | undefined {
  const constant = context.constantOf(at);
  if (typeof constant === 'number') return constant;
  if (context.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return undefined;
  const { callee, args } = context.callAt(at);
  const [operand] = args;
  if (callee.kind !== 'builtin' || callee.name !== 'cap' || operand === undefined) return undefined;
  const symbol = context.symbolAt(operand);
  const made = symbol?.kind === 'variable' ? context.soleValue(symbol) : undefined;
  if (made === undefined || context.tree(made.file).kindOf(made.node) !== Kind.CallExpression) return undefined;
  const make = context.callAt(made);
  const size = make.callee.kind === 'builtin' && make.callee.name === 'make' ? make.args[1] : undefined;
  const capacity = size === undefined ? undefined : context.constantOf(size);
  return context.underlyingOf(made).kind === 'chan' && typeof capacity === 'number' ? capacity : undefined;
}

export interface Rounds {
  /** {@link MANY} if a loop has no constant number of rounds. */
  readonly count: number;
  /** The node, or the outermost of its loops if all rounds can be counted before them. */
  readonly node: NodeId;
  /** Whether a counted loop can be left before its last round. */
  readonly endsEarly: boolean;
}

/** How often the loops around a node of `flow` evaluate it; some loops may be left out. */
export function roundsOf(
  context: ChannelContext,
  file: FileId,
  flow: FlowGraph,
  node: NodeId,
  counts: (loop: Loop) => boolean = () => true,
): Rounds {
  const loops = flow.loopsAround(node).filter(counts);
  const rounds = loops.map(loop => constantTripCount(context, file, loop.node) ?? MANY);
  const outermost = loops.at(-1);
  if (outermost === undefined) return { count: 1, node, endsEarly: false };
  if (rounds.includes(MANY)) return { count: MANY, node, endsEarly: false };
  const endsEarly = loops.some(loop => new Set(loop.exits.map(exit => exit.from)).size > 1);
  return { count: rounds.reduce((product, n) => product * n, 1), node: outermost.node, endsEarly };
}
