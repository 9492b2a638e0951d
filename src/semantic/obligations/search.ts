/**
 * The search for a way from an acquisition to an exit that passes nothing that settles the obligation.
 *
 * A state is a place with what is known there: which variables hold the resource, whether its acquisition succeeded,
 * which repeated conditions hold. Each is visited once; what led to it first is the evidence.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Edge, Exit } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { EdgeFacts } from './edge-facts.ts';
import type { Acquisition, Holders } from './holders.ts';
import type { Ending, Knowledge, Reference, State } from './path-state.ts';
import { forgetReferences, gain, keyOfState, lose, NOTHING_KNOWN, pass, settledAtExit } from './path-state.ts';
import type { ObligationSpec, Settlement } from './spec.ts';

/** Of a function with more states nothing is said. */
const MAX_STATES = 4000;

/** Where a way ends without a release. */
export interface Missed {
  readonly state: State;
  readonly how: { readonly exit: Exit } | { readonly overwritten: NodeId } | { readonly again: NodeId };
}

export interface Findings {
  readonly missed: readonly Missed[];
  /** How the other ways end. */
  readonly settled: ReadonlySet<Settlement>;
  /** The states were too many. */
  readonly gaveUp: boolean;
}

export class Search {
  private readonly flow: FlowGraph;
  private readonly tree: ReturnType<Package['tree']>;
  private readonly acquisition: Acquisition;
  private readonly holders: Holders;
  private readonly edges: EdgeFacts;
  private readonly references: Reference = { deferred: new Map(), shared: new Map() };
  private readonly pending: State[] = [];
  private readonly seen = new Set<string>();
  private readonly missed: Missed[] = [];
  private readonly settled = new Set<Settlement>();

  constructor(pkg: Package, fn: GoFunction, spec: ObligationSpec, acquisition: Acquisition, holders: Holders) {
    this.flow = pkg.flow(fn);
    this.tree = pkg.tree(fn.place.file);
    this.acquisition = acquisition;
    this.holders = holders;
    this.edges = new EdgeFacts(pkg, fn, spec, acquisition, holders);
  }

  run(): Findings {
    this.push(this.first());
    // A list that grows while it is walked through: a queue.
    for (const state of this.pending) {
      if (this.pending.length > MAX_STATES) return { missed: [], settled: this.settled, gaveUp: true };
      this.step(state);
    }
    return { missed: this.missed, settled: this.settled, gaveUp: false };
  }

  /** What edges say, as the search sees them. */
  get edgeFacts(): EdgeFacts {
    return this.edges;
  }

  private first(): State {
    const { call, outcome } = this.acquisition;
    const before = { block: this.flow.entry, start: 0, before: undefined, via: undefined };
    const phase = outcome === undefined ? 'closed' : 'open';
    if (call === undefined) return { ...NOTHING_KNOWN, ...before, phase, holders: 1 };
    const place = this.flow.placeOf(call);
    if (place === undefined || this.needsPrelude()) return { ...NOTHING_KNOWN, ...before };
    return { ...NOTHING_KNOWN, ...before, phase, holders: 1, block: place.block, start: place.next };
  }

  /** Whether the code before the acquisition matters. */
  private needsPrelude(): boolean {
    return this.holders.relevant !== 0 || this.holders.events.some(({ kind }) => kind === 'refer');
  }

  private push(state: State): void {
    const key = keyOfState(state);
    if (this.seen.has(key)) return;
    this.seen.add(key);
    this.pending.push(state);
  }

  private step(state: State): void {
    const now: Knowledge = knowledgeOf(state);
    for (const { at, event } of this.holders.events.in(state.block)) {
      if (at < state.start) continue;
      const ending = event.kind === 'acquire' ? this.acquire(state, now, at) : pass(now, event, this.references);
      if (ending === undefined) continue;
      this.finish(state, ending);
      return;
    }
    // A block that ends in a call that may not return has an exit and goes on.
    const exit = now.phase === 'before' ? undefined : this.flow.exitAt(state.block);
    if (exit !== undefined) this.leave(state, now, exit);
    this.follow(state, now);
  }

  /** The acquiring call is made: for the first time on this way, or again. */
  private acquire(state: State, now: Knowledge, at: number): Ending | undefined {
    const { call, outcome } = this.acquisition;
    if (call === undefined) return undefined;
    if (now.phase !== 'before') return this.acquireAgain(now, call);
    const acquired: Knowledge = { ...now, phase: outcome === undefined ? 'closed' : 'open' };
    if (this.isRedeclared(call)) forgetReferences(acquired, 0);
    const ending = gain(acquired, 0, this.references);
    if (ending?.kind === 'settled') this.settled.add(ending.how);
    else
      this.push({ ...acquired, block: state.block, start: at + 1, before: undefined, via: undefined, prelude: state });
    return undefined;
  }

  private acquireAgain(now: Knowledge, call: NodeId): Ending | undefined {
    const ending = lose(now, 0, call, this.isRedeclared(call) ? 'declared' : 'other', this.references);
    if (ending !== undefined) return ending;
    // What only variables of the round still hold is lost as well.
    const [loop] = this.flow.loopsAround(call);
    const outlives = this.holders.list.some(({ symbol }, index) => {
      if ((now.holders & (1 << index)) === 0) return false;
      return (
        loop === undefined ||
        symbol.declaration === undefined ||
        !this.tree.contains(loop.node, symbol.declaration.node)
      );
    });
    return outlives ? undefined : { kind: 'overwritten', at: call, redeclared: true };
  }

  private isRedeclared(call: NodeId): boolean {
    const { declaration } = this.acquisition.holder;
    if (declaration === undefined) return false;
    const statement = this.tree.ancestorOfKind(declaration.node, Kind.ShortVarDeclaration, Kind.VarSpec);
    return statement >= 0 && this.tree.contains(statement, call);
  }

  private finish(state: State, ending: Ending): void {
    if (ending.kind === 'settled') this.settled.add(ending.how);
    else if (ending.redeclared || ending.at === this.acquisition.call) {
      this.missed.push({ state, how: { again: ending.at } });
    } else this.missed.push({ state, how: { overwritten: ending.at } });
  }

  private leave(state: State, now: Knowledge, exit: Exit): void {
    if (exit.kind !== 'return' && exit.kind !== 'end') return;
    const how = this.isReturned(now, exit) ? 'move' : settledAtExit(now, this.references);
    if (how !== undefined) this.settled.add(how);
    else if (now.phase === 'lost' || now.phase === 'unclear') this.settled.add('maybe');
    else this.missed.push({ state, how: { exit } });
  }

  /** Whether a bare return hands on a named result that holds the resource. */
  private isReturned({ holders }: Knowledge, { node }: Exit): boolean {
    if (this.tree.kindOf(node) !== Kind.ReturnStatement || this.tree.firstNamedChild(node) >= 0) return false;
    return this.holders.list.some(({ symbol }, index) => symbol.role === 'result' && (holders & (1 << index)) !== 0);
  }

  private follow(state: State, now: Knowledge): void {
    for (const edge of state.block.successors) this.take(state, { ...now }, edge);
  }

  private take(state: State, now: Knowledge, edge: Edge): void {
    const taken = this.edges.take(now, edge);
    if (taken === 'exhausted') this.settled.add('release');
    if (taken !== 'open') return;
    this.push({ ...now, block: edge.block, start: 0, before: state, via: edge });
  }
}

function knowledgeOf({ phase, holders, deferred, shared, exhaustions, known, holding }: State): Knowledge {
  return { phase, holders, deferred, shared, exhaustions, known, holding };
}
