/**
 * Receives that can never go on: nobody sends to the local channel or closes it, or the channel is nil.
 *
 * Every use of the channel is in sight. A function that makes a channel for nothing but to wait for it at its own end
 * blocks on purpose, and is left alone.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withoutParentheses } from '../../syntax/parentheses.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Channel } from './channel.ts';
import { isLocal } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { choiceOf, isBare } from './operation.ts';
import { isWithin } from './sender.ts';
import type { Threads } from './threads.ts';

export interface CertainWait {
  /** The `<-c`, in a select or not, or the ForStatement that ranges over the channel. */
  readonly place: Place;
  readonly why: 'no-sender' | 'dead-case' | 'nil';
  /** What the channel is called. */
  readonly name: string;
  /** The call of `make`, or the declaration of the variable. */
  readonly origin: Place | undefined;
  /** Whether the function that waits has the channel by its name, not as a parameter. */
  readonly isOwn: boolean;
  /** Whether it stands in a literal that is kept or given away: whether and where that is called is not in sight. */
  readonly isInCallback: boolean;
}

/** The first receive from a channel that was made and to which nothing can come. */
export function waitWithoutSender(
  context: ChannelContext,
  threads: Threads,
  channel: Channel,
): CertainWait | undefined {
  const { capacity, sends, closes, origin, name, maker } = channel;
  if (capacity.kind === 'nil' || sends.length > 0 || closes.length > 0 || !isLocal(channel)) return undefined;
  for (const receive of [...channel.receives, ...channel.ranges]) {
    if (!isBare(receive) || isOnPurpose(context, channel, receive)) continue;
    const isOwn = isWithin(receive.within, maker);
    if (!isOwn && !isHandedThisOnly(context, channel, receive.within)) continue;
    const isInCallback = isOwn && mayRunAnywhere(threads, receive.within, maker);
    return { place: receive.place, why: 'no-sender', name, origin, isOwn, isInCallback };
  }
  return undefined;
}

function mayRunAnywhere(threads: Threads, inner: GoFunction | undefined, outer: GoFunction | undefined): boolean {
  return inner !== undefined && outer !== undefined && threads.of(inner, outer).has('unknown');
}

/**
 * Whether the function that receives never gets another channel. That a caller gives a stop signal that is never sent is
 * its choice.
 */
function isHandedThisOnly(context: ChannelContext, { passes }: Channel, within: GoFunction | undefined): boolean {
  const pass = passes.find(({ parameter }) => within?.parameters.includes(parameter));
  if (within === undefined || pass === undefined || isSignal(context, pass.parameter)) return false;
  return context.callersOf(within)?.length === 1;
}

/** `chan struct{}` */
function isSignal(context: ChannelContext, symbol: GoSymbol): boolean {
  const type = context.typeOfSymbol(symbol);
  return type.kind === 'chan' && type.element.kind === 'struct';
}

function isOnPurpose(context: ChannelContext, { maker, operations }: Channel, receive: Operation): boolean {
  return operations.length === 1 && receive.within === maker && endsFunction(context, receive.place);
}

/** Whether the receive, whose value nobody wants, is the last statement of its function, returns apart. */
function endsFunction(context: ChannelContext, { file, node }: Place): boolean {
  const tree = context.tree(file);
  const fn = context.functionAround({ file, node });
  if (fn === undefined || tree.kindOf(node) !== Kind.UnaryExpression) return false;
  const list = tree.firstNamedChild(fn.body);
  const statements = list === NO_NODE ? [] : tree.namedChildren(list);
  const own = tree.kindOf(tree.parentOf(node)) === Kind.ExpressionStatement ? tree.parentOf(node) : node;
  const index = statements.indexOf(own);
  if (index < 0) return false;
  return statements.slice(index + 1).every(statement => tree.kindOf(statement) === Kind.ReturnStatement);
}

/** Receives from variables that can only be nil there. */
export function* waitsOnNil(context: ChannelContext, threads: Threads): Generator<CertainWait> {
  for (const receive of bareReceives(context)) {
    const symbol = context.symbolAt(receive.channel);
    if (symbol?.role !== 'local' || !mayBeNil(context, symbol)) continue;
    if (context.underlyingOf(receive.channel).kind !== 'chan') continue;
    const origins = context.origins(receive.channel);
    if (origins.length === 0 || !origins.every(({ kind }) => kind === 'nil' || kind === 'zero')) continue;
    const { name, owner, declaration: origin } = symbol;
    const within = context.functionAround(receive.place);
    const isAlone = symbol.uses.length === 1 && within === owner;
    if (isAlone && endsFunction(context, receive.place)) continue;
    const isInCallback = mayRunAnywhere(threads, within, owner);
    yield { place: receive.place, why: 'nil', name, origin, isOwn: true, isInCallback };
  }
}

/** Cheap test before the origins: whether the variable is declared without a value, or assigned nil. */
function mayBeNil(context: ChannelContext, symbol: GoSymbol): boolean {
  const { declaration } = symbol;
  if (declaration === undefined) return false;
  const targets = [declaration, ...symbol.uses.filter(at => context.useOf(at).kind === 'assigned')];
  return targets.some(target => {
    const value = context.valueAssignedAt(target);
    if (value === undefined) return false;
    return value === 'none' || context.tree(value.file).kindOf(value.node) === Kind.Nil;
  });
}

export interface BareReceive {
  readonly place: Place;
  /** The expression that denotes the channel. */
  readonly channel: Place;
}

/** All receives and range loops of the package that no other case of a select can win against. */
export function* bareReceives(context: ChannelContext): Generator<BareReceive> {
  for (const place of context.nodes(Kind.UnaryExpression, Kind.RangeClause)) {
    const { file, node } = place;
    const tree = context.tree(file);
    if (tree.kindOf(node) === Kind.RangeClause) {
      const channel = withoutParentheses(tree, tree.childByField(node, Field.Right));
      yield { place: { file, node: tree.parentOf(node) }, channel: { file, node: channel } };
      continue;
    }
    if (tree.kindOf(tree.childByField(node, Field.Operator)) !== Token['<-'] || hasAlternative(context, place))
      continue;
    const channel = withoutParentheses(tree, tree.childByField(node, Field.Operand));
    yield { place, channel: { file, node: channel } };
  }
}

function hasAlternative(context: ChannelContext, { file, node }: { file: number; node: NodeId }): boolean {
  const choice = choiceOf(context.tree(file), node);
  return choice !== undefined && (choice.others.length > 0 || choice.hasDefault);
}
