/**
 * Whether what the rounds of a loop obtain is meant to live on after the loop, since the function then waits for others:
 * tunnels until a signal comes, peers until all goroutines are done.
 *
 * A wait alone does not say so: a file that a round has read is of no use to whoever is waited for. Pauses
 * (`time.Sleep`) and locks are no waits here.
 */
import { Kind } from '../../syntax/kinds.ts';
import { canHoldResource } from '../escape/can-hold.ts';
import { isInEndingLoops } from '../escape/loop-bound.ts';
import { calledName } from '../escape/method-name.ts';
import { isDeclaredIn, type Region } from '../escape/region.ts';
import { waitsOnChannel } from '../lifetime/waiting.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { leftOf } from './lasting.ts';

/**
 * @param at the deferred call that gives back what `symbol` holds.
 * @param obtained where a round obtains it.
 */
export function isKeptWhileWaiting(
  pkg: Package,
  fn: GoFunction,
  at: Place,
  symbol: GoSymbol,
  obtained: Place,
): boolean {
  const outermost = pkg.flow(fn).loopsAround(at.node).at(-1);
  // What ends by itself is not meant to last, nor what a loop that serves for ever adds to.
  if (outermost === undefined || leftOf(pkg, obtained) === 'expires' || !isInEndingLoops(pkg, fn, at)) return false;
  const loop = { file: at.file, node: outermost.node };
  if (!waitsAfter(pkg, fn, at, loop)) return false;
  return !isReadByHolder(pkg, symbol) || startsGoroutineWithResource(pkg, fn, loop);
}

/** Whether the function may come from the deferred call to a wait behind the loop. */
function waitsAfter(pkg: Package, fn: GoFunction, at: Place, { file, node: loop }: Region): boolean {
  const tree = pkg.tree(file);
  const kinds = [Kind.UnaryExpression, Kind.RangeClause, Kind.SelectStatement, Kind.CallExpression];
  for (const node of tree.descendantsOfKind(fn.body, ...kinds)) {
    if (node < loop || tree.contains(loop, node) || pkg.functionAround({ file, node }) !== fn) continue;
    if (isWait(pkg, { file, node }) && pkg.flow(fn).canReach(at.node, node)) return true;
  }
  return false;
}

function isWait(pkg: Package, at: Place): boolean {
  if (pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return waitsOnChannel(pkg, at);
  const call = pkg.callAt(at);
  return call.mode === 'call' && (call.effect.blocks === true || calledName(pkg, call) === 'Wait');
}

/** Whether it does nothing unless whoever has it reads or writes it: a file, a response, rows; a connection has a peer. */
function isReadByHolder(pkg: Package, symbol: GoSymbol): boolean {
  const type = dereferenced(pkg.types.unaliased(pkg.typeOfSymbol(symbol)));
  if (isNamed(type, 'net/http', 'Response')) return true;
  const has = (name: string): boolean => findMember(pkg.types, type, name)?.kind === 'method';
  return ['Read', 'Next', 'Write'].some(has) && !has('RemoteAddr');
}

/** Whether the loop starts goroutines that get something of the round which may refer to a resource. */
function startsGoroutineWithResource(pkg: Package, fn: GoFunction, loop: Region): boolean {
  const tree = pkg.tree(loop.file);
  return pkg.goroutines.some(({ start, starter }) => {
    if (starter !== fn || start.file !== loop.file || !tree.contains(loop.node, start.node)) return false;
    return [...tree.descendantsOfKind(start.node, Kind.Identifier)].some(node => {
      const symbol = pkg.symbolAt({ file: loop.file, node });
      const declared = symbol?.kind === 'variable' && isDeclaredIn(pkg, loop, symbol) ? symbol.declaration : undefined;
      if (symbol === undefined || declared === undefined || tree.contains(start.node, declared.node)) return false;
      return canHoldResource(pkg.types, pkg.typeOfSymbol(symbol));
    });
  });
}
