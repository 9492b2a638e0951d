/**
 * Producers that give up at a stop signal, called by functions that stop receiving and do not give it.
 *
 * The signal must be a parameter of the producer, its receiver's or a global. It counts as given where the caller cancels
 * the context that it passes, or closes the channel; where it is one of a request, which ends soon; and wherever it cannot
 * be told.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { AbandonmentCheck } from './abandonment.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { cancelOf } from './completion.ts';
import { consumersOf, isGivenBack } from './consumers.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isWithin } from './sender.ts';
import { baseOf, isOfProcess, stopSignalIn } from './stop-signal.ts';
import { OwnSupply, ResultSupply } from './supply.ts';
import type { Threads } from './threads.ts';

export interface AbandonedGenerator {
  /** The call that starts the producer. */
  readonly call: Place;
  readonly consumer: GoFunction;
  /** The exit of the consumer that leaves it behind. */
  readonly leaves: Place;
  readonly send: Operation;
  /** What the producer waits for beside a receiver. */
  readonly signal: Place;
}

export function* abandonedGenerators(
  context: ChannelContext,
  index: ChannelIndex,
  threads: Threads,
  channel: Channel,
): Generator<AbandonedGenerator> {
  const { maker, sends, capacity } = channel;
  const signal = capacity.kind === 'constant' ? signalOf(context, sends) : undefined;
  if (maker === undefined || signal === undefined || !isGivenBack(channel)) return;
  const supply = new OwnSupply(context, index, threads, channel, maker, () => true);
  for (const { view, others } of consumersOf(context, channel)) {
    const call = context.callAt(view.origin);
    if (call.target !== maker || view.receives.length + view.ranges.length === 0) continue;
    if (isGiven(context, index, threads, signal, maker, call)) continue;
    const producer = new ResultSupply(supply, view.origin.node, others);
    const found = new AbandonmentCheck(context, index, threads, view, producer).find();
    if (found === undefined) continue;
    yield { call: view.origin, consumer: view.maker, leaves: found.leaves, send: found.send, signal };
  }
}

/** The stop signal that all sends look at, the first of its places. */
function signalOf(context: ChannelContext, sends: readonly Operation[]): Place | undefined {
  const signals = sends.map(({ choice, place }) =>
    choice === undefined ? undefined : stopSignalIn(context, place.file, choice.others)?.signal,
  );
  const [first] = signals;
  const base = first === undefined ? undefined : baseOf(context, first);
  const isCommon = signals.every(signal => signal !== undefined && baseOf(context, signal) === base);
  return base !== undefined && isCommon ? first : undefined;
}

/** Whether the signal is given when the caller leaves, or may be. */
function isGiven(
  context: ChannelContext,
  index: ChannelIndex,
  threads: Threads,
  signal: Place,
  maker: GoFunction,
  call: Call,
): boolean {
  const base = baseOf(context, signal);
  if (base === undefined || isOfProcess(context, threads, signal)) return true;
  if (base === maker.receiver) return false;
  const argument = call.args[maker.parameters.indexOf(base)];
  if (argument === undefined || call.caller === undefined) return true;
  return isEndedBy(context, index, argument, call.caller);
}

/** Whether the caller ends what it passes, or somebody does so soon after. */
function isEndedBy(context: ChannelContext, index: ChannelIndex, argument: Place, caller: GoFunction): boolean {
  const tree = context.tree(argument.file);
  if (tree.kindOf(argument.node) === Kind.SelectorExpression) {
    const operand = { file: argument.file, node: tree.childByField(argument.node, Field.Operand) };
    return context.symbolAt(operand)?.role !== 'receiver';
  }
  const symbol = tree.kindOf(argument.node) === Kind.Identifier ? context.symbolAt(argument) : undefined;
  if (symbol?.kind !== 'variable') return true;
  if (symbol.role === 'parameter') return servesRequest(context, caller);
  if (index.ofVariable(symbol).some(({ closes }) => closes.length > 0)) return true;
  const cancel = cancelOf(context, symbol);
  return cancel === undefined || cancel.uses.some(use => isWithin(context.functionAround(use), caller));
}

/** Whether the context of the function ends with a request. */
function servesRequest(context: ChannelContext, fn: GoFunction): boolean {
  return fn.parameters.some(parameter => {
    if (parameter === undefined) return false;
    const type = dereferenced(context.typeOfSymbol(parameter));
    return isNamed(type, 'net/http', 'Request') || isNamed(type, 'net/http', 'ResponseWriter');
  });
}
