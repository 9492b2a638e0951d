/**
 * All channels of a package: one for each call of `make`, and one for each local variable that never holds any.
 *
 * Sees what the uses of a value see (see `value-flow/value-uses.ts`): variables, aliases, captures, parameters of
 * functions of the package and its unexported fields. A channel from elsewhere (a parameter of an exported function, a
 * result of another package) has no entry; {@link ChannelIndex.at} then finds none.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withoutParentheses } from '../../syntax/parentheses.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { ValueUses } from '../value-flow/value-uses.ts';
import type { Capacity, Channel } from './channel.ts';
import type { ChannelContext } from './context.ts';
import type { Operation } from './operation.ts';
import { operationOf } from './operation.ts';

export class ChannelIndex {
  private readonly context: ChannelContext;
  private all: readonly Channel[] | undefined;
  private byHolder: Map<unknown, Channel[]> | undefined;

  constructor(context: ChannelContext) {
    this.context = context;
  }

  get channels(): readonly Channel[] {
    return (this.all ??= [...this.made(), ...this.nil()]);
  }

  /** The channels that an expression may denote, as far as the package makes them. */
  at(place: Place): readonly Channel[] {
    const { context } = this;
    const tree = context.tree(place.file);
    const node = withoutParentheses(tree, place.node);
    const at = { file: place.file, node };
    const holder = tree.kindOf(node) === Kind.Identifier ? context.symbolAt(at) : context.fields.at(at);
    return holder === undefined ? [] : (this.holders().get(holder) ?? []);
  }

  /** The channels that a variable may hold, as far as the package makes them. */
  ofVariable(symbol: GoSymbol): readonly Channel[] {
    return this.holders().get(symbol) ?? [];
  }

  private holders(): Map<unknown, Channel[]> {
    if (this.byHolder !== undefined) return this.byHolder;
    this.byHolder = new Map();
    for (const channel of this.channels) {
      for (const holder of channel.holders) {
        const key = holder.kind === 'variable' ? holder.symbol : holder.cell;
        this.byHolder.set(key, [...(this.byHolder.get(key) ?? []), channel]);
      }
    }
    return this.byHolder;
  }

  private *made(): Generator<Channel> {
    const { context } = this;
    for (const call of context.callsNamed('make')) {
      if (call.callee.kind !== 'builtin') continue;
      if (context.underlyingOf(call.place).kind !== 'chan') continue;
      yield channelOf(context, call.place, capacityOf(context, call.args[1]), context.usesOfValue(call.place));
    }
  }

  /** `var c chan T`, never assigned and never pointed to. */
  private *nil(): Generator<Channel> {
    const { context } = this;
    for (const spec of context.nodes(Kind.VarSpec)) {
      const tree = context.tree(spec.file);
      if (context.functionAround(spec) === undefined || tree.childOfKind(spec.node, Kind.ExpressionList) !== NO_NODE) {
        continue;
      }
      for (const node of tree.namedChildren(spec.node)) {
        const symbol = context.symbolAt({ file: spec.file, node });
        if (symbol?.declaration?.node !== node || !isNilChannel(context, symbol)) continue;
        yield channelOf(context, symbol.declaration, { kind: 'nil' }, context.usesOfVariable(symbol));
      }
    }
  }
}

/** The channel that is made, or given, at a place, by what is done with it. */
export function channelOf(context: ChannelContext, origin: Place, capacity: Capacity, uses: ValueUses): Channel {
  const operations: Operation[] = [];
  for (const use of uses.uses) {
    const operation = operationOf(context.tree(use.at.file), use);
    if (operation !== undefined) operations.push(operation);
  }
  const [first] = uses.holders;
  const of = (kind: Operation['kind']): Operation[] => operations.filter(operation => operation.kind === kind);
  return {
    origin,
    maker: context.functionAround(origin),
    capacity,
    name: first === undefined ? 'the channel' : first.kind === 'variable' ? first.symbol.name : first.cell.name,
    holders: uses.holders,
    passes: uses.passes,
    operations,
    sends: of('send'),
    receives: of('receive'),
    ranges: of('range'),
    closes: of('close'),
    escapes: uses.escapes,
  };
}

function capacityOf(context: ChannelContext, argument: Place | undefined): Capacity {
  if (argument === undefined) return { kind: 'constant', value: 0 };
  const value = context.constantOf(argument);
  return typeof value === 'number' ? { kind: 'constant', value } : { kind: 'expression', at: argument };
}

function isNilChannel(context: ChannelContext, symbol: GoSymbol): boolean {
  if (symbol.kind !== 'variable' || symbol.role !== 'local') return false;
  if (context.typeOfSymbol(symbol).kind !== 'chan') return false;
  const { uses, escapes } = context.usesOfVariable(symbol);
  return escapes.length === 0 && uses.every(use => use.kind !== 'assigned' && use.kind !== 'address');
}
