/**
 * Who answers a request: the sends, outside any select, to a channel that came with a request out of a queue.
 *
 * A request is followed from the receive that takes it from the queue, through variables, fields and the parameters of
 * functions of the package. Two expressions name the same queue if they are the same field, or may be the same channel.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Origin } from '../value-flow/origins.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { choiceOf, isBare, type Operation } from './operation.ts';
import { isWithin } from './sender.ts';

/** A send that only a receiver lets go on. */
export interface Answer {
  readonly place: Place;
  readonly responder: GoFunction;
}

/** From the answer back to the queue: fields, and calls that hand the request on. */
const MAX_STEPS = 4;

export class Answers {
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;

  constructor(context: ChannelContext, index: ChannelIndex) {
    this.context = context;
    this.index = index;
  }

  /** The receives by `maker`; undefined if others may take what is meant for it, rather than answers to their own requests. */
  receivesOf(channel: Channel, maker: GoFunction): readonly Operation[] | undefined {
    const others = channel.receives.filter(({ within }) => within !== maker);
    const areOwn = others.every(({ within, channel: from }) => {
      return this.index.at(from).some(other => other !== channel && other.maker === within);
    });
    return areOwn ? channel.receives.filter(({ within }) => within === maker) : undefined;
  }

  /** The first answer to a request that has the channel and goes to the queue, by another goroutine than that of `maker`. */
  find(channel: Channel, queue: Place, maker: GoFunction): Answer | undefined {
    const sends = [...channel.sends.filter(isBare), ...this.sendsToReceived(channel)];
    for (const { place, channel: to, within } of sends) {
      if (within === undefined || (isWithin(within, maker) && !this.isStartedBy(maker, within))) continue;
      if (this.comesFrom(to, queue, MAX_STEPS)) return { place, responder: within };
    }
    return undefined;
  }

  private isStartedBy(maker: GoFunction, within: GoFunction): boolean {
    return this.context.goroutines.some(
      ({ entry, starter, joined }) => starter === maker && !joined && entry !== undefined && isWithin(within, entry),
    );
  }

  /** Sends to variables, where the channel itself is what goes through the queue. */
  private *sendsToReceived({ escapes }: Channel): Generator<{ place: Place; channel: Place; within?: GoFunction }> {
    if (escapes.length === 0) return;
    for (const place of this.context.nodes(Kind.SendStatement)) {
      const tree = this.context.tree(place.file);
      const node = tree.childByField(place.node, Field.Channel);
      if (tree.kindOf(node) !== Kind.Identifier) continue;
      const choice = choiceOf(tree, place.node);
      if (choice !== undefined && (choice.others.length > 0 || choice.hasDefault)) continue;
      const within = this.context.functionAround(place);
      if (within !== undefined) yield { place, channel: { file: place.file, node }, within };
    }
  }

  /** Whether the value, or what it is a field of, can be what was received from the queue. */
  private comesFrom(value: Place, queue: Place, steps: number): boolean {
    if (steps === 0) return false;
    return this.context.origins(value).some(origin => this.originComesFrom(origin, queue, steps - 1));
  }

  private originComesFrom(origin: Origin, queue: Place, steps: number): boolean {
    const { file, node } = origin.at;
    const tree = this.context.tree(file);
    switch (origin.kind) {
      case 'received': {
        const isRange = tree.kindOf(node) === Kind.RangeClause;
        const from = tree.childByField(node, isRange ? Field.Right : Field.Operand);
        return this.isSame({ file, node: from }, queue);
      }
      case 'field':
        return (
          tree.kindOf(node) === Kind.SelectorExpression &&
          this.comesFrom({ file, node: tree.childByField(node, Field.Operand) }, queue, steps)
        );
      case 'parameter':
      case 'receiver':
        return this.givenAs(origin.symbol).some(given => this.comesFrom(given, queue, steps));
      default:
        return false;
    }
  }

  /** What callers give for a parameter or a receiver. */
  private givenAs(symbol: GoSymbol): readonly Place[] {
    const { owner } = symbol;
    const calls = owner === undefined ? [] : (this.context.callersOf(owner) ?? []);
    const index = owner?.parameters.indexOf(symbol) ?? -1;
    return calls.flatMap(call => (index < 0 ? call.receiver : call.args[index]) ?? []);
  }

  private isSame(one: Place, other: Place): boolean {
    const field = this.context.fields.at(one);
    if (field !== undefined && field === this.context.fields.at(other)) return true;
    const channels = this.index.at(other);
    return this.index.at(one).some(channel => channels.includes(channel));
  }
}
