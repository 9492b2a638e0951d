/**
 * Deferred releases that never run once a loop without a way out is reached, and that are missed: nothing
 * uses the released thing any more, or others wait for the lock.
 *
 * Most defers before an endless loop are meant, as what they release is needed as long as the loop goes on. Only things
 * that do nothing by themselves are looked at: files, bodies of responses, rows, locks.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { isError } from '../escape/signs.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import { deferredAt, dependsOnOutcome } from './deferred.ts';

export interface NeverRun {
  readonly statement: Place;
  readonly release: Call;
  readonly loop: Place;
  readonly isLock: boolean;
}

const LOCKS: ReadonlySet<string> = new Set([
  'sync.(*Mutex).Unlock',
  'sync.(*RWMutex).Unlock',
  'sync.(*RWMutex).RUnlock',
  'sync.Locker.Unlock',
]);

const PASSIVE: ReadonlySet<string> = new Set([
  'os.(*File).Close',
  'io.ReadCloser.Close',
  'io.Closer.Close',
  'database/sql.(*Rows).Close',
  'database/sql.(*Stmt).Close',
  'database/sql.(*Conn).Close',
  'database/sql.(*Tx).Rollback',
  'archive/zip.(*ReadCloser).Close',
  'compress/gzip.(*Reader).Close',
]);

/** These give a file to the system, for a lock or a mapping that holds as long as it is open. */
const DESCRIPTOR = 'os.(*File).Fd';

export function* neverRun(pkg: Package): Generator<NeverRun> {
  for (const statement of pkg.nodes(Kind.DeferStatement)) {
    const fn = pkg.functionAround(statement);
    if (fn === undefined) continue;
    const loop = endlessLoopAfter(pkg, fn, statement);
    if (loop === undefined) continue;
    const deferred = deferredAt(pkg, statement);
    const release = deferred?.release;
    if (deferred === undefined || release?.receiver === undefined) continue;
    if (dependsOnOutcome(pkg, fn, deferred, loop)) continue;
    if (deferred.literal !== undefined && recovers(pkg, deferred.literal)) continue;
    const isLock = LOCKS.has(release.key);
    const isMissed = isLock
      ? isHeldInLoop(pkg, release, loop)
      : PASSIVE.has(release.key) && isUnusedIn(pkg, fn, release.receiver, statement, loop);
    if (isMissed) yield { statement, release, loop, isLock };
  }
}

/** A loop that control comes to after the statement, and never leaves. The statement itself runs once. */
function endlessLoopAfter(pkg: Package, fn: GoFunction, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  if (!mayLoopForEver(pkg, fn, node)) return undefined;
  const flow = pkg.flow(fn);
  if (!flow.isReachable(node) || flow.isOnCycle(node)) return undefined;
  const loop = flow.loops.find(
    ({ node: at, exits, blocks }) => at > node && blocks.size > 0 && exits.length === 0 && flow.canReach(node, at),
  );
  return loop === undefined || tree.contains(loop.node, node) ? undefined : { file, node: loop.node };
}

/** Cheap test before the flow graph: whether a `for` without condition follows. */
function mayLoopForEver(pkg: Package, { place: { file }, body }: GoFunction, after: NodeId): boolean {
  const tree = pkg.tree(file);
  for (const loop of tree.descendantsOfKind(body, Kind.ForStatement)) {
    if (loop < after || tree.childOfKind(loop, Kind.RangeClause) !== NO_NODE) continue;
    const clause = tree.childOfKind(loop, Kind.ForClause);
    const condition = clause === NO_NODE ? tree.firstNamedChild(loop) : tree.childByField(clause, Field.Condition);
    if (condition === NO_NODE || tree.kindOf(condition) === Kind.Block) return true;
  }
  return false;
}

function recovers(pkg: Package, literal: Place): boolean {
  const tree = pkg.tree(literal.file);
  for (const node of tree.descendantsOfKind(literal.node, Kind.CallExpression)) {
    const { callee } = pkg.callAt({ file: literal.file, node });
    if (callee.kind === 'builtin' && callee.name === 'recover') return true;
  }
  return false;
}

/** Whether nothing in the loop gives the lock back for a while, as `Wait` of a condition does. */
function isHeldInLoop(pkg: Package, { receiver }: Call, loop: Place): boolean {
  const tree = pkg.tree(loop.file);
  if (receiver === undefined) return false;
  for (const node of tree.descendantsOfKind(loop.node, Kind.CallExpression)) {
    const call = pkg.callAt({ file: loop.file, node });
    if (call.callee.kind === 'unknown' || call.callee.kind === 'value' || unlocks(pkg, call)) return false;
    if (call.target !== undefined && pkg.callsIn(call.target).some(inner => unlocks(pkg, inner))) return false;
  }
  return true;
}

function unlocks(pkg: Package, { receiver, place }: Call): boolean {
  if (receiver === undefined) return false;
  const tree = pkg.tree(place.file);
  const selector = tree.childByField(place.node, Field.Function);
  const name = selector === NO_NODE ? '' : tree.textOf(tree.childByField(selector, Field.Field));
  return /^(?:R?Unlock|Wait)$/.test(name);
}

/**
 * Whether neither the thing, nor what may hold it, is named in the loop, and nothing else can use it: it is only
 * read from and handed to functions that keep nothing.
 */
function isUnusedIn(pkg: Package, fn: GoFunction, released: Place, statement: Place, loop: Place): boolean {
  const symbol = rootVariable(pkg, released);
  if (symbol?.role !== 'local' || symbol.owner !== fn) return false;
  const holders = new Set<GoSymbol>([symbol]);
  // A set that grows while it is walked through.
  for (const holder of holders) {
    for (const at of holder.uses) {
      if (at.file === statement.file && pkg.tree(at.file).contains(statement.node, at.node)) continue;
      if (pkg.functionAround(at) !== fn || at.node > loop.node || !isPassing(pkg, at)) return false;
      for (const other of assignedWith(pkg, at)) holders.add(other);
    }
  }
  return true;
}

/** A use that lets the thing go nowhere but into variables that the same statement assigns. */
function isPassing(pkg: Package, at: Place): boolean {
  const use = pkg.useOf(at);
  const around: Place = { file: at.file, node: use.node };
  switch (use.kind) {
    case 'method':
      return pkg.callAt(around).key !== DESCRIPTOR && pkg.callAt(around).mode === 'call';
    case 'field':
      return isPassing(pkg, around);
    case 'argument':
      return isBorrowed(pkg.callAt(around), use.index ?? 0);
    case 'operand':
    case 'condition':
    case 'assigned':
    case 'alias':
    case 'converted':
      return true;
    default:
      return false;
  }
}

function isBorrowed({ mode, effect: { borrows, ownership } }: Call, argument: number): boolean {
  return mode === 'call' && (borrows === true || ownership?.[argument] === 'borrows');
}

/** The variables, errors apart, that the statement around a use assigns. */
function assignedWith(pkg: Package, at: Place): readonly GoSymbol[] {
  const tree = pkg.tree(at.file);
  const statement = tree.ancestorOfKind(at.node, Kind.ShortVarDeclaration, Kind.AssignmentStatement, Kind.VarSpec);
  if (statement === NO_NODE) return [];
  const left = tree.childByField(statement, Field.Left);
  const targets = left === NO_NODE ? tree.childrenByField(statement, Field.Name) : tree.namedChildren(left);
  return targets
    .map(node => rootVariable(pkg, { file: at.file, node }))
    .filter((symbol): symbol is GoSymbol => symbol !== undefined && !isError(pkg.typeOfSymbol(symbol)));
}
