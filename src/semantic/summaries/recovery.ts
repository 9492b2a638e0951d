/**
 * Whether a panic in a function may be turned into a return by what it defers.
 *
 * Only a deferred function itself can recover, not what it calls. A deferred call of a function without source may, but
 * for the standard library's, none of which recovers from its caller's panics.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { isStandardKey } from '../std/standard-paths.ts';

export interface RecoveryContext {
  treeOf(fn: GoFunction): SyntaxTree;
  callAt(at: Place): Call;
}

export function mayRecover(context: RecoveryContext, fn: GoFunction, flow: FlowGraph): boolean {
  const tree = context.treeOf(fn);
  return flow.defers
    .filter(statement => flow.isReachable(statement))
    .some(statement =>
      callRecovers(context, context.callAt({ file: fn.place.file, node: tree.firstNamedChild(statement) })),
    );
}

function callRecovers(context: RecoveryContext, { target, callee, key }: Call): boolean {
  if (target !== undefined) return recovers(context, target);
  if (callee.kind === 'builtin') return callee.name === 'recover';
  return callee.kind !== 'function' || callee.dynamic || !isStandardKey(key);
}

function recovers(context: RecoveryContext, fn: GoFunction): boolean {
  const tree = context.treeOf(fn);
  const { file, node: own } = fn.place;
  return [...tree.descendantsOfKind(own, Kind.CallExpression)].some(node => {
    const { callee, caller } = context.callAt({ file, node });
    return caller === fn && callee.kind === 'builtin' && callee.name === 'recover';
  });
}
