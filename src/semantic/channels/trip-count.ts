/**
 * How often a loop comes round, where that is written down as a constant.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';

/** The rounds of `for i := 0; i < 3; i++` and `for range 3`; undefined for any other loop. */
export function constantTripCount(context: ChannelContext, file: FileId, loop: NodeId): number | undefined {
  const tree = context.tree(file);
  const range = tree.childOfKind(loop, Kind.RangeClause);
  if (range !== NO_NODE) {
    const rounds = context.constantOf({ file, node: tree.childByField(range, Field.Right) });
    return typeof rounds === 'number' ? rounds : undefined;
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
  const to = context.constantOf({ file, node: tree.childByField(condition, Field.Right) });
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
