/**
 * Calls that wrap one resource in another of its kind, such as `tls.Client(conn)`: to release the inner one releases the
 * outer one.
 */
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import type { Inquiry } from './inquiry.ts';
import type { ObligationSpec } from './spec.ts';

/**
 * Whether somebody may answer for what the call acquires by answering for what it wraps: that comes from elsewhere, or
 * is released or handed on here.
 */
export function isAnsweredForInside(pkg: Package, call: Call, spec: ObligationSpec, inquiry: Inquiry): boolean {
  return call.args.some((at, index) => isWrapped(pkg, call, index, at, spec) && !isLeftToThis(pkg, call, at, inquiry));
}

function isWrapped(pkg: Package, call: Call, index: number, at: Place, { releases }: ObligationSpec): boolean {
  const type = pkg.typeOf(at);
  const isOfKind =
    type.kind === 'unknown' || releases.some(name => findMember(pkg.types, type, name)?.kind === 'method');
  if (!isOfKind) return false;
  if (call.effect.acquires !== undefined) return call.effect.ownership?.[index] === 'takes';
  const summary = pkg.summaries.parameterOf(call, index);
  return summary !== undefined && (summary.stores !== 'never' || summary.returnedAs !== undefined);
}

/** Whether the operand is a variable of the caller that does nothing else to be rid of what it holds. */
function isLeftToThis(pkg: Package, call: Call, at: Place, inquiry: Inquiry): boolean {
  const symbol = pkg.symbolAt(at);
  if (symbol?.role !== 'local' || symbol.owner !== call.caller) return false;
  const others = symbol.uses.filter(use => use.node !== at.node);
  return others.every(use => ['borrow', 'exhausting'].includes(inquiry.fateOf(use)));
}
