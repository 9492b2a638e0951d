/**
 * Answers that nobody waits for any more: a function makes an unbuffered channel, sends it along with a request, and
 * stops waiting for the answer when another case of its select wins; whoever takes the request from the queue then blocks
 * in the send of its answer.
 *
 * Both ends are in the package, and the queue is the same variable or field. Silent if the requester takes back what it
 * asked for, or makes sure that somebody receives.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { dereferenced } from '../types/type.ts';
import type { Channel } from './channel.ts';
import { isHeldBy } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Answers } from './answers.ts';
import type { Choice, Operation } from './operation.ts';
import { receivedIn } from './operation.ts';
import { baseOf } from './stop-signal.ts';

export interface AbandonedReply {
  readonly channel: Channel;
  readonly maker: GoFunction;
  /** The send of the request. */
  readonly request: Place;
  /** The case that can win instead of the answer. */
  readonly alternative: Place;
  /** The exit of the requester after that case. */
  readonly leaves: Place;
  /** The send of the answer. */
  readonly answer: Place;
  readonly responder: GoFunction;
  /** Whether the requester only leaves when its object, or the process, is told to stop. */
  readonly isAtEnd: boolean;
}

/** Where the requester waits for the answer and how it can give up. */
interface Wait {
  readonly choice: Choice;
  readonly alternative: NodeId;
  readonly exit: NodeId;
}

export function abandonedReply(
  context: ChannelContext,
  answers: Answers,
  channel: Channel,
): AbandonedReply | undefined {
  const { maker, capacity } = channel;
  if (maker === undefined || capacity.kind !== 'constant' || capacity.value > 0) return undefined;
  const receives = answers.receivesOf(channel, maker) ?? [];
  if (receives.length === 0 || !isAnswered(channel, maker)) return undefined;
  const wait = waitOf(context, receives, maker);
  if (wait === undefined || isTakenBack(context, channel, maker, wait)) return undefined;
  for (const request of requestsOf(context, channel, maker)) {
    if (!context.flow(maker).canReach(request.sent, wait.choice.select)) continue;
    const answer = answers.find(channel, request.queue, maker);
    if (answer === undefined) continue;
    const file = maker.place.file;
    const at = (node: NodeId): Place => ({ file, node });
    return {
      channel,
      maker,
      request: at(request.sent),
      alternative: at(wait.alternative),
      leaves: at(wait.exit),
      answer: answer.place,
      responder: answer.responder,
      isAtEnd: isToldToStop(context, maker, wait),
    };
  }
  return undefined;
}

/** Whether the channel goes to others with a request only, and its maker does not close it. */
function isAnswered({ escapes, ranges, closes, passes }: Channel, maker: GoFunction): boolean {
  if (ranges.length > 0 || passes.length > 0) return false;
  return escapes.every(({ kind }) => kind === 'sent') && closes.every(({ within }) => within !== maker);
}

/** A select on the answer that another case can win, after which the maker returns without another receive. */
function waitOf(context: ChannelContext, receives: readonly Operation[], maker: GoFunction): Wait | undefined {
  const flow = context.flow(maker);
  const received = new Set(receives.map(({ place }) => place.node));
  for (const { choice } of receives) {
    if (choice === undefined || choice.hasDefault) continue;
    for (const alternative of choice.others) {
      const exit = flow.pathToExit(
        choice.select,
        node => received.has(node),
        undefined,
        edge =>
          edge.alternative === undefined || !isCaseOf(choice, edge.alternative) || edge.alternative === alternative,
      );
      if (exit !== undefined) return { choice, alternative, exit };
    }
  }
  return undefined;
}

const isCaseOf = ({ alternative, others }: Choice, node: NodeId): boolean =>
  node === alternative || others.includes(node);

/** Whether the requester does anything with the channel or the request after it has given up. */
function isTakenBack(context: ChannelContext, channel: Channel, maker: GoFunction, { choice }: Wait): boolean {
  const tree = context.tree(maker.place.file);
  const holders = channel.holders.flatMap(holder => (holder.kind === 'variable' ? [holder.symbol] : []));
  const requests = channel.holders.flatMap(holder =>
    holder.kind === 'field' ? [...variablesOf(context, maker, holder.cell.key)] : [],
  );
  return [...holders, ...requests].some(symbol =>
    symbol.uses.some(at => {
      if (at.file !== maker.place.file || tree.contains(choice.alternative, at.node)) return false;
      if (isHarmless(context, symbol, at)) return false;
      return context
        .flow(maker)
        .canReach(choice.select, at.node, undefined, edge => edge.alternative !== choice.alternative);
    }),
  );
}

/** Reads of other fields of the request, and receives, say nothing to the responder. */
function isHarmless(context: ChannelContext, symbol: GoSymbol, at: Place): boolean {
  const { kind } = context.useOf(at);
  return kind === 'field' || kind === 'receive' || at === symbol.declaration;
}

/** The variables of the function that hold a struct with the field. */
function* variablesOf(context: ChannelContext, maker: GoFunction, cell: string): Generator<GoSymbol> {
  const tree = context.tree(maker.place.file);
  const seen = new Set<GoSymbol>();
  for (const node of tree.descendantsOfKind(maker.body, Kind.Identifier)) {
    const symbol = context.symbolAt({ file: maker.place.file, node });
    if (symbol?.kind !== 'variable' || symbol.owner !== maker || seen.has(symbol)) continue;
    seen.add(symbol);
    const type = dereferenced(context.typeOfSymbol(symbol));
    if (type.kind === 'named' && cell.startsWith(`${type.path}.${type.name}.`)) yield symbol;
  }
}

interface Request {
  /** The SendStatement. */
  readonly sent: NodeId;
  /** The channel that it goes to. */
  readonly queue: Place;
}

/** The sends by which the maker hands the channel on: by itself, or in a struct that has it in a field. */
function* requestsOf(context: ChannelContext, channel: Channel, maker: GoFunction): Generator<Request> {
  const { file } = maker.place;
  const tree = context.tree(file);
  const cells = channel.holders.flatMap(holder => (holder.kind === 'field' ? [holder.cell.key] : []));
  for (const sent of tree.descendantsOfKind(maker.body, Kind.SendStatement)) {
    if (context.functionAround({ file, node: sent }) !== maker) continue;
    const value = { file, node: tree.childByField(sent, Field.Value) };
    const type = dereferenced(context.typeOf(value));
    const isStruct = type.kind === 'named' && cells.some(cell => cell.startsWith(`${type.path}.${type.name}.`));
    if (!isStruct && !isHeldBy(channel, context.symbolAt(value))) continue;
    yield { sent, queue: { file, node: tree.childByField(sent, Field.Channel) } };
  }
}

/** Whether the case that wins waits for a field: the owner's signal to stop, or its context. */
function isToldToStop(context: ChannelContext, maker: GoFunction, { alternative }: Wait): boolean {
  const { file } = maker.place;
  const node = receivedIn(context.tree(file), alternative);
  const base = node < 0 ? undefined : baseOf(context, { file, node });
  return base !== undefined && (base.role === 'receiver' || base.role === 'global');
}
