/**
 * Which of several exits shows best how a function leaves a sender behind, and which of several sends how.
 *
 * A select that gives up waiting for the channel comes first, then a call that reports how something went (`Flush`,
 * `Copy`); one that makes a value mostly fails for what it is given, which may never happen. An exit that is taken for one
 * element only comes last: then nothing more may be sent.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { isNamed } from '../types/type.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import type { PathSum } from './path-sum.ts';

const FEW: readonly number[] = [Token['=='], Token['<'], Token['<=']];

/** The first of the exits that are the most telling. */
export function mostTelling(
  context: ChannelContext,
  channel: Channel,
  maker: GoFunction,
  exits: readonly PathSum[],
): PathSum | undefined {
  const ranked = exits.map(exit => ({ exit, rank: rankOf(context, channel, maker, exit) }));
  const best = Math.max(...ranked.map(({ rank }) => rank));
  return ranked.find(({ rank }) => rank === best)?.exit;
}

function rankOf(context: ChannelContext, channel: Channel, maker: GoFunction, { node }: PathSum): number {
  if (followsGivingUp(context, channel, maker, node)) return 2;
  const at = { file: maker.place.file, node };
  if (isForFewElements(context, at)) return -1;
  return reportsFailure(context, at) ? 1 : 0;
}

/** Whether the exit lies under a comparison that makes a length equal to a constant, or less: `if len(names) == 1`. */
function isForFewElements(context: ChannelContext, { file, node }: Place): boolean {
  const tree = context.tree(file);
  const statement = tree.ancestorOfKind(node, Kind.IfStatement, Kind.FuncLiteral);
  if (tree.kindOf(statement) !== Kind.IfStatement) return false;
  if (!tree.contains(tree.childByField(statement, Field.Consequence), node)) return false;
  const condition = tree.childByField(statement, Field.Condition);
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return false;
  const left = tree.childByField(condition, Field.Left);
  if (!FEW.includes(tree.kindOf(tree.childByField(condition, Field.Operator)))) return false;
  if (tree.kindOf(left) !== Kind.CallExpression) return false;
  const { callee } = context.callAt({ file, node: left });
  const limit = { file, node: tree.childByField(condition, Field.Right) };
  return callee.kind === 'builtin' && callee.name === 'len' && context.constantOf(limit) !== undefined;
}

/**
 * The first of the sends, or the first that tells of a call that was given a context, if the exit follows the end of one:
 * that end makes such calls fail.
 */
export function mostTellingSend(
  context: ChannelContext,
  channel: Channel,
  maker: GoFunction,
  exit: NodeId,
  sends: readonly Operation[],
): Operation | undefined {
  const [first, ...others] = sends;
  if (first === undefined || others.length === 0 || !leavesByContext(context, channel, maker, exit)) return first;
  return sends.find(({ place }) => failsByContext(context, place)) ?? first;
}

/** Whether a select that waits for the channel comes to the exit as a context has ended. */
function leavesByContext(context: ChannelContext, channel: Channel, maker: GoFunction, exit: NodeId): boolean {
  const received = receivedBefore(context, channel, maker, exit);
  if (received === NO_NODE) return false;
  const { file } = maker.place;
  const calls = [...context.tree(file).descendantsOfKind(received, Kind.CallExpression)];
  return calls.some(node => context.callAt({ file, node }).key === 'context.Context.Done');
}

/** Whether a send lies under `if err != nil` where `err` comes from a call that was given a context. */
function failsByContext(context: ChannelContext, at: Place): boolean {
  const call = failedCall(context, at);
  if (call === NO_NODE) return false;
  const { args } = context.callAt({ file: at.file, node: call });
  return args.some(arg => isNamed(context.typeOf(arg), 'context', 'Context'));
}

/**
 * Whether a select of the maker that waits for the channel leads to the exit by another of its cases, without a further
 * condition.
 */
export function followsGivingUp(context: ChannelContext, channel: Channel, maker: GoFunction, exit: NodeId): boolean {
  const flow = context.flow(maker);
  const tree = context.tree(maker.place.file);
  const condition = tree.ancestorOfKind(exit, Kind.IfStatement, Kind.FuncLiteral);
  return channel.receives.some(({ within, choice }) => {
    if (within !== maker || choice === undefined) return false;
    const { select, others, alternative } = choice;
    const isConditional = condition > select && tree.kindOf(condition) === Kind.IfStatement;
    if (others.length === 0 || (isConditional && !tree.contains(select, condition))) return false;
    return flow.canReach(select, exit, undefined, edge => edge.alternative !== alternative);
  });
}

/** Whether a select that waits for the channel comes to the exit as a time is over, which counts as an error. */
export function failsByTimeout(context: ChannelContext, channel: Channel, maker: GoFunction, exit: NodeId): boolean {
  const { file } = maker.place;
  const tree = context.tree(file);
  const received = receivedBefore(context, channel, maker, exit);
  if (received === NO_NODE) return false;
  const isTime = [...tree.descendantsOfKind(received, Kind.UnaryExpression)].some(node =>
    isNamed(context.typeOf({ file, node }), 'time', 'Time'),
  );
  const values = tree.kindOf(exit) === Kind.ReturnStatement ? tree.firstNamedChild(exit) : NO_NODE;
  const last = values === NO_NODE ? undefined : tree.namedChildren(values).at(-1);
  return isTime && last !== undefined && isNamed(context.typeOf({ file, node: last }), '', 'error');
}

/** The communication of the case around the exit, if its select waits for the channel in another; else {@link NO_NODE}. */
function receivedBefore(context: ChannelContext, { receives }: Channel, maker: GoFunction, exit: NodeId): NodeId {
  const tree = context.tree(maker.place.file);
  const own = tree.ancestorOfKind(exit, Kind.CommunicationCase, Kind.FuncLiteral);
  const isOther = receives.some(({ within, choice }) => within === maker && choice?.others.includes(own) === true);
  return isOther ? tree.childByField(own, Field.Communication) : NO_NODE;
}

/**
 * Whether a function of a program, not seen to run again after that, leaves since a context has ended: mostly that of the
 * program, which ends as well.
 */
export function leavesWithProgram(context: ChannelContext, channel: Channel, maker: GoFunction, exit: NodeId): boolean {
  if (!context.lifetimes.isProgram || context.lifetimes.runsRepeatedlyAfter(maker, exit)) return false;
  return leavesByContext(context, channel, maker, exit);
}

/** Whether the exit lies under `if err != nil` where `err` is what a call without any other object returned. */
function reportsFailure(context: ChannelContext, at: Place): boolean {
  const call = failedCall(context, at);
  if (call === NO_NODE) return false;
  const type = context.typeOf({ file: at.file, node: call });
  const results = type.kind === 'tuple' ? type.elements : [type];
  return results.every(isPlain);
}

/** The call of the statement before the `if` around the node, or in its head; {@link NO_NODE} if there is none. */
function failedCall(context: ChannelContext, { file, node }: Place): NodeId {
  const tree = context.tree(file);
  const statement = tree.ancestorOfKind(node, Kind.IfStatement, Kind.FuncLiteral);
  if (tree.kindOf(statement) !== Kind.IfStatement) return NO_NODE;
  const initializer = tree.childByField(statement, Field.Initializer);
  const siblings = tree.namedChildren(tree.parentOf(statement));
  const before = initializer === NO_NODE ? (siblings[siblings.indexOf(statement) - 1] ?? NO_NODE) : initializer;
  if (before === NO_NODE) return NO_NODE;
  const values = tree.childByField(before, Field.Right);
  const call = values === NO_NODE ? NO_NODE : tree.firstNamedChild(values);
  return call !== NO_NODE && tree.kindOf(call) === Kind.CallExpression ? call : NO_NODE;
}

function isPlain(type: Type): boolean {
  return type.kind === 'basic' || isNamed(type, '', 'error');
}
