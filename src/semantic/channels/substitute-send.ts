/**
 * Deferred functions that send in place of what a function did not come to send: after a panic that they recover from,
 * or as long as a flag of that function does not tell that it has sent.
 *
 * Panics that the language raises itself are no exits: what a deferred function sends after one is taken to come before
 * the ordinary sends.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Edge, ExitKind } from '../flow/block.ts';
import { nilTest, questionOf } from '../flow/nil-test.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import { pathSums } from './path-sum.ts';

export interface Substitute {
  /** Where the deferring function settles that nothing is sent: it sets the flag. */
  readonly settles: readonly NodeId[];
  /** The exits of that function after which it may be sent. */
  readonly after: ReadonlySet<ExitKind>;
}

const PANIC: ReadonlySet<ExitKind> = new Set(['panic']);
const DEFERRING: ReadonlySet<ExitKind> = new Set(['return', 'end', 'panic', 'goexit']);

/** `sends`: the nodes of the deferred literal `deferred` at which it sends. */
export function substituteOf(
  context: ChannelContext,
  { mode, caller }: Call,
  deferred: GoFunction,
  sends: readonly NodeId[],
): Substitute | undefined {
  if (mode !== 'defer' || deferred.kind !== 'literal' || caller === undefined || sends.length === 0) return undefined;
  const { file } = deferred.place;
  const needs = (isTaken: (edge: Edge) => boolean): boolean => !canSend(context, deferred, sends, isTaken);
  if (needs(edge => !tellsOfPanic(context, file, edge))) return { settles: [], after: PANIC };
  for (const { condition, value, tag } of edgesOf(context, deferred)) {
    const flag = condition === undefined || tag !== undefined ? undefined : context.symbolAt({ file, node: condition });
    if (flag?.owner !== caller || value === undefined) continue;
    const settles = settlesOf(context, flag, value);
    const isOfFlag = (edge: Edge): boolean =>
      edge.value === value &&
      edge.condition !== undefined &&
      edge.tag === undefined &&
      context.symbolAt({ file, node: edge.condition }) === flag;
    if (settles.length > 0 && needs(edge => !isOfFlag(edge))) return { settles, after: DEFERRING };
  }
  return undefined;
}

function edgesOf(context: ChannelContext, fn: GoFunction): Edge[] {
  return context.flow(fn).blocks.flatMap(({ successors }) => successors);
}

function canSend(
  context: ChannelContext,
  fn: GoFunction,
  sends: readonly NodeId[],
  follows: (edge: Edge) => boolean,
): boolean {
  const events = sends.map(node => ({ node, adds: 1, restarts: true }));
  return pathSums({ flow: context.flow(fn), events, follows }).exits.some(({ kind }) => kind === 'restart');
}

/** `recover() != nil`, also of a variable that holds what it returned. */
function tellsOfPanic(context: ChannelContext, file: number, edge: Edge): boolean {
  const question = questionOf(edge);
  const test = question === undefined ? undefined : nilTest(context.tree(file), question);
  if (test === undefined || test.isNil) return false;
  const operand: Place = { file, node: test.operand };
  const symbol = context.symbolAt(operand);
  const value = symbol === undefined ? operand : context.soleValue(symbol);
  if (value === undefined || context.tree(value.file).kindOf(value.node) !== Kind.CallExpression) return false;
  const { callee } = context.callAt(value);
  return callee.kind === 'builtin' && callee.name === 'recover';
}

/** Where the flag gets the value that forbids the send; none if it may get the other one once more. */
function settlesOf(context: ChannelContext, flag: GoSymbol, sending: boolean): NodeId[] {
  const settles: NodeId[] = [];
  for (const use of flag.uses) {
    const { kind } = context.useOf(use);
    if (kind === 'address') return [];
    if (kind !== 'assigned') continue;
    const value = context.valueAssignedAt(use);
    if (value === undefined || value === 'none' || context.functionAround(use) !== flag.owner) return [];
    const constant = context.tree(value.file).kindOf(value.node);
    if (constant !== (sending ? Kind.False : Kind.True)) return [];
    settles.push(use.node);
  }
  return settles;
}
