/**
 * Which of several exits shows best how a function leaves a sender behind.
 *
 * A select that gives up waiting for the channel comes first, then a call that reports how something went (`Flush`,
 * `Copy`); one that makes a value mostly fails for what it is given, which may never happen.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { isNamed } from '../types/type.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { PathSum } from './path-sum.ts';

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
  return reportsFailure(context, { file: maker.place.file, node }) ? 1 : 0;
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
export function failsByTimeout(
  context: ChannelContext,
  { receives }: Channel,
  maker: GoFunction,
  exit: NodeId,
): boolean {
  const { file } = maker.place;
  const tree = context.tree(file);
  const own = tree.ancestorOfKind(exit, Kind.CommunicationCase, Kind.FuncLiteral);
  if (!receives.some(({ within, choice }) => within === maker && choice?.others.includes(own) === true)) return false;
  const received = tree.childByField(own, Field.Communication);
  const isTime = [...tree.descendantsOfKind(received, Kind.UnaryExpression)].some(node =>
    isNamed(context.typeOf({ file, node }), 'time', 'Time'),
  );
  const values = tree.kindOf(exit) === Kind.ReturnStatement ? tree.firstNamedChild(exit) : NO_NODE;
  const last = values === NO_NODE ? undefined : tree.namedChildren(values).at(-1);
  return isTime && last !== undefined && isNamed(context.typeOf({ file, node: last }), '', 'error');
}

/** Whether the exit lies under `if err != nil` where `err` is what a call without any other object returned. */
function reportsFailure(context: ChannelContext, { file, node }: Place): boolean {
  const tree = context.tree(file);
  const statement = tree.ancestorOfKind(node, Kind.IfStatement, Kind.FuncLiteral);
  if (tree.kindOf(statement) !== Kind.IfStatement) return false;
  const initializer = tree.childByField(statement, Field.Initializer);
  const siblings = tree.namedChildren(tree.parentOf(statement));
  const before = initializer === NO_NODE ? (siblings[siblings.indexOf(statement) - 1] ?? NO_NODE) : initializer;
  if (before === NO_NODE) return false;
  const values = tree.childByField(before, Field.Right);
  const call = values === NO_NODE ? NO_NODE : tree.firstNamedChild(values);
  if (tree.kindOf(call) !== Kind.CallExpression) return false;
  const type = context.typeOf({ file, node: call });
  const results = type.kind === 'tuple' ? type.elements : [type];
  return results.every(isPlain);
}

function isPlain(type: Type): boolean {
  return type.kind === 'basic' || isNamed(type, '', 'error');
}
