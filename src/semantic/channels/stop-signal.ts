/**
 * Signals by which code is told to stop: the end of a context, or a channel that carries nothing.
 *
 * Known by their types. A signal that the package shows to be given only when the process ends is told apart: who is left
 * behind by it is not left behind for long.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';
import { receivedIn } from './operation.ts';
import { isExported } from '../names/exported.ts';

/** These give contexts that nothing ever ends. */
const ENDLESS: ReadonlySet<string> = new Set(['context.Background', 'context.TODO']);

/** Whether the expression is a context that nothing ever ends, or a variable that only ever holds one. */
export function isEndless(context: ChannelContext, at: Place): boolean {
  const isVariable = context.tree(at.file).kindOf(at.node) === Kind.Identifier;
  const symbol = isVariable ? context.symbolAt(at) : undefined;
  const value = symbol === undefined ? at : context.soleValue(symbol);
  return value !== undefined && ENDLESS.has(context.callAt(value).key);
}

/** What the first of the alternatives of a select that waits for a signal receives from. */
export function stopSignalIn(
  context: ChannelContext,
  file: number,
  alternatives: readonly NodeId[],
): { readonly alternative: NodeId; readonly signal: Place } | undefined {
  for (const alternative of alternatives) {
    const node = receivedIn(context.tree(file), alternative);
    if (node !== NO_NODE && isStopSignal(context, { file, node })) return { alternative, signal: { file, node } };
  }
  return undefined;
}

function isStopSignal(context: ChannelContext, at: Place): boolean {
  const tree = context.tree(at.file);
  if (tree.kindOf(at.node) === Kind.CallExpression) return isDone(context, at);
  const type = context.underlyingOf(at);
  return type.kind === 'chan' && type.element.kind === 'struct' && type.element.fields.length === 0;
}

/** A method Done; of a type without source by its name alone, since the call is received from. */
function isDone(context: ChannelContext, at: Place): boolean {
  const { key, callee } = context.callAt(at);
  if (callee.kind !== 'unknown') return key.endsWith('.Done');
  const tree = context.tree(at.file);
  const called = tree.childByField(at.node, Field.Function);
  return (
    tree.kindOf(called) === Kind.SelectorExpression && tree.textOf(tree.childByField(called, Field.Field)) === 'Done'
  );
}

/** The variable that the expression of a signal begins with: `ctx` of `ctx.Done()`, `s` of `s.quit`. */
export function baseOf(context: ChannelContext, signal: Place): GoSymbol | undefined {
  const tree = context.tree(signal.file);
  const [base] = tree.descendantsOfKind(signal.node, Kind.Identifier);
  const symbol = base === undefined ? undefined : context.symbolAt({ file: signal.file, node: base });
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** Whether a function is given what the variable holds by its callers, with its object or apart. */
export function isGivenByCaller(symbol: GoSymbol | undefined): symbol is GoSymbol {
  return symbol?.role === 'parameter' || symbol?.role === 'receiver';
}

/**
 * Whether the signal is the process's own: of a global, of a variable of code that runs once, or of a parameter that all
 * callers give such a one.
 */
export function isOfProcess(context: ChannelContext, signal: Place): boolean {
  const symbol = baseOf(context, signal);
  return symbol !== undefined && isHeldByProcess(context, symbol);
}

/** Whether all that the variable can hold is of code that runs once, or a global. */
export function isHeldByProcess(context: ChannelContext, symbol: GoSymbol, seen = new Set<GoSymbol>()): boolean {
  if (symbol.role === 'global') return true;
  const { owner } = symbol;
  if (owner === undefined || seen.has(symbol)) return false;
  if (context.lifetimes.isProcessLifetime(owner)) return true;
  seen.add(symbol);
  const index = owner.parameters.indexOf(symbol);
  if (index < 0 || !isCalledInSightOnly(context, owner)) return false;
  const args = context.callsOf(owner).map(call => call.args[index]);
  return args.length > 0 && args.every(arg => arg !== undefined && isGivenByProcess(context, arg, seen));
}

function isGivenByProcess(context: ChannelContext, at: Place, seen: Set<GoSymbol>): boolean {
  const kind = context.tree(at.file).kindOf(at.node);
  if (kind === Kind.CallExpression) return ENDLESS.has(context.callAt(at).key);
  const symbol = kind === Kind.Identifier ? context.symbolAt(at) : undefined;
  return symbol?.kind === 'variable' && isHeldByProcess(context, symbol, seen);
}

/** Whether nobody but the package can call it. */
function isCalledInSightOnly(context: ChannelContext, { kind, name }: GoFunction): boolean {
  return kind !== 'literal' && (context.isMain || !isExported(name));
}
