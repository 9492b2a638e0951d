/**
 * Basic blocks and the edges between them: the shape of a control-flow graph, without any question about it.
 */
import type { NodeId } from '../../syntax/tree.ts';

/**
 * How a function can end. Panics that the language raises itself (a nil map, an index out of range) are not exits.
 * `end` is falling off the closing brace.
 */
export type ExitKind = 'return' | 'panic' | 'goexit' | 'process-exit' | 'end';

export interface Exit {
  readonly kind: ExitKind;
  /** The return statement, the call that does not return (always, or on a condition), or the closing brace of the body. */
  readonly node: NodeId;
  readonly block: Block;
}

/** What an expression is known to be, since a call returns only then: `check(err)`, `require.NoError(t, err)`. */
export interface Given {
  readonly expression: NodeId;
  readonly is: Outcome;
}

export type Outcome = 'nil' | 'not nil' | 'true' | 'false';

/** How a call ends that returns only under a condition. */
export interface ConditionalExit {
  readonly kind: ExitKind;
  readonly unless: Given;
}

/**
 * A way from one block to the next, and what is known of the values when it is taken.
 *
 * - `condition` is `value`: an expression without `&&`, `||`, `!` or parentheses around it;
 * - with `tag`: whether `tag` equals (or, in a type switch, has the type) `condition`;
 * - a RangeClause as condition: whether there was another element;
 * - `alternative`: the CommunicationCase or DefaultCase that a select chose;
 * - `given`: what a call says of its argument by returning.
 */
export interface Edge {
  readonly block: Block;
  readonly condition?: NodeId;
  readonly value?: boolean;
  readonly tag?: NodeId;
  readonly alternative?: NodeId;
  readonly given?: Given;
}

/** Code that runs as a whole or not at all, calls that never return apart. */
export interface Block {
  /** Its place in `FlowGraph.blocks`. */
  readonly index: number;
  /**
   * What is evaluated, in order: each expression after its operands, each statement after its expressions, what an
   * assignment writes to just before the assignment. A function literal stands for itself. The call of a `go` or
   * `defer` statement is listed where the statement is executed.
   */
  readonly nodes: readonly NodeId[];
  readonly successors: readonly Edge[];
}

/** Where a node is evaluated. */
export interface Place {
  readonly block: Block;
  /** Index of the first entry of `block.nodes` that comes after it. */
  readonly next: number;
  /** Index of the first entry of `block.nodes` that does not come before it. */
  readonly at: number;
}

export interface Loop {
  /** The ForStatement. */
  readonly node: NodeId;
  /** Where each round starts: the condition, the next element of a range, or the body. */
  readonly header: Block;
  /**
   * The blocks that can come round again, the header among them. Code that only runs on the way out is not in it; a
   * loop that never comes round has none.
   */
  readonly blocks: ReadonlySet<Block>;
  /** The ways out; a loop without any is endless. */
  readonly exits: readonly { readonly from: Block; readonly to: Block }[];
}
