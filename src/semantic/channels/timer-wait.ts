/**
 * Receives from the channel of a timer that never sends: its Stop has just said that it was stopped in time, or it is one
 * of time.AfterFunc, which has no channel.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { bareReceives } from './certain-wait.ts';
import type { ChannelContext } from './context.ts';

export interface TimerWait {
  readonly place: Place;
  readonly why: 'stopped' | 'no-channel';
  /** The timer as written. */
  readonly name: string;
  /** The call of Stop, or of time.AfterFunc. */
  readonly because: Place;
}

/** The methods that stop a timer; those of clocks that tests can set give its channel by a method. */
const STOPS: ReadonlyMap<string, 'field' | 'method'> = new Map([
  ['time.(*Timer).Stop', 'field'],
  ['k8s.io/utils/clock.Timer.Stop', 'method'],
  ['code.cloudfoundry.org/clock.Timer.Stop', 'method'],
]);
const AFTER_FUNC = 'time.AfterFunc';

export function* timerWaits(context: ChannelContext): Generator<TimerWait> {
  const stops = context.callsNamed('Stop');
  const hasAfterFunc = context.callsNamed('AfterFunc').length > 0;
  if (stops.length === 0 && !hasAfterFunc) return;
  for (const { place, channel } of bareReceives(context)) {
    const timer = timerOf(context, channel);
    if (timer === undefined) continue;
    const name = context.textOf(timer);
    const form = isCalled(context, channel) ? 'method' : 'field';
    const stop = stops.find(call => STOPS.get(call.key) === form && isStopOf(context, call, timer, place));
    if (stop !== undefined) yield { place, why: 'stopped', name, because: stop.place };
    const made = hasAfterFunc ? afterFuncOf(context, timer) : undefined;
    if (made !== undefined) yield { place, why: 'no-channel', name, because: made };
  }
}

/** `t` of `t.C` or `t.C()`, which may be a timer. */
function timerOf(context: ChannelContext, { file, node }: Place): Place | undefined {
  const tree = context.tree(file);
  const selector = isCalled(context, { file, node }) ? tree.childByField(node, Field.Function) : node;
  if (tree.kindOf(selector) !== Kind.SelectorExpression) return undefined;
  if (tree.textOf(tree.childByField(selector, Field.Field)) !== 'C') return undefined;
  return { file, node: tree.childByField(selector, Field.Operand) };
}

function isCalled(context: ChannelContext, { file, node }: Place): boolean {
  return context.tree(file).kindOf(node) === Kind.CallExpression;
}

/** Whether the receive is come to only after this call has stopped the same timer, which is not set again between. */
function isStopOf(context: ChannelContext, call: Call, timer: Place, receive: Place): boolean {
  const { receiver, caller, place } = call;
  if (receiver === undefined || caller === undefined || call.mode !== 'call') return false;
  if (context.textOf(receiver) !== context.textOf(timer) || place.file !== receive.file) return false;
  if (caller !== context.functionAround(receive)) return false;
  const root = rootOf(context, timer);
  if (root === undefined || root !== rootOf(context, receiver)) return false;
  const flow = context.flow(caller);
  if (!flow.dominates(place.node, receive.node) || isWrittenBetween(context, flow, root, place.node, receive))
    return false;
  const outcome = outcomeOf(context, call);
  const isStop = (node: NodeId): boolean => node === place.node;
  const goesOn = flow.canReach(place.node, receive.node, isStop);
  const withoutSuccess = flow.canReach(
    place.node,
    receive.node,
    isStop,
    edge => edge.condition === undefined || !outcome(edge.condition) || edge.value !== true,
  );
  return goesOn && !withoutSuccess;
}

/** Tells the conditions that are what the call returned: itself, or a variable that holds nothing else. */
function outcomeOf(context: ChannelContext, { place }: Call): (condition: NodeId) => boolean {
  return node => {
    if (node === place.node) return true;
    const symbol = context.symbolAt({ file: place.file, node });
    return symbol !== undefined && context.soleValue(symbol)?.node === place.node;
  };
}

/** Whether the timer is set again, or the variable that leads to it assigned, on a way from the call to the receive. */
function isWrittenBetween(
  context: ChannelContext,
  flow: FlowGraph,
  root: GoSymbol,
  stop: NodeId,
  receive: Place,
): boolean {
  const tree = context.tree(receive.file);
  return root.uses.some(({ file, node }) => {
    if (file !== receive.file) return false;
    const call = tree.ancestorOfKind(node, Kind.CallExpression);
    const isReset = call > 0 && tree.textOf(tree.childByField(call, Field.Function)).endsWith('.Reset');
    if (!isReset && context.useOf({ file, node }).kind !== 'assigned') return false;
    return flow.canReach(stop, node, at => at === receive.node) && flow.canReach(node, receive.node, at => at === stop);
  });
}

/** The variable that a chain of fields begins with. */
function rootOf(context: ChannelContext, { file, node }: Place): GoSymbol | undefined {
  const tree = context.tree(file);
  let at = node;
  while (tree.kindOf(at) === Kind.SelectorExpression) at = tree.childByField(at, Field.Operand);
  const symbol = tree.kindOf(at) === Kind.Identifier ? context.symbolAt({ file, node: at }) : undefined;
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** The call of time.AfterFunc that made the timer, if nothing else can have. */
function afterFuncOf(context: ChannelContext, timer: Place): Place | undefined {
  const origins = context.origins(timer);
  const calls = origins.filter(({ kind, at }) => kind === 'call' && context.callAt(at).key === AFTER_FUNC);
  return calls.length === origins.length ? calls[0]?.at : undefined;
}
