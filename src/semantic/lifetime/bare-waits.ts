/**
 * Goroutines that wait for the end of something that lives longer, and for nothing else, started again and again while it
 * lives: each stays until then, though what it was started for is long over.
 *
 * Asks for proof of both: that the start comes round, and that each of the goroutines waits for the same thing. Follows
 * the context or the channel outwards through parameters and receivers to an endless loop around, or to a handler of
 * HTTP requests that has it in its receiver.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import type { Call, Goroutine } from '../calls/call.ts';
import { isInEndingLoops } from '../escape/loop-bound.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import { dereferenced, isNamed } from '../types/type.ts';

export interface BareWait {
  readonly goroutine: Goroutine;
  /** What the goroutine receives from. */
  readonly signal: Place;
  /** The loop that starts more of them, or the handler. */
  readonly again: Place;
}

/** Calls followed from the start outwards. */
const MAX_CALLS = 3;

const HANDED_ON: ReadonlySet<string> = new Set(['parameter', 'receiver', 'field', 'global']);

export function* bareWaits(pkg: Package): Generator<BareWait> {
  for (const goroutine of pkg.goroutines) {
    const { entry, starter, joined } = goroutine;
    if (entry === undefined || starter === undefined || joined) continue;
    const signal = soleWaitOf(pkg, entry);
    if (signal === undefined || isAlsoKnownTo(pkg, starter, entry, signal)) continue;
    const held = holderOf(pkg, signal);
    const again = held === undefined ? undefined : comesAgain(pkg, goroutine.start, entry, held, MAX_CALLS);
    if (again !== undefined) yield { goroutine, signal, again };
  }
}

/** What the function receives from in a statement of its own, if it waits for nothing else on a channel. */
function soleWaitOf(pkg: Package, entry: GoFunction): Place | undefined {
  const { file } = entry.place;
  const tree = pkg.tree(file);
  const waits: NodeId[] = [];
  const kinds = [Kind.UnaryExpression, Kind.SendStatement, Kind.SelectStatement, Kind.ForStatement];
  for (const node of tree.descendantsOfKind(entry.body, ...kinds)) {
    if (pkg.functionAround({ file, node }) !== entry || isOtherOperator(tree, node)) continue;
    waits.push(node);
  }
  const [wait] = waits;
  if (wait === undefined || waits.length > 1 || tree.kindOf(wait) !== Kind.UnaryExpression) return undefined;
  return { file, node: tree.childByField(wait, Field.Operand) };
}

function isOtherOperator(tree: SyntaxTree, node: NodeId): boolean {
  return (
    tree.kindOf(node) === Kind.UnaryExpression && tree.kindOf(tree.childByField(node, Field.Operator)) !== Token['<-']
  );
}

/** Whether the code that starts it waits for the same signal itself, or gives it: it does not end before. */
function isAlsoKnownTo(pkg: Package, starter: GoFunction, entry: GoFunction, signal: Place): boolean {
  const { file } = starter.place;
  const tree = pkg.tree(file);
  if (pkg.channels.at(signal).some(({ closes }) => closes.some(({ within }) => within === starter))) return true;
  const text = pkg.textOf(signal);
  return [...tree.descendantsOfKind(starter.body, Kind.UnaryExpression)].some(
    node =>
      pkg.functionAround({ file, node }) !== entry &&
      tree.kindOf(tree.childByField(node, Field.Operator)) === Token['<-'] &&
      pkg.textOf({ file, node: tree.childByField(node, Field.Operand) }) === text,
  );
}

/** The variable that the signal is reached through, if it is of nobody's making here: handed over, a field, a global. */
function holderOf(pkg: Package, signal: Place): GoSymbol | undefined {
  const tree = pkg.tree(signal.file);
  const isCall = tree.kindOf(signal.node) === Kind.CallExpression;
  const call = isCall ? pkg.callAt(signal) : undefined;
  if (isCall && call?.key !== 'context.Context.Done') return undefined;
  const at = call === undefined ? signal : call.receiver;
  const [origin, ...others] = at === undefined ? [] : pkg.origins(at);
  if (origin === undefined || others.length > 0) return undefined;
  if (origin.kind === 'parameter' || origin.kind === 'global') return origin.symbol;
  return origin.kind === 'field' ? rootVariable(pkg, origin.at) : undefined;
}

/**
 * Where the code at a place runs again, while the variable, which is in scope there, holds the same.
 *
 * @param inner the function that is called or started at the place.
 */
function comesAgain(pkg: Package, at: Place, inner: GoFunction, held: GoSymbol, calls: number): Place | undefined {
  if (calls < 0) return undefined;
  if (held.owner === inner) {
    const outer = givenTo(pkg, at, inner, held);
    return outer === undefined ? undefined : comesAgain(pkg, at, inner, outer, calls - 1);
  }
  const fn = pkg.functionAround(at);
  const loop = fn === undefined ? undefined : endlessLoopAround(pkg, fn, at);
  if (loop !== undefined) return isDeclaredIn(pkg, held, loop) ? undefined : loop;
  if (fn === undefined || held.owner !== fn || held.role === 'local') return undefined;
  if (isHandler(pkg, fn)) return held.role === 'receiver' ? fn.place : undefined;
  return callersComeAgain(pkg, fn, held, calls);
}

function callersComeAgain(pkg: Package, fn: GoFunction, held: GoSymbol, calls: number): Place | undefined {
  for (const call of pkg.callsOf(fn)) {
    if (call.caller === fn) continue;
    const again = comesAgain(pkg, call.place, fn, held, calls);
    if (again !== undefined) return again;
  }
  return undefined;
}

/** The variable through which a parameter of what is called at a place gets its value, unless a loop makes it anew. */
function givenTo(pkg: Package, at: Place, inner: GoFunction, parameter: GoSymbol): GoSymbol | undefined {
  const call = callAtStart(pkg, at);
  const given = call === undefined ? undefined : argumentOf(call, inner, parameter);
  if (given === undefined) return undefined;
  const loop = pkg.tree(at.file).ancestorOfKind(at.node, Kind.ForStatement, Kind.FuncLiteral);
  const isMadeAnew = pkg.origins(given).some(({ kind, at: { file, node } }) => {
    const isInLoop = file === at.file && loop !== NO_NODE && pkg.tree(file).contains(loop, node);
    return kind === 'unknown' || (isInLoop && !HANDED_ON.has(kind));
  });
  return isMadeAnew ? undefined : rootVariable(pkg, given);
}

function callAtStart(pkg: Package, { file, node }: Place): Call | undefined {
  const tree = pkg.tree(file);
  const call = tree.kindOf(node) === Kind.GoStatement ? tree.firstNamedChild(node) : node;
  return tree.kindOf(call) === Kind.CallExpression ? pkg.callAt({ file, node: call }) : undefined;
}

function argumentOf(call: Call, fn: GoFunction, parameter: GoSymbol): Place | undefined {
  if (call.target !== fn) return undefined;
  return fn.receiver === parameter ? call.receiver : call.args[fn.parameters.indexOf(parameter)];
}

/** The innermost loop around that is not made to end. */
function endlessLoopAround(pkg: Package, fn: GoFunction, { file, node }: Place): Place | undefined {
  const [loop] = pkg.flow(fn).loopsAround(node);
  return loop === undefined || isInEndingLoops(pkg, fn, { file, node }) ? undefined : { file, node: loop.node };
}

function isDeclaredIn(pkg: Package, { declaration }: GoSymbol, { file, node }: Place): boolean {
  return declaration?.file === file && pkg.tree(file).contains(node, declaration.node);
}

function isHandler(pkg: Package, fn: GoFunction): boolean {
  const types = pkg.signatureOf(fn).parameters.map(dereferenced);
  return types.some(type => isNamed(type, 'net/http', 'Request'));
}
