/**
 * Whether calls of a function do something anywhere: in its own code, or in that of what it calls.
 *
 * The engine of `blocks` and `spawns`, which say what they look for. `never` needs every callee in sight.
 */
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction } from '../names/symbol.ts';
import { isOnEveryPath } from './every-path.ts';
import { Fixpoint } from './fixpoint.ts';
import type { Extent } from './summary.ts';

export interface OccurrenceContext {
  flow(fn: GoFunction): FlowGraph;
  callsIn(fn: GoFunction): readonly Call[];
  /** The functions of the package that run before a call returns, callbacks included; undefined if others may run. */
  runBy(call: Call): readonly GoFunction[] | undefined;
}

/** What is looked for. */
export interface Occurrence {
  /** Nodes in the own code of a function at which it happens. */
  sitesIn(fn: GoFunction): readonly NodeId[];
  /** Whether the own code of the function might do it in a way that is not looked for. */
  isUnsure(fn: GoFunction): boolean;
  /** Whether what is not of this package does it; undefined if that is not known. */
  given(call: Call): Extent | undefined;
}

type May = 'never' | 'some' | 'unknown';

export class Occurrences {
  private readonly context: OccurrenceContext;
  private readonly occurrence: Occurrence;
  private readonly sites = new Map<GoFunction, readonly NodeId[]>();
  private readonly may = new Fixpoint<GoFunction, May>({
    start: 'never',
    unknown: 'unknown',
    isEqual: Object.is,
    transfer: (fn, valueOf) => this.mayOf(fn, valueOf),
  });
  private readonly must = new Fixpoint<GoFunction, boolean>({
    start: true,
    unknown: false,
    isEqual: Object.is,
    transfer: (fn, valueOf) => this.isCertain(fn, valueOf),
  });

  constructor(context: OccurrenceContext, occurrence: Occurrence) {
    this.context = context;
    this.occurrence = occurrence;
  }

  of(fn: GoFunction): Extent | undefined {
    if (fn.body === NO_NODE) return undefined;
    const may = this.may.of(fn);
    if (may !== 'some') return may === 'never' ? may : undefined;
    return this.must.of(fn) ? 'all' : 'some';
  }

  private sitesIn(fn: GoFunction): readonly NodeId[] {
    let sites = this.sites.get(fn);
    if (sites === undefined) this.sites.set(fn, (sites = this.occurrence.sitesIn(fn)));
    return sites;
  }

  private mayOf(fn: GoFunction, valueOf: (callee: GoFunction) => May): May {
    if (fn.body === NO_NODE) return 'unknown';
    if (this.sitesIn(fn).length > 0) return 'some';
    let worst: May = this.occurrence.isUnsure(fn) ? 'unknown' : 'never';
    for (const call of this.callsIn(fn)) {
      const may = this.mayBeBy(call, valueOf);
      if (may === 'some') return may;
      if (may === 'unknown') worst = may;
    }
    return worst;
  }

  /** The calls that are made before the function returns. */
  private callsIn(fn: GoFunction): readonly Call[] {
    return this.context
      .callsIn(fn)
      .filter(({ mode, callee }) => mode !== 'go' && callee.kind !== 'builtin' && callee.kind !== 'conversion');
  }

  private mayBeBy(call: Call, valueOf: (callee: GoFunction) => May): May {
    const given = this.occurrence.given(call);
    if (given !== undefined) return given === 'never' ? 'never' : 'some';
    const values = this.context.runBy(call)?.map(valueOf) ?? ['unknown'];
    return values.includes('some') ? 'some' : values.includes('unknown') ? 'unknown' : 'never';
  }

  private isCertain(fn: GoFunction, valueOf: (callee: GoFunction) => boolean): boolean {
    const nodes = new Set(this.sitesIn(fn));
    for (const call of this.callsIn(fn)) {
      const runs = this.context.runBy(call);
      const isCertain =
        runs === undefined ? this.occurrence.given(call) === 'all' : runs.length > 0 && runs.every(valueOf);
      if (isCertain) nodes.add(call.place.node);
    }
    return isOnEveryPath(this.context.flow(fn), nodes);
  }
}
