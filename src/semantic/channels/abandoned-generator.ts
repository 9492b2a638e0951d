/**
 * Producers that give up at a stop signal, called by functions that stop receiving and do not give it.
 *
 * The signal must be a parameter of the producer, its receiver's or a global. It counts as given where the caller cancels
 * the context that it passes, or closes the channel; where it is one of a request, which ends soon; and wherever it cannot
 * be told. A context that nothing ends leaves no doubt.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { AbandonmentCheck } from './abandonment.ts';
import type { ChannelIndex } from './channel-index.ts';
import type { Channel } from './channel.ts';
import { cancelBeside } from './completion.ts';
import { consumersOf, isGivenBack } from './consumers.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isWithin } from './sender.ts';
import { baseOf, isEndless, isOfProcess, stopSignalIn } from './stop-signal.ts';
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
  /** Whether nobody ever gives that signal. */
  readonly isNever: boolean;
  /** Whether goroutines hardly pile up; see `Abandonment`. */
  readonly isRare: boolean;
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
  const supply = new OwnSupply(context, index, channel, maker, () => true);
  for (const { view, others } of consumersOf(context, channel)) {
    const call = context.callAt(view.origin);
    if (call.target !== maker || view.receives.length + view.ranges.length === 0) continue;
    const argument = argumentOf(context, supply, baseOf(context, signal), maker, call);
    const given = argument === undefined ? undefined : givenBy(context, index, view.maker, argument);
    if (given === undefined || (!given.isNever && isOfProcess(context, signal))) continue;
    const producer = new ResultSupply(supply, view.origin.node, others, given.own);
    const found = new AbandonmentCheck(context, index, threads, view, producer).find();
    if (found === undefined) continue;
    const { leaves, send, isRare } = found;
    yield { call: view.origin, consumer: view.maker, leaves, send, signal, isNever: given.isNever, isRare };
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

/** What the caller passes as the signal; `receiver` if it is one of an object that has the producer as its method. */
function argumentOf(
  context: ChannelContext,
  { senders }: OwnSupply,
  base: GoSymbol | undefined,
  maker: GoFunction,
  call: Call,
): Place | 'receiver' | undefined {
  if (base === undefined) return undefined;
  if (base.role === 'receiver') return 'receiver';
  const own = maker.parameters.indexOf(base);
  if (own >= 0) return call.args[own];
  const passed = senders.flatMap(({ entry, goroutine }) => goroutine.args[entry.parameters.indexOf(base)] ?? []);
  const [first] = passed;
  const given = first === undefined ? undefined : context.symbolAt(first);
  return given === undefined ? undefined : call.args[maker.parameters.indexOf(given)];
}

interface Given {
  /** The caller's own name for it. */
  readonly own: GoSymbol | undefined;
  readonly isNever: boolean;
}

/** What the caller passes as the signal; undefined if it may end that, or somebody soon after. */
function givenBy(
  context: ChannelContext,
  index: ChannelIndex,
  caller: GoFunction,
  argument: Place | 'receiver',
): Given | undefined {
  if (argument === 'receiver') return { own: undefined, isNever: false };
  const isNever = isEndless(context, argument);
  if (!isNever && isEndedBy(context, index, argument, caller)) return undefined;
  return { own: baseOf(context, argument), isNever };
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
  if (index.ofVariable(symbol).some(({ closes }) => closes.length > 0)) return true;
  const given = symbol.uses.filter(at => context.useOf(at).kind === 'assigned');
  if (symbol.role === 'parameter' && given.length === 0) return servesRequest(context, caller);
  const places = symbol.declaration === undefined ? given : [symbol.declaration, ...given];
  const cancels = places.map(at => cancelBeside(context, at)).filter(cancel => cancel !== undefined);
  return (
    cancels.length === 0 || cancels.some(({ uses }) => uses.some(use => isWithin(context.functionAround(use), caller)))
  );
}

/** Whether the context of the function ends with a request. */
function servesRequest(context: ChannelContext, fn: GoFunction): boolean {
  return fn.parameters.some(parameter => {
    if (parameter === undefined) return false;
    const type = dereferenced(context.typeOfSymbol(parameter));
    return isNamed(type, 'net/http', 'Request') || isNamed(type, 'net/http', 'ResponseWriter');
  });
}
