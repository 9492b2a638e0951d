/**
 * Whether a call may block for ever in its own code, although all callers behave: a loop without a way out, an empty
 * select, a call that serves or waits. Whether an operation on a channel ever finds its partner is for the channel model
 * to judge: with one, the answer is no better than unknown.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction } from '../names/symbol.ts';
import { summaryIn } from './exits.ts';
import type { Occurrence } from './occurrences.ts';

export interface BlockingContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  flow(fn: GoFunction): FlowGraph;
}

export function blocking(context: BlockingContext): Occurrence {
  return {
    sitesIn: fn => [...sitesIn(context, fn)],
    isUnsure: fn => usesChannels(context, fn),
    given: ({ key, effect }: Call) => {
      if (effect.blocks === true) return 'all';
      return key === '' ? undefined : summaryIn(context.inference.model.declarations, key)?.blocks;
    },
  };
}

function* sitesIn(context: BlockingContext, fn: GoFunction): Generator<NodeId> {
  const { inference, functions } = context;
  const { file } = fn.place;
  const tree = treeOf(inference.model, file);
  for (const node of tree.descendantsOfKind(fn.body, Kind.SelectStatement, Kind.ForStatement)) {
    if (functions.around({ file, node }) !== fn) continue;
    const isEndless =
      tree.kindOf(node) === Kind.SelectStatement
        ? tree.namedChildren(node).length === 0
        : context.flow(fn).loops.some(loop => loop.node === node && loop.blocks.size > 0 && loop.exits.length === 0);
    if (isEndless && context.flow(fn).isReachable(node)) yield node;
  }
}

function usesChannels({ inference, functions }: BlockingContext, fn: GoFunction): boolean {
  const { file } = fn.place;
  const tree = treeOf(inference.model, file);
  const kinds = [Kind.SendStatement, Kind.UnaryExpression, Kind.RangeClause];
  for (const node of tree.descendantsOfKind(fn.body, ...kinds)) {
    if (functions.around({ file, node }) !== fn) continue;
    switch (tree.kindOf(node)) {
      case Kind.SendStatement:
        return true;
      case Kind.UnaryExpression:
        if (tree.kindOf(tree.childByField(node, Field.Operator)) === Token['<-']) return true;
        break;
      default: {
        const operand = tree.childByField(node, Field.Right);
        if (inference.underlyingAt(file, operand).kind === 'chan') return true;
      }
    }
  }
  return false;
}
