/**
 * When a context ends: by the function that makes it, with a request, when its time is up, or at some other time.
 *
 * Asked of a context that a call makes, and that nobody cancels, the answer is about what it is built around: one below
 * a context that its own function cancels is gone with that, and one that nothing above it can cancel is garbage as soon
 * as nothing refers to it, unless it has a deadline. Asked of a resource that ends with a context, such as the rows of
 * `db.QueryContext(ctx, …)`, it is about that one. Unknown contexts may live for ever.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { Origin } from '../value-flow/origins.ts';
import { obligationsOf } from './obligation.ts';
import { contextOfRequest, isRequest } from './request-context.ts';

/**
 * From the least harm to the greatest:
 *
 * - `ended`: a function around the call cancels it, on every way out and as often as the call is made;
 * - `none`: nothing can cancel it, so that nothing keeps it either;
 * - `request`: it ends with a request that is served, a stream, a test or a group of goroutines;
 * - `open`: it ends at some other time, if ever.
 */
export type ContextEnd = 'ended' | 'none' | 'request' | 'open';

export interface ContextBound {
  readonly end: ContextEnd;
  /** The duration or, of WithDeadline, the time after which it ends by itself. */
  readonly deadline?: Place;
}

const ORDER: readonly ContextEnd[] = ['ended', 'none', 'request', 'open'];
const OPEN: ContextBound = { end: 'open' };

const ROOTS = new Set(['context.Background', 'context.TODO', 'context.WithoutCancel']);
const WITH_DEADLINE = /^context\.With(?:Timeout|Deadline)(?:Cause)?$/;

/** The call that makes the context of which is asked, or that is given one. */
interface Child extends Pick<Call, 'place' | 'caller'> {
  /** Whether it is made for each round of the loops around it; else only what is left at a return matters. */
  readonly isOfRounds: boolean;
}

const childOf = ({ place, caller }: Call, isOfRounds = true): Child => ({ place, caller, isOfRounds });

/** Contexts of contexts deeper than this count as open. */
const MAX_DEPTH = 5;

/**
 * What bounds the life of the context that a call makes, if that is never cancelled: what it is built around, its time.
 *
 * @param isOfRounds Whether rounds of a loop may leave such contexts behind, and not only the return of the function.
 */
export function contextBoundOf(pkg: Package, call: Call, isOfRounds = true): ContextBound {
  const nested = boundOfNested(pkg, call, childOf(call, isOfRounds), 0);
  const own = deadlineOf(pkg, call);
  const deadline = own && earlierOf(pkg, own, nested.deadline);
  return { end: nested.end, ...(deadline !== undefined && { deadline }) };
}

/** What bounds the life of the context that a call is given as its argument `index`. */
export function boundOfArgument(pkg: Package, call: Call, index: number): ContextBound {
  const at = call.args[index];
  return at === undefined ? OPEN : boundOf(pkg, at, childOf(call), 0);
}

/** What bounds the life of the context that a call is given, itself or in a request; undefined if there is none. */
export function boundOfOperands(pkg: Package, call: Call): ContextBound | undefined {
  const child = childOf(call);
  const bounds = call.args.flatMap(arg => {
    if (isContext(pkg, arg)) return [boundOf(pkg, arg, child, 0)];
    return isRequest(pkg, arg) ? pkg.origins(arg).map(origin => boundOfRequestFrom(pkg, origin, child)) : [];
  });
  return bounds.length === 0 ? undefined : leastOf(bounds);
}

/** Of the context that a request was made with. */
function boundOfRequestFrom(pkg: Package, origin: Origin, child: Child): ContextBound {
  const context = contextOfRequest(pkg, origin);
  if (context !== undefined) return boundOf(pkg, context, child, 0);
  return origin.kind === 'call' && pkg.callAt(origin.at).key === 'net/http.NewRequest' ? { end: 'none' } : OPEN;
}

function boundOf(pkg: Package, at: Place, child: Child, depth: number): ContextBound {
  return depth > MAX_DEPTH ? OPEN : leastOf(pkg.origins(at).map(origin => boundOfOrigin(pkg, origin, child, depth)));
}

/** The least harm of several: where one of the origins is harmless, nothing is proved. */
export function leastOf(bounds: readonly ContextBound[]): ContextBound {
  const end = ORDER.find(candidate => bounds.some(bound => bound.end === candidate)) ?? 'open';
  const deadline = bounds.find(bound => bound.deadline !== undefined)?.deadline;
  return { end, ...(deadline !== undefined && { deadline }) };
}

function boundOfOrigin(pkg: Package, origin: Origin, child: Child, depth: number): ContextBound {
  // Around nil nothing can be made: the call panics.
  if (origin.kind === 'nil') return { end: 'ended' };
  if (origin.kind === 'literal') return boundOfParts(pkg, origin.at, child, depth);
  if (origin.kind === 'parameter') return boundOfParameter(pkg, origin.symbol, depth);
  if (origin.kind !== 'call') return OPEN;
  const call = pkg.callAt(origin.at);
  if (ROOTS.has(call.key)) return { end: 'none' };
  if (isOfRequest(pkg, call)) return { end: 'request' };
  if (isCancelledAround(pkg, call, child)) return { end: 'ended' };
  const isSame = call.place.file === child.place.file && call.place.node === child.place.node;
  if (isSame) return OPEN;
  const nested = boundOfNested(pkg, call, child, depth + 1);
  const own = deadlineOf(pkg, call);
  const deadline = own === undefined ? nested.deadline : earlierOf(pkg, own, nested.deadline);
  // What is cancelled, though not as often, is kept by whoever cancels it.
  const end = nested.end === 'none' && isCancelled(pkg, call) ? 'open' : nested.end;
  return { end, ...(deadline !== undefined && { deadline }) };
}

/** Of a context of another type, by those that it embeds: `traced{ctx}`. */
function boundOfParts(pkg: Package, { file, node }: Place, child: Child, depth: number): ContextBound {
  const done = findMember(pkg.types, pkg.typeOf({ file, node }), 'Done');
  if (done?.kind !== 'method' || done.key !== 'context.Context.Done') return OPEN;
  const tree = pkg.tree(file);
  const bounds = tree
    .namedChildren(tree.childByField(node, Field.Body))
    .map(part => (tree.kindOf(part) === Kind.KeyedElement ? tree.childByField(part, Field.Value) : part))
    .map(element => ({ file, node: tree.firstNamedChild(element) }))
    .filter(value => isContext(pkg, value))
    .map(value => boundOf(pkg, value, child, depth + 1));
  return bounds.length === 0 ? OPEN : leastOf(bounds);
}

/** Of what all callers of a function give it, if they are known. */
function boundOfParameter(pkg: Package, parameter: GoSymbol, depth: number): ContextBound {
  const { owner } = parameter;
  const index = owner?.parameters.indexOf(parameter) ?? -1;
  const callers = owner === undefined || index < 0 ? undefined : pkg.callersOf(owner);
  if (callers === undefined || callers.length === 0) return OPEN;
  const isRootOnly = callers.every(caller => {
    const given = caller.args[index];
    return given !== undefined && boundOf(pkg, given, childOf(caller), depth + 1).end === 'none';
  });
  return isRootOnly ? { end: 'none' } : OPEN;
}

/** Of what a call builds its context around. */
function boundOfNested(pkg: Package, call: Call, child: Child, depth: number): ContextBound {
  const at = nestedIn(pkg, call);
  return at === undefined ? OPEN : boundOf(pkg, at, child, depth);
}

/** A function that nothing is known of, and that makes a context of one other, is taken to build it around that. */
function nestedIn(pkg: Package, { effect, target, args }: Call): Place | undefined {
  if (effect.nests !== undefined) return args[effect.nests];
  const [own] = target === undefined ? [] : pkg.summaries.nesting.of(target);
  if (own !== undefined) return args[own];
  if (target !== undefined) return undefined;
  const [given, ...others] = args.filter(arg => isContext(pkg, arg));
  return others.length === 0 ? given : undefined;
}

const isContext = (pkg: Package, at: Place): boolean => isNamed(pkg.typeOf(at), 'context', 'Context');

function deadlineOf(pkg: Package, { key, args }: Call): Place | undefined {
  return WITH_DEADLINE.test(key) ? durationIn(pkg, args[1]) : undefined;
}

/** The deadline of a context counts for those around it as well: of two durations that are known, the shorter one. */
function earlierOf(pkg: Package, own: Place, outer: Place | undefined): Place {
  const [ours, others] = [own, outer].map(at => at && pkg.constantOf(at));
  return typeof ours === 'number' && typeof others === 'number' && others < ours ? (outer ?? own) : own;
}

/** `d` of `time.Now().Add(d)`, which is as good as a duration; else the argument. */
function durationIn(pkg: Package, at: Place | undefined): Place | undefined {
  if (at === undefined || pkg.tree(at.file).kindOf(at.node) !== Kind.CallExpression) return at;
  const { key, args } = pkg.callAt(at);
  return key === 'time.Time.Add' ? (args[0] ?? at) : at;
}

/** The context of a request that is served, of a stream of gRPC, of a test, or of a group that somebody waits for. */
function isOfRequest(pkg: Package, call: Call): boolean {
  const { key, receiver } = call;
  if (key === 'golang.org/x/sync/errgroup.WithContext' || /^testing\..*\.Context$/.test(key)) return true;
  if (receiver === undefined) return false;
  if (key === 'net/http.(*Request).Context') return !isOfOwnRequest(pkg, receiver);
  // The generated types of streams have no name in common.
  return key.endsWith('.Context') && findMember(pkg.types, pkg.typeOf(receiver), 'RecvMsg')?.kind === 'method';
}

/** Whether the request is one that the program makes: the function, a RoundTripper, answers it with a response. */
function isOfOwnRequest(pkg: Package, request: Place): boolean {
  const { role, owner } = pkg.symbolAt(request) ?? {};
  if (role !== 'parameter' || owner === undefined) return false;
  return pkg.signatureOf(owner).results.some(type => isNamed(dereferenced(type), 'net/http', 'Response'));
}

/** Whether the function of the child, or one around it, cancels what the call makes as often as the child is made. */
function isCancelledAround(pkg: Package, call: Call, child: Child): boolean {
  const tree = pkg.tree(child.place.file);
  let { node } = child.place;
  for (let fn = child.caller; fn !== undefined; fn = fn.parent) {
    const [loop] = pkg.flow(fn).loopsAround(node);
    if (child.isOfRounds && loop !== undefined && !tree.contains(loop.node, call.place.node)) return false;
    if (fn === call.caller) return isCancelled(pkg, call);
    ({ node } = fn.place);
  }
  return false;
}

/** On some way at least, or perhaps: of the others the context itself is the finding, and not its children too. */
function isCancelled(pkg: Package, call: Call): boolean {
  const [cancel] = obligationsOf(pkg, call, resource => resource === 'cancel');
  if (cancel === undefined) return false;
  const { status, elsewhere } = cancel.obligation;
  return status === 'met' || status === 'unknown' || elsewhere === true;
}
