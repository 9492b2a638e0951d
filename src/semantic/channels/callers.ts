/**
 * How often the function that makes a channel runs, as far as its callers in the package show it.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import type { Threads } from './threads.ts';

/** Whether it runs once in the life of the process: as the engine says, or as a callback that such code hands over once. */
export function runsOnce(context: ChannelContext, fn: GoFunction): boolean {
  if (context.lifetimes.isProcessLifetime(fn)) return true;
  const call = callThatRunsOnce(context, fn);
  if (call?.caller === undefined || context.flow(call.caller).isOnCycle(call.place.node)) return false;
  return runsOnce(context, call.caller);
}

/** The call that a literal is handed to, if that runs it once. */
function callThatRunsOnce(context: ChannelContext, { kind, place }: GoFunction): Call | undefined {
  const tree = context.tree(place.file);
  const node = tree.parentOf(tree.parentOf(place.node));
  if (kind !== 'literal' || tree.kindOf(node) !== Kind.CallExpression) return undefined;
  const call = context.callAt({ file: place.file, node });
  const index = call.args.findIndex(arg => arg.node === place.node);
  return call.effect.callbacks?.[index]?.times === 'once' ? call : undefined;
}

/** Whether it may well run again and again: in a loop, for each request, or in a function that others are handed. */
export function mayRunAgain(context: ChannelContext, threads: Threads, fn: GoFunction): boolean {
  return isRepeated(context, threads, fn, new Set());
}

function isRepeated(context: ChannelContext, threads: Threads, fn: GoFunction, seen: Set<GoFunction>): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (context.lifetimes.runsRepeatedly(fn)) return true;
  const once = callThatRunsOnce(context, fn);
  if (once?.caller !== undefined) {
    return context.flow(once.caller).isOnCycle(once.place.node) || isRepeated(context, threads, once.caller, seen);
  }
  const starts = threads.startsOf(fn);
  if (fn.kind === 'literal' && starts.length === 0 && !isCallee(context.tree(fn.place.file), fn.place.node))
    return true;
  const callers = [...context.callsOf(fn).map(call => call.caller), ...starts.map(({ starter }) => starter)];
  if (starts.some(({ starter, start }) => starter !== undefined && context.flow(starter).isOnCycle(start.node))) {
    return true;
  }
  return callers.some(caller => caller !== undefined && isRepeated(context, threads, caller, seen));
}
