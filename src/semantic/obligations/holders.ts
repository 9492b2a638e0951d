/**
 * The variables of one function that may hold a resource, and what its code does with them.
 *
 * Which of them holds it at a place is for the search to say; here every variable that gets it by `y := x` anywhere is
 * a holder.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { correlationOf } from './correlation.ts';
import { targetsOf } from './destination.ts';
import { Events } from './events.ts';
import type { Fate, Fates } from './fate.ts';
import { literalAround, type Runs, runsOf } from './literals.ts';
import type { FunctionFate, Settlement } from './spec.ts';

/** A resource that is held by more variables is taken to be handed on. */
const MAX_HOLDERS = 24;

export interface Holder {
  readonly symbol: GoSymbol;
  /** It holds a method value that releases the resource. */
  readonly releaser: boolean;
}

export interface Acquisition {
  /** The acquiring call; undefined where the resource is there from the start, as a parameter. */
  readonly call: NodeId | undefined;
  readonly holder: GoSymbol;
  readonly outcome: GoSymbol | undefined;
  /** The function that came with the resource and whose last result is false once it is exhausted. */
  readonly exhausting: GoSymbol | undefined;
  /** What else becomes of the resource, other than through variables that hold it. */
  readonly unnamed?: readonly { readonly at: NodeId; readonly how: Settlement; readonly deferred: boolean }[];
}

export class Holders {
  readonly list: Holder[] = [];
  readonly events: Events;
  /** Calls that have exhausted the resource if their last result is false, with the holder if there is one. */
  readonly exhausting = new Map<NodeId, number | undefined>();
  /** Variables that get such a result. */
  readonly exhaustions: GoSymbol[] = [];
  /** The repeated conditions that matter here, as bits. */
  readonly relevant: number;
  private readonly pkg: Package;
  private readonly fn: GoFunction;
  private readonly acquisition: Acquisition;
  private readonly fates: Fates;
  private readonly fateIn: (fn: GoFunction, symbol: GoSymbol, releaser: boolean) => FunctionFate;
  private readonly targets: ReadonlySet<NodeId>;
  private readonly assigned = new Set<NodeId>();
  private readonly literals = new Map<GoFunction, Set<number>>();

  constructor(
    pkg: Package,
    fn: GoFunction,
    acquisition: Acquisition,
    releaser: boolean,
    fates: Fates,
    fateIn: (fn: GoFunction, symbol: GoSymbol, releaser: boolean) => FunctionFate,
  ) {
    this.pkg = pkg;
    this.fn = fn;
    this.acquisition = acquisition;
    this.fates = fates;
    this.fateIn = fateIn;
    this.events = new Events(pkg.flow(fn));
    const { call } = acquisition;
    this.targets = new Set(call === undefined ? [] : targetsOf(pkg, this.place(call)));
    this.collect(releaser);
    const correlation = correlationOf(pkg, fn);
    const isAfter = (node: NodeId): boolean => call === undefined || pkg.flow(fn).dominates(call, node);
    this.relevant = correlation.relevantTo(this.events.decisive, isAfter);
    for (const change of correlation.changes) {
      const [forgets, learns] = [change.forgets & this.relevant, change.learns & this.relevant];
      if (forgets === 0) continue;
      const holding = change.holding & learns;
      this.events.add(change.at, { kind: 'change', change: { ...change, forgets, learns, holding } });
    }
  }

  /** The bit of a variable; 0 if it never holds the resource. */
  bitOf(symbol: GoSymbol): number {
    const index = this.list.findIndex(holder => holder.symbol === symbol);
    return index < 0 ? 0 : 1 << index;
  }

  private collect(releaser: boolean): void {
    const { call, holder, outcome, exhausting, unnamed = [] } = this.acquisition;
    this.hold(holder, releaser);
    for (let index = 0; index < this.list.length; index++) this.collectHolder(index);
    for (const [literal, captured] of this.literals) this.collectLiteral(literal, captured);
    for (const { at, how, deferred } of unnamed) {
      this.events.add(at, deferred ? { kind: 'refer', holder: 0, how, deferred } : { kind: 'settle', holder: 0, how });
    }
    if (call !== undefined) this.events.add(call, { kind: 'acquire' });
    for (const at of outcome?.uses ?? []) {
      if (this.isAssigned(at) && !this.targets.has(at.node)) this.events.add(at.node, { kind: 'outcome' });
    }
    if (exhausting !== undefined) this.collectExhausting(exhausting);
  }

  private hold(symbol: GoSymbol, releaser: boolean): number {
    const known = this.list.findIndex(holder => holder.symbol === symbol);
    if (known >= 0) return known;
    this.list.push({ symbol, releaser });
    return this.list.length - 1;
  }

  private collectHolder(index: number): void {
    const holder = this.list[index];
    if (holder === undefined) return;
    const { symbol } = holder;
    const { declaration } = symbol;
    if (declaration !== undefined && symbol.role === 'local') this.assign(index, declaration, 'declared');
    for (const at of symbol.uses) {
      const literal = literalAround(this.pkg, this.fn, at);
      if (literal === null) continue;
      if (literal === undefined) this.collectUse(index, holder, at);
      else this.capture(literal, index);
    }
  }

  private capture(literal: GoFunction, index: number): void {
    const known = this.literals.get(literal);
    if (known === undefined) this.literals.set(literal, new Set([index]));
    else known.add(index);
  }

  private collectUse(index: number, { releaser }: Holder, at: Place): void {
    const { kind, node } = this.pkg.useOf(at);
    if (kind === 'assigned') {
      this.assign(index, at, this.valueKind(at, node));
      return;
    }
    if (kind === 'address') {
      this.events.add(at.node, { kind: 'refer', holder: index, how: 'move', deferred: false });
      return;
    }
    this.apply(index, this.fates.of(at, releaser), at);
  }

  private apply(index: number, fate: Exclude<Fate, { kind: 'value' }>, at: Place): void {
    switch (fate.kind) {
      case 'alias':
        this.alias(index, fate.symbol, fate.target, fate.releaser);
        return;
      case 'borrow':
        if (fate.touches) this.events.add(at.node, { kind: 'touch', holder: index });
        return;
      case 'exhausting':
        this.events.add(at.node, { kind: 'touch', holder: index });
        this.addExhausting(fate.call, index);
        return;
      default:
        this.events.add((fate.at ?? at).node, { kind: 'settle', holder: index, how: fate.kind });
    }
  }

  private alias(index: number, symbol: GoSymbol, target: Place, releaser: boolean): void {
    if (symbol.owner !== this.fn || this.list.length >= MAX_HOLDERS) {
      this.events.add(target.node, { kind: 'settle', holder: index, how: 'move' });
      return;
    }
    const holder = this.hold(symbol, releaser);
    if (holder === index) return;
    this.assigned.add(target.node);
    this.events.add(target.node, { kind: 'assign', holder, at: target.node, from: index, value: 'other' });
  }

  private assign(index: number, { node }: Place, value: 'declared' | 'nil' | 'derived' | 'other'): void {
    if (this.targets.has(node) || this.assigned.has(node)) return;
    this.events.add(node, { kind: 'assign', holder: index, at: node, from: undefined, value });
  }

  /** What an assignment gives a holder: nil, something made from what it held, or something else. */
  private valueKind(at: Place, statement: NodeId): 'nil' | 'derived' | 'other' {
    const tree = this.pkg.tree(at.file);
    const value = this.pkg.valueAssignedAt(at);
    if (value !== undefined && value !== 'none' && tree.kindOf(value.node) === Kind.Nil) return 'nil';
    const right = tree.childByField(statement, Field.Right);
    if (right === NO_NODE) return 'other';
    const names = [right, ...tree.descendantsOfKind(right, Kind.Identifier)];
    const isDerived = names.some(node => {
      const symbol = this.pkg.symbolAt({ file: at.file, node });
      return symbol !== undefined && this.list.some(holder => holder.symbol === symbol);
    });
    return isDerived ? 'derived' : 'other';
  }

  private collectLiteral(literal: GoFunction, captured: ReadonlySet<number>): void {
    const runs = runsOf(this.pkg, literal);
    for (const index of captured) {
      const holder = this.list[index];
      if (holder === undefined) continue;
      const fate = this.fateIn(literal, holder.symbol, holder.releaser);
      const how = settlementOf(fate, runs);
      if (how === undefined) continue;
      const deferred = runs.how === 'deferred';
      for (const node of runs.places) {
        if (runs.how === 'inline') this.events.add(node, { kind: 'settle', holder: index, how });
        else this.events.add(node, { kind: 'refer', holder: index, how, deferred });
      }
    }
  }

  private collectExhausting(next: GoSymbol): void {
    for (const at of next.uses) {
      const { kind, node } = this.pkg.useOf(at);
      const literal = literalAround(this.pkg, this.fn, at);
      if (literal === null || kind === 'assigned') continue;
      if (kind === 'called' && literal === undefined) this.addExhausting(node, undefined);
      else this.events.add(at.node, { kind: 'settle', holder: 0, how: 'maybe' });
    }
  }

  private addExhausting(call: NodeId, holder: number | undefined): void {
    this.exhausting.set(call, holder);
    const target = targetsOf(this.pkg, this.place(call)).at(-1);
    const symbol = target === undefined ? undefined : this.pkg.symbolAt(this.place(target));
    if (target === undefined || symbol?.kind !== 'variable') return;
    let number = this.exhaustions.indexOf(symbol);
    if (number < 0) {
      number = this.exhaustions.push(symbol) - 1;
      for (const at of symbol.uses) {
        if (this.isAssigned(at)) this.events.add(at.node, { kind: 'exhaustion', bit: 1 << number, isSet: false });
      }
    }
    this.events.add(target, { kind: 'exhaustion', bit: 1 << number, isSet: true });
  }

  private isAssigned(at: Place): boolean {
    return this.pkg.useOf(at).kind === 'assigned';
  }

  private place(node: NodeId): Place {
    return { file: this.fn.place.file, node };
  }
}

/** What a literal that does `fate` with a variable means for whoever evaluates it; undefined if nothing changes. */
function settlementOf(fate: FunctionFate, { how }: Runs): Settlement | undefined {
  switch (fate) {
    case 'borrow':
      return how === 'stored' || how === 'cleanup' ? 'move' : undefined;
    case 'endless':
      return how === 'inline' || how === 'deferred' ? undefined : 'move';
    default:
      return fate === 'release' && how === 'stored' ? 'move' : fate;
  }
}
