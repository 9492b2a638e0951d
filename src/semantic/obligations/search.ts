/**
 * The search for a way from an acquisition to an exit that passes nothing that settles the obligation.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Block, Edge } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import type { ReleaseSpec } from './fate.ts';
import { Fates } from './fate.ts';
import { isFailureEdge, type Pairing } from './pairing.ts';

export interface Obligation {
  readonly status: 'met' | 'moved' | 'unmet' | 'unknown';
  /** Of an unmet one: the return statement or closing brace that is reached without release. */
  readonly exit?: Place;
  /** Unmet because the call is made again, in a loop, before the release. */
  readonly again?: true;
  /** Unmet because nothing holds the result. */
  readonly discarded?: true;
  /** The variable that holds the resource. */
  readonly holder?: GoSymbol;
  /** Moved into this field. */
  readonly field?: FieldCell;
  /** Whether there is a release or move on some other way. */
  readonly elsewhere?: true;
}

interface Step {
  readonly block: Block;
  readonly start: number;
  /** The outcome still belongs to this acquisition. */
  readonly isPaired: boolean;
}

export class Search {
  private readonly pkg: Package;
  private readonly fn: GoFunction;
  private readonly flow: FlowGraph;
  private readonly spec: ReleaseSpec;
  private readonly pairing: Pairing;
  private readonly holder: GoSymbol;
  /** By block, the indexes of the nodes that settle it, with how. */
  private readonly settles = new Map<Block, { readonly at: number; readonly kind: 'release' | 'move' }[]>();
  private readonly reassigns = new Map<Block, number[]>();
  private hasConditionalRelease = false;
  private acquired: NodeId | undefined;

  constructor(pkg: Package, fn: GoFunction, spec: ReleaseSpec, holder: GoSymbol, outcome: GoSymbol | undefined) {
    this.pkg = pkg;
    this.fn = fn;
    this.flow = pkg.flow(fn);
    this.spec = spec;
    this.holder = holder;
    this.pairing = { outcome, holders: new Set([holder]) };
  }

  /** `acquired`: the acquiring call; undefined for a parameter. */
  from(acquired: NodeId | undefined): Obligation {
    this.acquired = acquired;
    this.collect();
    const start = acquired === undefined ? { block: this.flow.entry, next: 0 } : this.flow.placeOf(acquired);
    if (start === undefined) return { status: 'unknown' };
    const missed = this.walk({ block: start.block, start: start.next, isPaired: true });
    const { holder } = this;
    if (missed === undefined) return { status: this.settledKind(), holder };
    if (this.hasConditionalRelease) return { status: 'unknown', holder };
    const elsewhere = this.settles.size > 0 ? { elsewhere: true as const } : {};
    return { status: 'unmet', holder, ...elsewhere, ...missed };
  }

  private settledKind(): 'met' | 'moved' {
    const all = [...this.settles.values()].flat();
    return all.length > 0 && all.every(({ kind }) => kind === 'move') ? 'moved' : 'met';
  }

  /** Notes what each use of the holders does, and where the outcome is assigned again. */
  private collect(): void {
    const holders = this.pairing.holders as Set<GoSymbol>;
    const fates = new Fates(this.pkg, this.spec);
    for (const symbol of holders) {
      for (const at of symbol.uses) this.collectUse(fates, symbol, at, holders);
    }
    for (const at of this.pairing.outcome?.uses ?? []) {
      if (this.pkg.useOf(at).kind === 'assigned' && !this.isAcquisition(at)) this.note(this.reassigns, at.node);
    }
  }

  private collectUse(fates: Fates, symbol: GoSymbol, at: Place, holders: Set<GoSymbol>): void {
    if (at.file !== this.fn.place.file) return;
    if (this.pkg.useOf(at).kind === 'assigned') {
      // The old value is lost where the variable gets another one; what is known ends there.
      if (!this.isAcquisition(at)) this.settle(at.node, 'move');
      return;
    }
    for (let fate = fates.of(at); fate.kind !== 'borrow';) {
      if (fate.kind === 'alias') {
        if (fate.symbol === symbol) return;
        holders.add(fate.symbol);
        return;
      }
      if (fate.kind === 'value') {
        fate = fates.of(fate.at);
        continue;
      }
      this.settle((fate.kind === 'release' ? (fate.at ?? at) : at).node, fate.kind);
      return;
    }
  }

  private isAcquisition(at: Place): boolean {
    if (this.acquired === undefined) return false;
    const tree = this.pkg.tree(at.file);
    const list = tree.parentOf(at.node);
    return tree.contains(tree.parentOf(list), this.acquired);
  }

  private settle(node: NodeId, kind: 'release' | 'move'): void {
    const own = this.inOwnCode(node);
    if (own === undefined) return;
    const place = this.flow.placeOf(own);
    if (place === undefined) return;
    if (kind === 'release' && this.isConditional(own)) this.hasConditionalRelease = true;
    const known = this.settles.get(place.block) ?? [];
    this.settles.set(place.block, [...known, { at: place.at, kind }]);
  }

  private note(into: Map<Block, number[]>, node: NodeId): void {
    const place = this.flow.placeOf(node);
    if (place !== undefined) into.set(place.block, [...(into.get(place.block) ?? []), place.at]);
  }

  /** The node itself, or the literal of this function's own code that it stands in. */
  private inOwnCode(node: NodeId): NodeId | undefined {
    const tree = this.pkg.tree(this.fn.place.file);
    if (!tree.contains(this.fn.place.node, node)) return undefined;
    let own = node;
    for (const ancestor of tree.ancestors(node)) {
      if (ancestor === this.fn.place.node) return own;
      if (tree.kindOf(ancestor) === Kind.FuncLiteral) own = ancestor;
    }
    return undefined;
  }

  /** Whether the release stands under a condition that has nothing to do with the acquisition. */
  private isConditional(node: NodeId): boolean {
    const tree = this.pkg.tree(this.fn.place.file);
    for (let at = node; at !== this.fn.place.node && at !== NO_NODE; at = tree.parentOf(at)) {
      const parent = tree.parentOf(at);
      if (tree.kindOf(parent) !== Kind.IfStatement || tree.fieldOf(at) === Field.Condition) continue;
      if (this.acquired !== undefined && tree.contains(parent, this.acquired)) return false;
      if (!this.isAboutAcquisition(tree.childByField(parent, Field.Condition)) && !this.leaves(at)) return true;
    }
    return false;
  }

  /** Whether control never comes from the branch to what follows the if statement. */
  private leaves(branch: NodeId): boolean {
    const tree = this.pkg.tree(this.fn.place.file);
    const list = tree.firstNamedChild(branch);
    const last = list === NO_NODE ? undefined : tree.namedChildren(list).at(-1);
    return last !== undefined && tree.kindOf(last) === Kind.ReturnStatement;
  }

  private isAboutAcquisition(condition: NodeId): boolean {
    const { file } = this.fn.place;
    const tree = this.pkg.tree(file);
    return [...tree.descendantsOfKind(condition, Kind.Identifier)].some(node => {
      const symbol = this.pkg.symbolAt({ file, node });
      return symbol !== undefined && (symbol === this.pairing.outcome || this.pairing.holders.has(symbol));
    });
  }

  private walk(first: Step): Pick<Obligation, 'exit' | 'again'> | undefined {
    const seen = new Set<number>();
    const pending = [first];
    for (const step of pending) {
      if (this.isSettledIn(step)) continue;
      const again = this.comesRound(step, first);
      if (again) return { again: true };
      const exit = this.flow.exits.find(
        ({ block, kind }) => block === step.block && (kind === 'return' || kind === 'end'),
      );
      if (exit !== undefined) return { exit: { file: this.fn.place.file, node: exit.node } };
      const isPaired = step.isPaired && !this.hasNoted(this.reassigns, step);
      for (const edge of step.block.successors) {
        if (isFailureEdge(this.pkg, this.fn.place.file, edge, this.pairing, isPaired)) continue;
        if (this.endsEndlessRange(edge)) continue;
        const key = edge.block.index * 2 + (isPaired ? 1 : 0);
        if (seen.has(key)) continue;
        seen.add(key);
        pending.push({ block: edge.block, start: 0, isPaired });
      }
    }
    return undefined;
  }

  /** The end of a range over a channel that is never closed. */
  private endsEndlessRange({ condition, value }: Edge): boolean {
    const { neverClosed } = this.spec;
    if (neverClosed === undefined || condition === undefined || value !== false) return false;
    const { file } = this.fn.place;
    const tree = this.pkg.tree(file);
    if (tree.kindOf(condition) !== Kind.RangeClause) return false;
    const channel = tree.childByField(condition, Field.Right);
    if (tree.kindOf(channel) !== Kind.SelectorExpression) return false;
    const operand = this.pkg.symbolAt({ file, node: tree.childByField(channel, Field.Operand) });
    if (operand === undefined || !this.pairing.holders.has(operand)) return false;
    return tree.textOf(tree.childByField(channel, Field.Field)) === neverClosed;
  }

  private comesRound(step: Step, first: Step): boolean {
    return step !== first && this.acquired !== undefined && step.block === first.block && step.start < first.start;
  }

  private isSettledIn({ block, start }: Step): boolean {
    return this.settles.get(block)?.some(({ at }) => at >= start) === true;
  }

  private hasNoted(noted: Map<Block, number[]>, { block, start }: Step): boolean {
    return noted.get(block)?.some(at => at >= start) === true;
  }
}
