/**
 * The channel model of a package: its channels, and what the goroutine rules ask of them.
 */
import { Field } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import { Answers } from './answers.ts';
import type { Abandonment } from './abandonment.ts';
import { AbandonmentCheck } from './abandonment.ts';
import { abandonedGenerators, type AbandonedGenerator } from './abandoned-generator.ts';
import type { CertainBlock } from './certain-block.ts';
import { certainBlock } from './certain-block.ts';
import type { CertainWait } from './certain-wait.ts';
import { waitsOnNil, waitWithoutSender } from './certain-wait.ts';
import { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import type { ChannelContext } from './context.ts';
import { deadCase } from './dead-case.ts';
import { deafProducer, type DeafProducer } from './deaf-producer.ts';
import { fieldSend } from './field-send.ts';
import { handoverOf } from './handover.ts';
import { localSend } from './local-send.ts';
import { OwnSupply } from './supply.ts';
import type { AbandonedReply } from './reply.ts';
import { abandonedReply } from './reply.ts';
import type { StrandedSend } from './stranded-send.ts';
import { Threads } from './threads.ts';
import type { TimerWait } from './timer-wait.ts';
import { timerWaits } from './timer-wait.ts';
import type { UnguardedSend } from './unguarded-send.ts';
import { unguardedSends } from './unguarded-send.ts';
import type { UnclosedRange } from './unclosed.ts';
import { unclosedRange } from './unclosed.ts';

export class Channels {
  private readonly context: ChannelContext;
  private readonly index: ChannelIndex;
  private readonly threads: Threads;

  constructor(context: ChannelContext) {
    this.context = context;
    this.index = new ChannelIndex(context);
    this.threads = new Threads(context);
  }

  get all(): readonly Channel[] {
    return this.index.channels;
  }

  /** The channels that an expression may denote, as far as the package makes them. */
  at(place: Place): readonly Channel[] {
    return this.index.at(place);
  }

  /** All values that are sent to the channel of a local variable; undefined if others may be. */
  valuesSentTo(at: Place): readonly Place[] | undefined {
    const [channel, ...others] = this.index.at(at);
    if (this.context.symbolAt(at)?.role !== 'local' || channel === undefined || others.length > 0) return undefined;
    if (channel.capacity.kind === 'nil' || !this.holdsNothingElse(channel)) return undefined;
    return channel.sends.map(({ place: { file, node } }) => ({
      file,
      node: this.context.tree(file).childByField(node, Field.Value),
    }));
  }

  /** A send that the function which made the channel can leave behind in a goroutine. */
  abandonmentOf(channel: Channel): Abandonment | undefined {
    const { maker } = channel;
    if (maker === undefined || !this.holdsNothingElse(channel)) return undefined;
    const supply = new OwnSupply(this.context, this.index, channel, maker);
    const made = { ...channel, maker };
    const own = new AbandonmentCheck(this.context, this.index, this.threads, made, supply).find();
    const handover = own === undefined ? handoverOf(this.context, made, supply) : undefined;
    if (handover === undefined) return own;
    return new AbandonmentCheck(this.context, this.index, this.threads, handover.view, handover.supply).find();
  }

  /** A send that blocks whatever happens. */
  certainBlockOf(channel: Channel): CertainBlock | undefined {
    return this.holdsNothingElse(channel) ? certainBlock(this.context, channel) : undefined;
  }

  /** A receive from the channel to which nothing can come. */
  waitWithoutSenderOf(channel: Channel): CertainWait | undefined {
    if (!this.holdsNothingElse(channel)) return undefined;
    return waitWithoutSender(this.context, this.threads, channel) ?? deadCase(this.context, this.threads, channel);
  }

  /** An answer over the channel that blocks whoever gives it, since the one who asked has left. */
  abandonedReplyOf(channel: Channel): AbandonedReply | undefined {
    return abandonedReply(this.context, new Answers(this.context, this.index), channel);
  }

  /** Receives from channels that are nil. */
  waitsOnNil(): Iterable<CertainWait> {
    return waitsOnNil(this.context, this.threads);
  }

  /** Receives from timers that never send. */
  timerWaits(): Iterable<TimerWait> {
    return timerWaits(this.context);
  }

  /** A goroutine that sends to the channel and cannot be told to stop, though its maker gives the channel away. */
  deafProducerOf(channel: Channel): DeafProducer | undefined {
    return deafProducer(this.context, this.index, this.threads, channel);
  }

  /** A send to the channel, in a field, whose receiver leaves when its object is stopped. */
  fieldSendOf(channel: Channel): StrandedSend | undefined {
    return fieldSend(this.context, this.index, channel);
  }

  /** A send to the local channel, whose receiver in another goroutine leaves when it is told to stop. */
  localSendOf(channel: Channel): StrandedSend | undefined {
    return this.holdsNothingElse(channel) ? localSend(this.context, this.threads, channel) : undefined;
  }

  /** Calls that start a producer and leave it behind, though it could be told to stop. */
  abandonedGeneratorsOf(channel: Channel): Iterable<AbandonedGenerator> {
    return abandonedGenerators(this.context, this.index, this.threads, channel);
  }

  /** A loop over the channel that nothing ends. */
  unclosedRangeOf(channel: Channel): UnclosedRange | undefined {
    return unclosedRange(this.context, this.index, this.threads, channel);
  }

  /** Sends that cannot give up, in code that elsewhere gives up when it is told to stop. */
  unguardedSends(): Iterable<UnguardedSend> {
    return unguardedSends(this.context, this.index, this.threads);
  }

  /** Whether the local variables that hold the channel never hold another. */
  private holdsNothingElse(channel: Channel): boolean {
    if (channel.capacity.kind === 'nil') return true;
    if (!isLocal(channel)) return false;
    return channel.holders.every(
      holder =>
        holder.kind === 'variable' &&
        (holder.symbol.role !== 'local' || this.context.soleValue(holder.symbol) !== undefined),
    );
  }
}
