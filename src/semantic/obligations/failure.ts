/**
 * Ways on which a resource is lost because something else has failed: code has seen an error, or returns a new one, or
 * another goroutine was faster.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { isError } from '../escape/signs.ts';
import { nilTest, questionOf } from '../flow/nil-test.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { assignedValue } from '../value-flow/assignment.ts';
import { chainOf } from './evidence.ts';
import type { Missed } from './search.ts';
import type { Failure, Obligation } from './spec.ts';

/** Undefined if nothing tells of a failure. */
export function failureOn(pkg: Package, fn: GoFunction, { state, how }: Missed): Failure | undefined {
  if (!('exit' in how)) return undefined;
  const { file } = fn.place;
  const exit = { file, node: how.exit.node };
  const tests = chainOf(state).map(({ via }) => {
    const question = via === undefined ? undefined : questionOf(via);
    const test = question && nilTest(pkg.tree(file), question);
    return test?.isNil === false ? { file, node: test.operand } : undefined;
  });
  const isFailing = returnsError(pkg, exit);
  const seen = tests.findLast(at => at !== undefined && (isError(pkg.typeOf(at)) || (isFailing && isUnknown(pkg, at))));
  if (seen !== undefined) return { cause: seen, exit };
  const race = lostRace(pkg, file, state);
  if (race !== undefined) return { cause: race, exit };
  const error = errorMade(pkg, exit);
  if (error === undefined) return undefined;
  return { cause: error, exit, ...(!asksForType(pkg, file, state) && { isVerdict: true as const }) };
}

/**
 * Whether only ways on which a call has failed lose it. That the function finds fault with what it was given, or has read,
 * happens as often as somebody gives it that.
 */
export const onlyFailuresLose = ({ onlyFailures, failures }: Obligation): boolean =>
  onlyFailures === true && failures?.some(({ isVerdict }) => isVerdict === true) !== true;

/** A swap that is lost only to another goroutine, which does the same at the same moment. */
const SWAPS = /^sync(?:\/atomic)?\.(?:\(\*\w+\)\.)?CompareAndSwap\w*$/;

/** The last swap that is tried on the way, if it has failed; a loop may try it again. */
function lostRace(pkg: Package, file: number, state: Missed['state']): Place | undefined {
  const last = chainOf(state).findLast(({ via }) => via?.condition !== undefined && isSwap(pkg, file, via.condition));
  const { condition, value } = last?.via ?? {};
  return condition === undefined || value !== false ? undefined : { file, node: condition };
}

function isSwap(pkg: Package, file: number, node: NodeId): boolean {
  const origins = pkg.origins({ file, node });
  return origins.length > 0 && origins.every(({ kind, at }) => kind === 'call' && SWAPS.test(pkg.callAt(at).key));
}

/** Whether the last decision is about a dynamic type: what a library makes has the type that its documentation names. */
function asksForType(pkg: Package, file: number, state: Missed['state']): boolean {
  const last = chainOf(state).findLast(({ via }) => via?.condition !== undefined)?.via?.condition;
  if (last === undefined) return false;
  const tree = pkg.tree(file);
  if (tree.kindOf(tree.parentOf(last)) === Kind.TypeCase) return true;
  const declaration = pkg.symbolAt({ file, node: last })?.declaration;
  const source = declaration?.file === file ? assignedValue(tree, declaration)?.value : undefined;
  return source !== undefined && tree.kindOf(source.node) === Kind.TypeAssertionExpression;
}

const isUnknown = (pkg: Package, at: Place): boolean => pkg.typeOf(at).kind === 'unknown';

/** Whether the last result is an error, or may be one. */
function returnsError(pkg: Package, exit: Place): boolean {
  const last = lastResult(pkg, exit);
  if (last === undefined || pkg.tree(last.file).kindOf(last.node) === Kind.Nil) return false;
  return isError(pkg.typeOf(last)) || isUnknown(pkg, last);
}

/** Whether what has failed is that a context has ended, which may end the resource as well. */
function isEndOfContext(pkg: Package, { cause }: Failure): boolean {
  return pkg.origins(cause).every(({ kind, at }) => kind === 'call' && pkg.callAt(at).key === 'context.Context.Err');
}

/** Packages whose calls fail for reasons outside the program: files, connections, processes. */
const OUTSIDE = new Set(['database/sql', 'io', 'net', 'net/http', 'os', 'os/exec', 'syscall']);

function isFailureOutside(pkg: Package, { cause }: Failure): boolean {
  return pkg.origins(cause).some(({ kind, at }) => kind === 'call' && OUTSIDE.has(packageOf(pkg.callAt(at).key)));
}

/** `net/http` of `net/http.Client.Do`. */
const packageOf = (key: string): string => key.slice(0, key.indexOf('.', key.lastIndexOf('/') + 1));

/**
 * The index of the way that is the easiest to believe: one without a failure, else one on which the function finds fault
 * with what it got, else with a failure that a program cannot rule out, such as of a file; a text that is made to be
 * parsed hardly fails to. The end of a context comes last.
 */
export function likeliestCause(pkg: Package, causes: readonly (Failure | undefined)[]): number {
  const rankOf = (cause: Failure | undefined): number => {
    if (cause === undefined) return 0;
    if (cause.isVerdict === true) return 1;
    if (isFailureOutside(pkg, cause)) return 2;
    return isEndOfContext(pkg, cause) ? 4 : 3;
  };
  const ranks = causes.map(rankOf);
  return ranks.indexOf(Math.min(...ranks));
}

const MAKERS = new Set(['errors.New', 'fmt.Errorf']);

/** An error that a return statement makes, or takes from a variable of a package. */
function errorMade(pkg: Package, exit: Place): Place | undefined {
  const at = lastResult(pkg, exit);
  if (at === undefined) return undefined;
  if (pkg.tree(at.file).kindOf(at.node) === Kind.CallExpression) return MAKERS.has(pkg.callAt(at).key) ? at : undefined;
  return isError(pkg.typeOf(at)) && pkg.origins(at).every(({ kind }) => kind === 'global') ? at : undefined;
}

function lastResult(pkg: Package, { file, node }: Place): Place | undefined {
  const last = returnedValues(pkg.tree(file), node).at(-1);
  return last === undefined ? undefined : { file, node: last };
}
