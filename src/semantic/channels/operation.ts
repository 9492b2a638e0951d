/**
 * What is done with a channel, one statement at a time: the operation, and the select that it is an alternative of.
 *
 * Pure description; whether an operation can block, and for how long, is asked elsewhere.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withoutParentheses } from '../../syntax/parentheses.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { ValueUse } from '../value-flow/value-uses.ts';

export type OperationKind = 'send' | 'receive' | 'range' | 'close';

/** A select statement as one of its alternatives sees it. */
export interface Choice {
  /** The SelectStatement. */
  readonly select: NodeId;
  /** The CommunicationCase of the operation. */
  readonly alternative: NodeId;
  /** The CommunicationCases of the others. */
  readonly others: readonly NodeId[];
  readonly hasDefault: boolean;
}

export interface Operation {
  readonly kind: OperationKind;
  /** The SendStatement, the `<-c`, the ForStatement or the call of `close`. */
  readonly place: Place;
  /** The expression that denotes the channel. */
  readonly channel: Place;
  /** The function whose code does it; undefined in a package-level initialiser. */
  readonly within: GoFunction | undefined;
  /** The select that chooses it; undefined for an operation that stands alone. */
  readonly choice: Choice | undefined;
  /** `defer close(c)` */
  readonly deferred: boolean;
}

/** The operation that a use of a channel is, if it is one. */
export function operationOf(tree: SyntaxTree, use: ValueUse): Operation | undefined {
  const kind = kindOf(use);
  if (kind === undefined) return undefined;
  return {
    kind,
    place: { file: use.at.file, node: use.node },
    channel: use.at,
    within: use.within,
    choice: choiceOf(tree, use.node),
    deferred: tree.kindOf(tree.parentOf(use.node)) === Kind.DeferStatement,
  };
}

function kindOf(use: ValueUse): OperationKind | undefined {
  switch (use.kind) {
    case 'send':
    case 'receive':
      return use.kind;
    case 'ranged':
      return 'range';
    case 'builtin':
      return use.name === 'close' ? 'close' : undefined;
    default:
      return undefined;
  }
}

/** The select of which the communication at `node` is an alternative; a statement in its body is not one. */
export function choiceOf(tree: SyntaxTree, node: NodeId): Choice | undefined {
  const alternative = tree.ancestorOfKind(node, Kind.CommunicationCase, Kind.FuncLiteral);
  if (tree.kindOf(alternative) !== Kind.CommunicationCase) return undefined;
  if (!tree.contains(tree.childByField(alternative, Field.Communication), node)) return undefined;
  const select = tree.parentOf(alternative);
  const cases = tree.namedChildren(select).filter(child => tree.kindOf(child) === Kind.CommunicationCase);
  return {
    select,
    alternative,
    others: cases.filter(child => child !== alternative),
    hasDefault: tree.childOfKind(select, Kind.DefaultCase) !== NO_NODE,
  };
}

/** The channel expression that a CommunicationCase receives from, or {@link NO_NODE} if it sends. */
export function receivedIn(tree: SyntaxTree, alternative: NodeId): NodeId {
  const communication = tree.childByField(alternative, Field.Communication);
  if (communication === NO_NODE || tree.kindOf(communication) === Kind.SendStatement) return NO_NODE;
  const received = withoutParentheses(tree, tree.childByField(communication, Field.Right));
  return tree.kindOf(received) === Kind.UnaryExpression ? tree.childByField(received, Field.Operand) : NO_NODE;
}

/** Whether nothing lets the operation go on but its partner: no select, or one without another alternative. */
export function isBare({ choice }: Operation): boolean {
  return choice === undefined || (choice.others.length === 0 && !choice.hasDefault);
}

/** Whether the operation stands in the body of a case of a select, so that it is done once for each event. */
export function answersEvent(tree: SyntaxTree, { place: { node } }: Operation): boolean {
  const around = tree.ancestorOfKind(node, Kind.CommunicationCase, Kind.ForStatement, Kind.FuncLiteral);
  return tree.kindOf(around) === Kind.CommunicationCase;
}
