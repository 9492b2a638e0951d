/**
 * How often the function that makes a channel runs, as far as its callers in the package show it.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import type { Threads } from './threads.ts';

/** Whether it runs once in the life of the process: as the engine says, or in a goroutine that such code starts once. */
export function runsOnce(context: ChannelContext, threads: Threads, fn: GoFunction): boolean {
  if (context.isProcessLifetime(fn)) return true;
  if (fn.kind !== 'literal') return false;
  const starts = threads.startsOf(fn);
  return (
    starts.length > 0 &&
    starts.every(
      ({ starter, start }) =>
        starter !== undefined && runsOnce(context, threads, starter) && !context.flow(starter).isOnCycle(start.node),
    )
  );
}

/** Whether it may well run again and again: in a loop, for each request, or in a function that others are handed. */
export function mayRunAgain(context: ChannelContext, threads: Threads, fn: GoFunction): boolean {
  return isRepeated(context, threads, fn, new Set());
}

function isRepeated(context: ChannelContext, threads: Threads, fn: GoFunction, seen: Set<GoFunction>): boolean {
  if (seen.has(fn)) return false;
  seen.add(fn);
  if (context.runsRepeatedly(fn)) return true;
  const starts = threads.startsOf(fn);
  if (fn.kind === 'literal' && starts.length === 0 && !isCalledInPlace(context, fn)) return true;
  const callers = [...threads.callsTo(fn).map(call => call.caller), ...starts.map(({ starter }) => starter)];
  if (starts.some(({ starter, start }) => starter !== undefined && context.flow(starter).isOnCycle(start.node))) {
    return true;
  }
  return callers.some(caller => caller !== undefined && isRepeated(context, threads, caller, seen));
}

function isCalledInPlace(context: ChannelContext, { place }: GoFunction): boolean {
  const tree = context.tree(place.file);
  return tree.kindOf(tree.parentOf(place.node)) === Kind.CallExpression && tree.fieldOf(place.node) === Field.Function;
}
