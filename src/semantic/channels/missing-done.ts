/**
 * Wait groups that are never done: a goroutine can return without its Done, more is added than can be done, or a goroutine
 * that was counted is not started on every way. Whoever waits then waits for ever.
 *
 * Judges local wait groups of which every use is a call of a method, in the function that declares it and in literals that
 * it starts as goroutines. Groups with `wg.Go`, and those that are handed on, are left alone.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

export interface MissingDone {
  readonly why: 'skipped' | 'surplus' | 'not-started';
  /** The Done that can be skipped, or the Add that counts too much. */
  readonly at: Place;
  readonly name: string;
  readonly wait: Place;
  /** The way out without a Done, or the `go` statement that may not be reached. */
  readonly because: Place | undefined;
  readonly added: number;
  readonly done: number;
}

/** Goroutines that begin with one literal, and what they do to the group. */
interface Worker {
  readonly entry: GoFunction;
  /** The `go` statements. */
  readonly starts: readonly Place[];
  readonly dones: readonly Call[];
}

interface Group {
  readonly symbol: GoSymbol;
  readonly owner: GoFunction;
  readonly adds: readonly Call[];
  readonly wait: Call;
  readonly workers: readonly Worker[];
}

const METHOD = 'sync.(*WaitGroup).';

export function* missingDones(pkg: Package): Generator<MissingDone> {
  const seen = new Set<GoSymbol>();
  for (const wait of pkg.callsTo(`${METHOD}Wait`)) {
    const symbol = wait.receiver === undefined ? undefined : pkg.symbolAt(wait.receiver);
    if (symbol?.role !== 'local' || symbol.owner !== wait.caller || seen.has(symbol)) continue;
    seen.add(symbol);
    const group = groupOf(pkg, symbol, wait);
    const found = group && (skippedDone(pkg, group) ?? surplus(pkg, group) ?? notStarted(pkg, group));
    if (found !== undefined) yield found;
  }
}

function groupOf(pkg: Package, symbol: GoSymbol, wait: Call): Group | undefined {
  const { owner } = symbol;
  const { uses, escapes } = pkg.usesOfVariable(symbol);
  if (owner === undefined || escapes.length > 0) return undefined;
  const calls: Call[] = [];
  for (const use of uses) {
    if (use.kind !== 'method') return undefined;
    calls.push(pkg.callAt({ file: use.at.file, node: use.node }));
  }
  const named = (name: string): Call[] => calls.filter(({ key }) => key === `${METHOD}${name}`);
  const [adds, dones, waits] = [named('Add'), named('Done'), named('Wait')];
  if (adds.length === 0 || dones.length === 0 || waits.length !== 1) return undefined;
  if (adds.length + dones.length + waits.length !== calls.length) return undefined;
  if (adds.some(({ caller, mode }) => caller !== owner || mode !== 'call') || wait.mode !== 'call') return undefined;
  const workers = workersOf(pkg, owner, dones);
  return workers === undefined ? undefined : { symbol, owner, adds, wait, workers };
}

/** Undefined if a Done is done by somebody else. */
function workersOf(pkg: Package, owner: GoFunction, dones: readonly Call[]): readonly Worker[] | undefined {
  const byEntry = new Map<GoFunction, Call[]>();
  for (const done of dones) {
    let { caller } = done;
    if (caller !== undefined && caller.parent !== owner && isDeferred(pkg, caller)) caller = caller.parent;
    if (caller?.kind !== 'literal' || caller.parent !== owner) return undefined;
    byEntry.set(caller, [...(byEntry.get(caller) ?? []), done]);
  }
  const workers: Worker[] = [];
  for (const [entry, own] of byEntry) {
    const starts = pkg.goroutines.filter(goroutine => goroutine.entry === entry && goroutine.starter === owner);
    const tree = pkg.tree(entry.place.file);
    const isStartedOnly = tree.fieldOf(entry.place.node) === Field.Function;
    if (starts.length !== 1 || !isStartedOnly) return undefined;
    workers.push({ entry, starts: starts.map(({ start }) => start), dones: own });
  }
  return workers;
}

/** `defer func() { … }()` */
function isDeferred(pkg: Package, { kind, place }: GoFunction): boolean {
  const tree = pkg.tree(place.file);
  const call = tree.parentOf(place.node);
  return (
    kind === 'literal' &&
    tree.fieldOf(place.node) === Field.Function &&
    tree.kindOf(tree.parentOf(call)) === Kind.DeferStatement
  );
}

/** A return of a goroutine before its Done, where each goroutine was counted once. */
function skippedDone(pkg: Package, group: Group): MissingDone | undefined {
  const { owner, symbol, wait, workers } = group;
  if (!isOneForEach(pkg, group)) return undefined;
  for (const { entry, starts, dones } of workers) {
    const [start] = starts;
    const [first] = dones;
    if (start === undefined || first === undefined) continue;
    if (!pkg.flow(owner).canReach(start.node, wait.place.node)) continue;
    const flow = pkg.flow(entry);
    const done = new Set(dones.map(call => registeredAt(pkg, entry, call)));
    const [begin] = flow.entry.nodes;
    if (begin === undefined || done.has(begin)) continue;
    const exit = flow.pathToExit(begin, node => done.has(node), ['return']);
    if (exit === undefined) continue;
    const because = { file: entry.place.file, node: exit };
    return { why: 'skipped', at: first.place, name: symbol.name, wait: wait.place, because, added: 1, done: 0 };
  }
  return undefined;
}

/** The statement that makes sure of a Done: the call itself, or the `defer` of it or of the literal with it. */
function registeredAt(pkg: Package, entry: GoFunction, { caller, place, mode }: Call): NodeId {
  const tree = pkg.tree(place.file);
  if (caller === entry && mode !== 'defer') return place.node;
  return tree.ancestorOfKind(caller === entry ? place.node : (caller?.place.node ?? place.node), Kind.DeferStatement);
}

/** Whether there is an Add(1) just before each `go` statement, in the same list of statements. */
function isOneForEach(pkg: Package, { adds, workers }: Group): boolean {
  const starts = workers.flatMap(worker => worker.starts);
  if (starts.length !== adds.length) return false;
  return starts.every((start, index) => {
    const add = adds[index];
    if (add === undefined || amountOf(pkg, add) !== 1) return false;
    const list = listAround(pkg, add.place);
    return list !== NO_NODE && list === listAround(pkg, start) && add.place.node < start.node;
  });
}

const listAround = (pkg: Package, { file, node }: Place): NodeId =>
  pkg.tree(file).ancestorOfKind(node, Kind.StatementList);

function amountOf(pkg: Package, { args: [argument] }: Call): number | undefined {
  const value = argument === undefined ? undefined : pkg.constantOf(argument);
  return typeof value === 'number' ? value : undefined;
}

/** More is added than all goroutines together can do, each being started at most once. */
function surplus(pkg: Package, { owner, symbol, adds, wait, workers }: Group): MissingDone | undefined {
  const flow = pkg.flow(owner);
  const last = adds.at(-1);
  const isOnce = (node: NodeId): boolean => !flow.isOnCycle(node);
  if (last === undefined || !isOnce(wait.place.node)) return undefined;
  let added = 0;
  for (const add of adds) {
    const amount = amountOf(pkg, add);
    if (amount === undefined || !isOnce(add.place.node) || !flow.dominates(add.place.node, wait.place.node)) {
      return undefined;
    }
    added += amount;
  }
  const done = workers.reduce((sum, { dones }) => sum + dones.length, 0);
  const isBounded = workers.every(
    ({ entry, starts, dones }) =>
      starts.every(({ node }) => isOnce(node)) &&
      dones.every(call => call.caller === entry && !pkg.flow(entry).isOnCycle(call.place.node)),
  );
  if (!isBounded || added <= done) return undefined;
  return { why: 'surplus', at: last.place, name: symbol.name, wait: wait.place, because: undefined, added, done };
}

/** One goroutine is counted, and then started under a condition only. */
function notStarted(pkg: Package, { owner, symbol, adds, wait, workers }: Group): MissingDone | undefined {
  const [add, ...otherAdds] = adds;
  const [start, ...otherStarts] = workers.flatMap(worker => worker.starts);
  if (add === undefined || start === undefined || otherAdds.length + otherStarts.length > 0) return undefined;
  if (amountOf(pkg, add) !== 1) return undefined;
  const tree = pkg.tree(start.file);
  const condition = tree.ancestorOfKind(start.node, Kind.IfStatement, Kind.ForStatement, Kind.FuncLiteral);
  const list = listAround(pkg, add.place);
  if (tree.kindOf(condition) !== Kind.IfStatement || tree.parentOf(condition) !== list) return undefined;
  if (!tree.contains(tree.parentOf(listAround(pkg, wait.place)), list)) return undefined;
  const flow = pkg.flow(owner);
  const isStart = (node: NodeId): boolean => node === start.node;
  if (!flow.canReach(add.place.node, wait.place.node, isStart)) return undefined;
  return { why: 'not-started', at: add.place, name: symbol.name, wait: wait.place, because: start, added: 1, done: 0 };
}
