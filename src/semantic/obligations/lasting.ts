/**
 * How much of what a round obtains is left if nobody gives it back.
 */
import { Kind } from '../../syntax/kinds.ts';
import { calledName } from '../escape/method-name.ts';
import { registersCallback } from '../escape/signs.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** What ends by itself when its time is up. */
const SELF_ENDING = new Set([
  'context.WithTimeout',
  'context.WithTimeoutCause',
  'context.WithDeadline',
  'context.WithDeadlineCause',
  'time.NewTimer',
  'time.AfterFunc',
]);

/** What holds no more than a little memory: nothing runs, nothing is open. */
const MEMORY = new Set(['context.WithCancel', 'context.WithCancelCause']);

/**
 * - `expires`: it ends when its time is up, so that no more than that time's worth is left;
 * - `memory`: a little memory;
 * - `all`: everything, such as an open file.
 */
export function leftOf(pkg: Package, obtained: Place): 'expires' | 'memory' | 'all' {
  const key = keyOf(pkg, obtained);
  if (SELF_ENDING.has(key)) return 'expires';
  return MEMORY.has(key) ? 'memory' : 'all';
}

function keyOf(pkg: Package, at: Place): string {
  return pkg.tree(at.file).kindOf(at.node) === Kind.CallExpression ? pkg.callAt(at).key : '';
}

/** Whether to obtain it is to be called back, so that it has to go on: `hub.Subscribe(topic, func(…) {…})`. */
export function isSubscription(pkg: Package, obtained: Place): boolean {
  if (pkg.tree(obtained.file).kindOf(obtained.node) !== Kind.CallExpression) return false;
  const call = pkg.callAt(obtained);
  const takesCallback = call.args.some(arg => pkg.underlyingOf(arg).kind === 'func');
  return takesCallback && calledName(pkg, call) !== '' && registersCallback(pkg, call);
}
