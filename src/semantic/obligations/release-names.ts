/**
 * Which calls give something back, by what is called: the vocabulary of obligations.
 *
 * A method counts by its name, whatever its type, since releasing something twice or nothing at all is no leak: a call
 * that is wrongly believed silences a rule, it never makes one speak.
 */
import type { Call } from '../calls/call.ts';
import { calledName } from '../escape/method-name.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';

const METHOD = new RegExp(
  '^(?:Close|Stop|Unlock|RUnlock|Release|Free|Cancel|Abort|Rollback|Commit|Done|End|Finish|Unsubscribe|Destroy|Dispose|' +
    'Shutdown|Disconnect|Put|Remove|Unref|DecrRef|DecRef|Quit|Kill|Wait)(?![a-z])',
  'i',
);

const FUNCTIONS = new Set(['os.Remove', 'os.RemoveAll', 'os/signal.Stop', 'syscall.Close', 'syscall.Munmap']);

/** Whether the call gives back its receiver, an argument, or what its function value stands for. */
export function isRelease(pkg: Package, call: Call): boolean {
  const { callee, key, receiver } = call;
  if (callee.kind === 'builtin') return callee.name === 'close';
  if (callee.kind === 'value' && callee.symbol !== undefined) return isCancelFunction(callee.type);
  if (FUNCTIONS.has(key)) return true;
  return receiver !== undefined && METHOD.test(calledName(pkg, call));
}

/** `context.CancelFunc` and `context.CancelCauseFunc`. */
function isCancelFunction(type: Type): boolean {
  return type.kind === 'named' && type.path === 'context' && type.name.startsWith('Cancel');
}
