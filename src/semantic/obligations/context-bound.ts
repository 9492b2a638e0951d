/**
 * How long a context stays that nobody cancels: until its parent ends, or its time is up.
 *
 * A context that nothing above it can cancel is garbage as soon as nothing refers to it, unless it has a deadline. One
 * below a context that its own function cancels is gone with that. Unknown parents may live for ever.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import type { Origin } from '../value-flow/origins.ts';
import { obligationsOf } from './obligation.ts';

/**
 * From the least harm to the greatest:
 *
 * - `ended`: the function that makes the context cancels what it is built around, on every way out;
 * - `none`: nothing can cancel what it is built around, so that nothing keeps the context either;
 * - `request`: what it is built around ends with a request, a stream, a test or a group of goroutines;
 * - `open`: that ends at some other time, if ever.
 */
export type ParentEnd = 'ended' | 'none' | 'request' | 'open';

export interface ContextBound {
  readonly parent: ParentEnd;
  /** The duration or, of WithDeadline, the time after which it ends by itself. */
  readonly deadline?: Place;
}

const ORDER: readonly ParentEnd[] = ['ended', 'none', 'request', 'open'];

const ROOTS = new Set(['context.Background', 'context.TODO', 'context.WithoutCancel']);
const WITH_DEADLINE = /^context\.With(?:Timeout|Deadline)(?:Cause)?$/;
const OF_REQUEST = new Set(['net/http.(*Request).Context', 'golang.org/x/sync/errgroup.WithContext']);

/** Contexts of contexts deeper than this count as open. */
const MAX_DEPTH = 5;

/** What bounds the life of the context that a call makes, if that is never cancelled. */
export function contextBoundOf(pkg: Package, call: Call): ContextBound {
  const deadline = WITH_DEADLINE.test(call.key) ? durationIn(pkg, call.args[1]) : undefined;
  return { parent: parentOf(pkg, call, call, 0), ...(deadline !== undefined && { deadline }) };
}

/** `d` of `time.Now().Add(d)`, which is as good as a duration; else the argument. */
function durationIn(pkg: Package, at: Place | undefined): Place | undefined {
  if (at === undefined || pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return at;
  const { key, args } = pkg.callAt(at);
  return key === 'time.Time.Add' ? (args[0] ?? at) : at;
}

/** When the context ends that a call is given as its argument `index`. */
export const endOfContext = (pkg: Package, call: Call, index: number): ParentEnd => parentOf(pkg, call, call, 0, index);

function parentOf(pkg: Package, call: Call, child: Call, depth: number, index = call.effect.nests): ParentEnd {
  const at = index === undefined ? undefined : call.args[index];
  if (at === undefined || depth > MAX_DEPTH) return 'open';
  const ends = pkg.origins(at).map(origin => endOf(pkg, origin, child, depth));
  return ORDER.find(end => ends.includes(end)) ?? 'open';
}

function endOf(pkg: Package, origin: Origin, child: Call, depth: number): ParentEnd {
  if (origin.kind !== 'call') return 'open';
  const call = pkg.callAt(origin.at);
  if (ROOTS.has(call.key)) return 'none';
  if (OF_REQUEST.has(call.key) || isOfTest(call) || isOfStream(pkg, call)) return 'request';
  if (isCancelledBefore(pkg, call, child)) return 'ended';
  const isSame = call.place.file === child.place.file && call.place.node === child.place.node;
  return isSame ? 'open' : parentOf(pkg, call, child, depth + 1);
}

const isOfTest = ({ key }: Call): boolean => /^testing\..*\.Context$/.test(key);

/** `stream.Context()` of gRPC, whose generated types have no name in common. */
function isOfStream(pkg: Package, { key, receiver }: Call): boolean {
  if (receiver === undefined || !key.endsWith('.Context')) return false;
  return findMember(pkg.types, pkg.typeOf(receiver), 'RecvMsg')?.kind === 'method';
}

/** Whether the function cancels, on every way out, what the call makes, and does so as often as it makes the child. */
function isCancelledBefore(pkg: Package, call: Call, child: Call): boolean {
  if (call.caller === undefined || call.caller !== child.caller) return false;
  const isMet = obligationsOf(pkg, call, isCancel).some(({ obligation }) => obligation.status === 'met');
  if (!isMet) return false;
  const [loop] = pkg.flow(call.caller).loopsAround(child.place.node);
  return loop === undefined || pkg.tree(call.place.file).contains(loop.node, call.place.node);
}

const isCancel = (resource: string): boolean => resource === 'cancel';
