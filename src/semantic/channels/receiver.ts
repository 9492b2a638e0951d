/**
 * Receivers of a channel that can stop receiving while others still send.
 *
 * A loop that only the close of the channel ends cannot; what is received in a loop can if another way leads out of it.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Loop } from '../flow/block.ts';
import type { Place } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { isBare } from './operation.ts';
import { stopSignalIn } from './stop-signal.ts';

/** Whether no statement of the `for … range` leaves it. */
export function endsOnlyByClose(context: ChannelContext, { within, place: { file, node } }: Operation): boolean {
  const loop = within === undefined ? undefined : context.flow(within).loops.find(candidate => candidate.node === node);
  return loop !== undefined && loop.blocks.size > 0 && leavesByRangeOnly(context, file, loop);
}

/** Whether a receive can be the last one, though the channel is not closed and values still come. */
export function canLeave(context: ChannelContext, receiver: Operation): boolean {
  const { kind, within, place } = receiver;
  if (within === undefined) return false;
  if (kind === 'range') return !endsOnlyByClose(context, receiver);
  const [inner] = context.flow(within).loopsAround(place.node);
  if (inner === undefined) return true;
  return !isBare(receiver) && inner.exits.length > 0 && !leavesByRangeOnly(context, place.file, inner);
}

/** The signal at which the loop around a receive is left by the same select. */
export function signalThatLeaves(
  context: ChannelContext,
  { choice, within, place: { file } }: Operation,
): Place | undefined {
  if (choice === undefined || choice.hasDefault || within === undefined) return undefined;
  const flow = context.flow(within);
  const { select, others } = choice;
  if (!flow.isOnCycle(select)) return undefined;
  const leaving = others.filter(
    other =>
      !flow.canReach(select, select, undefined, edge => edge.alternative === undefined || edge.alternative === other),
  );
  return stopSignalIn(context, file, leaving)?.signal;
}

function leavesByRangeOnly(context: ChannelContext, file: number, loop: Loop): boolean {
  const tree = context.tree(file);
  return loop.exits.every(({ from, to }) =>
    from.successors.some(
      edge => edge.block === to && edge.condition !== undefined && tree.kindOf(edge.condition) === Kind.RangeClause,
    ),
  );
}
