/**
 * Wait groups that are never done: a goroutine can return without its Done, more is added than can be done, or a goroutine
 * that was counted is not started on every way. Whoever waits then waits for ever.
 *
 * Judges local wait groups of which every use is a call of a method, in the function that declares it and in functions that
 * it starts as goroutines, whether they capture it or are given it. Groups with `wg.Go`, and those that are handed to
 * anybody else, are left alone.
 */
import { isCallee, isDeferred } from '../../syntax/callee.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Edge } from '../flow/block.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { ValueUse, ValueUses } from '../value-flow/value-uses.ts';

export interface MissingDone {
  readonly why: 'skipped' | 'surplus' | 'not-started';
  /** The Done that can be skipped, or the Add that counts too much. */
  readonly at: Place;
  readonly name: string;
  /** What the goroutine calls the group. */
  readonly own: string;
  readonly wait: Place;
  /** The way out without a Done, or the `go` statement that may not be reached. */
  readonly because: Place | undefined;
  readonly added: number;
  readonly done: number;
}

/** Goroutines that begin with one function, and what they do to the group. */
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

const CLAUSES: readonly number[] = [Kind.ExpressionCase, Kind.TypeCase, Kind.DefaultCase];
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
  const { uses, escapes, passes } = usesOf(pkg, symbol);
  if (owner === undefined || escapes.length > 0) return undefined;
  if (passes.some(({ call }) => call.mode !== 'go' || call.caller !== owner)) return undefined;
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

/** The uses of the group, also by those that are given its address. */
function usesOf(pkg: Package, symbol: GoSymbol): Pick<ValueUses, 'uses' | 'escapes' | 'passes'> {
  const own = pkg.usesOfVariable(symbol);
  const isAddress = ({ kind }: ValueUse): boolean => kind === 'address';
  const pointers = own.uses.filter(isAddress).map(({ at: { file }, node }) => pkg.usesOfValue({ file, node }));
  return {
    uses: [...own.uses.filter(use => !isAddress(use)), ...pointers.flatMap(({ uses }) => uses)],
    escapes: [...own.escapes.filter(use => !isAddress(use)), ...pointers.flatMap(({ escapes }) => escapes)],
    passes: [own, ...pointers].flatMap(({ passes }) => passes),
  };
}

/** Undefined if a Done is done by somebody else. */
function workersOf(pkg: Package, owner: GoFunction, dones: readonly Call[]): readonly Worker[] | undefined {
  const byEntry = new Map<GoFunction, Call[]>();
  for (const done of dones) {
    let { caller } = done;
    if (caller !== undefined && caller.parent !== owner && isDeferredLiteral(pkg, caller)) caller = caller.parent;
    if (caller === undefined || (caller.kind === 'literal' && caller.parent !== owner)) return undefined;
    byEntry.set(caller, [...(byEntry.get(caller) ?? []), done]);
  }
  const workers: Worker[] = [];
  for (const [entry, own] of byEntry) {
    const starts = pkg.goroutines.filter(goroutine => goroutine.entry === entry && goroutine.starter === owner);
    if (starts.length !== 1 || !isStartedOnly(pkg, entry)) return undefined;
    workers.push({ entry, starts: starts.map(({ start }) => start), dones: own });
  }
  return workers;
}

/** Whether a literal is called where it stands. A declared function has the group from its callers, which are looked at. */
const isStartedOnly = (pkg: Package, { kind, place }: GoFunction): boolean =>
  kind !== 'literal' || isCallee(pkg.tree(place.file), place.node);

const isDeferredLiteral = (pkg: Package, { kind, place }: GoFunction): boolean =>
  kind === 'literal' && isDeferred(pkg.tree(place.file), place.node);

/** A way out of a goroutine without its Done, where each goroutine was counted once. */
function skippedDone(pkg: Package, group: Group): MissingDone | undefined {
  const { owner, symbol, wait, workers } = group;
  if (!isOneForEach(pkg, group)) return undefined;
  for (const worker of workers) {
    const [start] = worker.starts;
    const [first] = worker.dones;
    if (start === undefined || first?.receiver === undefined) continue;
    if (!pkg.flow(owner).canReach(start.node, wait.place.node)) continue;
    const exit = exitWithout(pkg, worker, isWaitedFor(pkg, start, wait));
    if (exit === undefined) continue;
    const because = { file: worker.entry.place.file, node: exit };
    const names = { name: symbol.name, own: pkg.textOf(first.receiver) };
    return { why: 'skipped', at: first.place, ...names, wait: wait.place, because, added: 1, done: 0 };
  }
  return undefined;
}

/** Whether no condition on the Wait is left that may go with one on the Done. */
const isWaitedFor = (pkg: Package, start: Place, wait: Call): boolean =>
  pkg.tree(start.file).contains(listAround(pkg, wait.place), start.node);

/** A return, or the end of the body, that comes without a Done. */
function exitWithout(pkg: Package, { entry, dones }: Worker, orEnd: boolean): NodeId | undefined {
  const flow = pkg.flow(entry);
  const done = new Set(dones.map(call => registeredAt(pkg, entry, call)));
  const isDone = (node: NodeId): boolean => done.has(node);
  const [begin] = flow.entry.nodes;
  if (begin === undefined || isDone(begin)) return undefined;
  const exit = flow.pathToExit(begin, isDone, ['return']);
  if (exit !== undefined || !orEnd || !areAlternatives(pkg, entry, [...done])) return exit;
  return flow.pathToExit(begin, isDone, ['end'], edge => !isLeftOver(pkg, entry, edge));
}

/** Whether all stand in one statement of the body, other than a loop: in its cases, or under its condition. */
function areAlternatives(pkg: Package, { body, place }: GoFunction, nodes: readonly NodeId[]): boolean {
  const tree = pkg.tree(place.file);
  const outermost = nodes.map(node => {
    let at = node;
    for (const around of tree.ancestors(node)) {
      if (tree.kindOf(around) === Kind.ForStatement) return NO_NODE;
      if (around === body || tree.parentOf(around) === body) break;
      at = around;
    }
    return at;
  });
  return outermost.every(at => at !== NO_NODE && at === outermost[0]);
}

/** Whether a switch without default takes the edge if no case fits: the cases may be all that there are. */
function isLeftOver(pkg: Package, { place }: GoFunction, { condition, tag, value }: Edge): boolean {
  if (condition === undefined || tag === undefined || value !== false) return false;
  const tree = pkg.tree(place.file);
  const clause = tree.ancestorOfKind(condition, Kind.ExpressionCase, Kind.TypeCase);
  const clauses = tree.namedChildren(tree.parentOf(clause)).filter(child => CLAUSES.includes(tree.kindOf(child)));
  return clauses.at(-1) === clause && clauses.every(each => tree.kindOf(each) !== Kind.DefaultCase);
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
  return {
    why: 'surplus',
    at: last.place,
    name: symbol.name,
    own: symbol.name,
    wait: wait.place,
    because: undefined,
    added,
    done,
  };
}

/** One goroutine is counted, and then started under a condition only, or passed over by a jump. */
function notStarted(pkg: Package, { owner, symbol, adds, wait, workers }: Group): MissingDone | undefined {
  const [add, ...otherAdds] = adds;
  const [start, ...otherStarts] = workers.flatMap(worker => worker.starts);
  if (add === undefined || start === undefined || otherAdds.length + otherStarts.length > 0) return undefined;
  if (amountOf(pkg, add) !== 1 || !pkg.tree(add.place.file).contains(listAround(pkg, wait.place), add.place.node)) {
    return undefined;
  }
  const flow = pkg.flow(owner);
  const isStart = (node: NodeId): boolean => node === start.node;
  if (!flow.canReach(add.place.node, wait.place.node, isStart)) return undefined;
  if (!isUnderCondition(pkg, add, start) && !isPassedOver(pkg, owner, add, start, wait)) return undefined;
  const { name } = symbol;
  return { why: 'not-started', at: add.place, name, own: name, wait: wait.place, because: start, added: 1, done: 0 };
}

/** Whether the goroutine is started in an if statement of the list that counts it. */
function isUnderCondition(pkg: Package, add: Call, start: Place): boolean {
  const tree = pkg.tree(start.file);
  const condition = tree.ancestorOfKind(start.node, Kind.IfStatement, Kind.ForStatement, Kind.FuncLiteral);
  return tree.kindOf(condition) === Kind.IfStatement && tree.parentOf(condition) === listAround(pkg, add.place);
}

/** Whether a way from one to the other leaves the list that has both, and then waits whatever comes. */
function isPassedOver(pkg: Package, owner: GoFunction, add: Call, start: Place, wait: Call): boolean {
  const list = listAround(pkg, add.place);
  if (list !== listAround(pkg, start) || add.place.node > start.node) return false;
  const ends = [start.node, wait.place.node];
  return pkg.flow(owner).pathToExit(add.place.node, node => ends.includes(node)) === undefined;
}
