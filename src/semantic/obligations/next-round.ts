/**
 * What control passes between a deferred call and the next time that it is deferred.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { calledName } from '../escape/method-name.ts';
import type { Region } from '../escape/region.ts';
import { isError } from '../escape/signs.ts';
import type { Edge } from '../flow/block.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import type { Deferred } from './deferred.ts';
import { isStandardKey } from '../std/standard-paths.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import { Inquiry } from './inquiry.ts';
import { isFailureEdge } from './pairing.ts';
import { isRelease } from './release-names.ts';
import type { FunctionFate } from './spec.ts';

/** Methods after which nothing is left to release, whatever the deferred one is. */
const ENDING = /^(?:Close|Stop|Cancel|Shutdown|Release|Free|Destroy)(?![a-z])/;

/** Methods one of which ends what the others would: a transaction, a process. */
const ALTERNATIVES = [/^(?:Commit|Rollback|Abort|Discard)(?![a-z])/, /^(?:Kill|Wait)(?![a-z])/];

/**
 * Whether every round that goes on to the next one has released the variable itself, or rows are read to their end, so that
 * the deferred call only covers returns and panics: there is no way to where the next one is obtained without a release, or
 * none to the deferred call without reading it to its end. A value that was wrapped and put back into the variable counts
 * as the same.
 */
export function isReleasedEachRound(
  pkg: Package,
  fn: GoFunction,
  { statement, release }: Deferred,
  symbol: GoSymbol,
  region: Region,
  obtained: Place,
): boolean {
  if (release === undefined) return false;
  const holders = new Set([symbol, ...otherNames(pkg, symbol)]);
  const releases = new Set<NodeId>();
  const reads = new Set<NodeId>();
  let isRead = false;
  const tree = pkg.tree(region.file);
  for (const node of tree.descendantsOfKind(region.node, Kind.CallExpression)) {
    if (tree.contains(statement.node, node)) continue;
    const call = pkg.callAt({ file: region.file, node });
    if (call.mode !== 'call' || call.caller !== fn) continue;
    if (readsOne(pkg, call, holders)) reads.add(node);
    if (reads.has(node) || releasesOne(pkg, call, release, holders)) releases.add(node);
    isRead ||= isNextOf(pkg, call, holders);
  }
  if (releases.size === 0 && !isRead) return false;
  const flow = pkg.flow(fn);
  if (reads.size > 0 && !flow.canReach(obtained.node, statement.node, node => reads.has(node))) return true;
  const pairing = { outcome: undefined, holders };
  return !flow.canReach(
    statement.node,
    obtained.node,
    node => releases.has(node),
    edge => !isFailureEdge(pkg, region.file, edge, pairing, false) && !isExhaustion(pkg, region.file, edge, holders),
  );
}

/**
 * Rows close themselves once Next has returned false. Told by the type that has the method: the tables say it of calls
 * that acquire, and rows also come from calls that no table knows.
 */
const NEXT_OF_ROWS = /\.(?:Rows|\(\*Rows\))\.Next$/;

/** Whether Next has returned false where the edge is taken, of one of the holders. */
function isExhaustion(pkg: Package, file: FileId, { condition, value }: Edge, holders: ReadonlySet<GoSymbol>): boolean {
  if (condition === undefined || value !== false) return false;
  if (pkg.tree(file).kindOf(condition) !== Kind.CallExpression) return false;
  return isNextOf(pkg, pkg.callAt({ file, node: condition }), holders);
}

function isNextOf(pkg: Package, { key, receiver }: Call, holders: ReadonlySet<GoSymbol>): boolean {
  const symbol = receiver === undefined ? undefined : pkg.symbolAt(receiver);
  return symbol !== undefined && holders.has(symbol) && NEXT_OF_ROWS.test(key);
}

/** What the code of a function that gives it back, perhaps not always, does with its parameter. */
const RELEASED: readonly FunctionFate[] = ['release', 'maybe'];

function otherNames(pkg: Package, symbol: GoSymbol): GoSymbol[] {
  return symbol.uses
    .map(at => ({ at, use: pkg.useOf(at) }))
    .filter(({ use }) => use.kind === 'alias' && use.target !== undefined)
    .map(({ at, use }) => pkg.symbolAt({ file: at.file, node: use.target ?? at.node }))
    .filter((other): other is GoSymbol => other?.kind === 'variable' && other.role === 'local');
}

/** Whether the call gives back one of the holders, as the deferred release does or for good. */
function releasesOne(pkg: Package, call: Call, release: Call, holders: ReadonlySet<GoSymbol>): boolean {
  const holds = (at: Place | undefined): boolean => {
    const root = at === undefined ? undefined : rootVariable(pkg, withoutAssertion(pkg, at));
    return root !== undefined && holders.has(root);
  };
  const name = calledName(pkg, release);
  const { callee, receiver, args } = call;
  if (callee.kind === 'value') {
    if (callee.symbol === undefined) return false;
    if (holders.has(callee.symbol)) return isRelease(pkg, call);
    // Of the code behind a function value only the name is known.
    return args.some(holds) && endsAs(exportedName(callee.symbol.name), name);
  }
  if (holds(receiver)) return endsAs(calledName(pkg, call), name);
  if (!args.some(holds)) return false;
  if (call.key !== '' && call.key === release.key) return true;
  const inquiry = new Inquiry(pkg, { releases: name === '' ? ['Close'] : [name] });
  return args.some((arg, index) => {
    const parameter = holds(arg) ? call.target?.parameters[index] : undefined;
    if (parameter === undefined || call.target === undefined) return false;
    return RELEASED.includes(inquiry.fateIn(call.target, parameter, false));
  });
}

/** Whether nothing is left for a deferred method once the other has been called. */
const endsAs = (name: string, deferred: string): boolean =>
  name === deferred || ENDING.test(name) || ALTERNATIVES.some(names => names.test(name) && names.test(deferred));

const exportedName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** `x` of `x.(T)`. */
function withoutAssertion(pkg: Package, { file, node }: Place): Place {
  const tree = pkg.tree(file);
  const isAsserted = tree.kindOf(node) === Kind.TypeAssertionExpression;
  return { file, node: isAsserted ? tree.childByField(node, Field.Operand) : node };
}

/** Whether the call reads the body of a response to its end, which gives its connection back; so may an unknown reader. */
function readsOne(pkg: Package, call: Call, holders: ReadonlySet<GoSymbol>): boolean {
  return call.args.some((arg, index) => {
    const root = drains(pkg, call, index) ? rootVariable(pkg, withoutAssertion(pkg, arg)) : undefined;
    if (root === undefined || !holders.has(root)) return false;
    return isNamed(dereferenced(pkg.typeOfSymbol(root)), 'net/http', 'Response') || isUnknownReader(pkg, arg);
  });
}

/** Whether a call reads an argument to its end: by the tables, or as a function of the package that hands it to such a call. */
function drains(pkg: Package, { effect, target }: Call, argument: number): boolean {
  if (effect.drains?.includes(argument) === true) return true;
  const uses = target?.parameters[argument]?.uses ?? [];
  return uses.some(at => {
    const { kind, node, index } = pkg.useOf(at);
    if (kind !== 'argument' || index === undefined) return false;
    return pkg.callAt({ file: at.file, node }).effect.drains?.includes(index) === true;
  });
}

/** What a call beyond the standard library gives, and of which neither the type nor the tables say what it is. */
function isUnknownReader(pkg: Package, at: Place): boolean {
  const { kind } = pkg.underlyingOf(at);
  if (kind !== 'interface' && kind !== 'unknown') return false;
  return pkg.origins(at).every(origin => {
    const call = origin.kind === 'call' ? pkg.callAt(origin.at) : undefined;
    return call !== undefined && call.effect.acquires === undefined && !isStandardKey(call.key);
  });
}

/** Whether the deferred call only comes round after a failure: a round that succeeds leaves the loop. */
export function onlyFailuresComeRound(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  const always = (): boolean => false;
  return !pkg.flow(fn).canReach(node, node, always, edge => !isErrorEdge(pkg, file, edge));
}

/** Whether every way to a place has seen an error before: a call that goes well never comes to it. */
export function followsFailureOnly(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  const flow = pkg.flow(fn);
  const goal = flow.blockOf(node);
  if (goal === undefined || !flow.isReachable(node)) return false;
  const reached = new Set([flow.entry]);
  for (const block of reached) {
    for (const edge of block.successors) if (!isErrorEdge(pkg, file, edge)) reached.add(edge.block);
  }
  return !reached.has(goal);
}

/** An edge that is taken only if there is an error. */
function isErrorEdge(pkg: Package, file: number, { condition, value, tag }: Edge): boolean {
  if (condition === undefined || value === undefined || tag !== undefined) return false;
  const tree = pkg.tree(file);
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return false;
  if (tree.kindOf(tree.childByField(condition, Field.Right)) !== Kind.Nil) return false;
  if (!isError(pkg.typeOf({ file, node: tree.childByField(condition, Field.Left) }))) return false;
  const operator = tree.kindOf(tree.childByField(condition, Field.Operator));
  return operator === Token['!='] ? value : operator === Token['=='] && !value;
}
