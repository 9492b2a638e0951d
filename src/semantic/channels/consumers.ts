/**
 * A channel as the callers of its maker see it, who get it as a result: what they receive, and whether they close or keep it.
 *
 * Follows direct calls within the package, also through functions that only give the result on. A caller that does
 * anything else with the channel has no view of it, and is no evidence for anything.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { ValueUses } from '../value-flow/value-uses.ts';
import { channelOf } from './channel-index.ts';
import { areLocal, type Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';

/** What one caller does with the channel. */
export interface Consumer {
  /** The caller takes the place of the maker, and the call that of `make`; the senders are those of the channel itself. */
  readonly view: Channel & { readonly maker: GoFunction };
  /** What the call gives beside the channel: an error, a function that ends it. */
  readonly others: readonly GoSymbol[];
}

/** A result is followed through so many functions that give it on. */
const MAX_DEPTH = 3;

/** Whether the channel leaves its maker as a result, in no other way, and only the goroutines of the maker use it. */
export function isGivenBack({ maker, holders, escapes, receives, ranges }: Channel): boolean {
  if (maker === undefined || escapes.length === 0 || receives.length + ranges.length > 0) return false;
  return areLocal(holders) && escapes.every(({ kind, within }) => kind === 'returned' && within === maker);
}

export function consumersOf(context: ChannelContext, channel: Channel): readonly Consumer[] {
  return [...followed(context, channel, channel, MAX_DEPTH)];
}

function* followed(
  context: ChannelContext,
  made: Channel,
  { maker, escapes }: Channel,
  depth: number,
): Generator<Consumer> {
  if (maker === undefined || maker.kind === 'literal' || depth === 0) return;
  const results = new Set(escapes.map(({ index }) => index));
  for (const call of context.callsNamed(maker.name)) {
    if (call.target !== maker || call.caller === undefined || call.mode !== 'call') continue;
    for (const index of results) {
      const consumer = consumerAt(context, made, call, call.caller, index ?? 0);
      if (consumer === undefined) continue;
      if (consumer.view.escapes.length === 0) yield consumer;
      else if (isGivenBack(consumer.view)) yield* followed(context, made, consumer.view, depth - 1);
    }
  }
}

function consumerAt(
  context: ChannelContext,
  made: Channel,
  call: Call,
  caller: GoFunction,
  index: number,
): Consumer | undefined {
  const targets = targetsOf(context, call);
  const uses = usesOfResult(context, call, targets, index);
  if (uses === undefined) return undefined;
  const view = channelOf(context, call.place, made.capacity, uses);
  const isReceiver = view.sends.length + view.closes.length === 0;
  if (!isReceiver || !areLocal(view.holders)) return undefined;
  const others = targets.filter((symbol, position) => position !== index && symbol !== undefined);
  return {
    view: { ...view, maker: caller, sends: made.sends, closes: made.closes },
    others: others.filter(symbol => symbol !== undefined),
  };
}

/** The variables that the results of a call are declared as or assigned to. */
function targetsOf(context: ChannelContext, { place: { file, node } }: Call): readonly (GoSymbol | undefined)[] {
  const tree = context.tree(file);
  const list = tree.parentOf(withParentheses(tree, node));
  const statement = tree.kindOf(list) === Kind.ExpressionList ? tree.parentOf(list) : list;
  const kind = tree.kindOf(statement);
  if (kind !== Kind.ShortVarDeclaration && kind !== Kind.AssignmentStatement) return [];
  const left = tree.childByField(statement, Field.Left);
  if (left === NO_NODE || tree.contains(left, node)) return [];
  return tree.namedChildren(left).map(target => context.symbolAt({ file, node: target }));
}

/** Undefined where the result goes to a variable that also holds others. */
function usesOfResult(
  context: ChannelContext,
  { place }: Call,
  targets: readonly (GoSymbol | undefined)[],
  index: number,
): ValueUses | undefined {
  if (targets.length < 2) return context.usesOfValue(place);
  const symbol = targets[index];
  if (symbol?.kind !== 'variable' || symbol.role !== 'local' || symbol.declaration?.file !== place.file)
    return undefined;
  const isSole = symbol.uses.every(at => {
    const { kind } = context.useOf(at);
    return kind !== 'assigned' && kind !== 'address';
  });
  return isSole ? context.usesOfVariable(symbol) : undefined;
}
