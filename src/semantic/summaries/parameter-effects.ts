/**
 * What functions do with what they are given, through any number of calls: the may-facts first (least fixpoint), then
 * which of them hold on every path to a normal return (greatest fixpoint).
 *
 * What escapes. Something that is stored, captured by a literal that is not seen to run, or handed to code that is not
 * seen has a `store` among its actions. Then `all` and `some` still hold, since they tell of what is seen to be done; only
 * `never` is not claimed any more: see {@link extentOfCall}.
 */
import type { FlowGraph } from '../flow/graph.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Action, ActionKind, Actions, Members } from './action.ts';
import { haveSameKeys, keyOf, NO_ACTIONS, startedInGoroutine } from './action.ts';
import { isOnEveryPath } from './every-path.ts';
import { Fixpoint } from './fixpoint.ts';
import { seenFrom, startsWith } from './locus.ts';
import type { Subject } from './subject.ts';
import type { ParameterSummary, Extent } from './summary.ts';
import type { Site, Source, Trace, TraceContext } from './trace.ts';
import { isSubject } from './trace.ts';
import { traceExpression, traceSubject } from './tracer.ts';

export interface EffectsContext extends TraceContext {
  flow(fn: GoFunction): FlowGraph;
}

/** Keys of actions; `every` is the top, of which nothing has been taken away yet. */
type MustKeys = ReadonlySet<string> | 'every';

const NO_KEYS: MustKeys = new Set<string>();

export class ParameterEffects {
  private readonly context: EffectsContext;
  private readonly traces = new Map<Subject, Trace>();
  private readonly may = new Fixpoint<Subject, Actions>({
    start: NO_ACTIONS,
    unknown: new Map([['store ', { kind: 'store', path: [] }]]),
    isEqual: haveSameKeys,
    transfer: (subject, valueOf) => this.union(traceSubject(this.context, subject, valueOf), valueOf),
  });
  private readonly must = new Fixpoint<Subject, MustKeys>({
    start: 'every',
    unknown: NO_KEYS,
    isEqual: areSameKeys,
    transfer: (subject, valueOf) => this.mustKeys(subject, valueOf),
  });

  constructor(context: EffectsContext) {
    this.context = context;
  }

  /** What may be done to the subject. */
  actionsOn(subject: Subject): Actions {
    return this.may.of(subject);
  }

  /** Whether the action is done on every path to a normal return on which there is something to do it to. */
  isCertain(subject: Subject, action: Action): boolean {
    const keys = this.must.of(subject);
    return keys === 'every' || keys.has(keyOf(action));
  }

  /** All that callers may know; `isChannel` if it is one. */
  summaryOf(subject: Subject, isChannel: boolean): ParameterSummary {
    return describe([...this.actionsOn(subject).values()], isChannel, action => this.isCertain(subject, action));
  }

  /** What may be done to the values of expressions, each traced through the function in whose code it stands. */
  summaryOfExpressions(places: readonly Place[], isChannel: boolean): ParameterSummary {
    const actions = new Map<string, Action>();
    for (const place of places) {
      const fn = this.context.functions.around(place);
      if (fn === undefined) return { stores: 'some' };
      const trace = traceExpression(this.context, fn, place, callee => this.may.of(callee));
      for (const [key, action] of this.union(trace)) actions.set(key, action);
    }
    return describe([...actions.values()], isChannel, () => false);
  }

  traceOf(subject: Subject): Trace {
    let trace = this.traces.get(subject);
    if (trace === undefined) {
      trace = traceSubject(this.context, subject, callee => this.may.of(callee));
      this.traces.set(subject, trace);
    }
    return trace;
  }

  /** What may be done at a site, seen from the thing that is traced. */
  actionsAt(site: Site): Action[] {
    return actionsAt(site, callee => this.may.of(callee));
  }

  /** What the sites of a trace may do. */
  union(trace: Trace, valueOf: (callee: Subject) => Actions = callee => this.may.of(callee)): Actions {
    const actions = new Map<string, Action>();
    for (const site of trace.sites) {
      for (const action of actionsAt(site, valueOf)) actions.set(keyOf(action), action);
    }
    return actions;
  }

  private mustKeys(subject: Subject, valueOf: (callee: Subject) => MustKeys): MustKeys {
    const trace = this.traceOf(subject);
    const nodesOf = new Map<string, { action: Action; nodes: Set<number> }>();
    for (const site of trace.sites) {
      if (!site.isCertain) continue;
      for (const action of this.certainAt(site, valueOf)) {
        const entry = nodesOf.get(keyOf(action)) ?? { action, nodes: new Set<number>() };
        nodesOf.set(keyOf(action), entry);
        entry.nodes.add(site.node);
      }
    }
    const keys = new Set<string>();
    for (const [key, { action, nodes }] of nodesOf) {
      if (trace.overwritten.some(path => startsWith(action.path, path))) continue;
      if (this.isOnEveryPath(subject.fn, nodes, trace, action.path)) keys.add(key);
    }
    return keys;
  }

  /** Paths on which the member is nil have nothing to do. */
  private isOnEveryPath(fn: GoFunction, nodes: ReadonlySet<number>, { nilTests }: Trace, path: Members): boolean {
    const whenNil = new Map<number, boolean>();
    for (const test of nilTests) if (startsWith(path, test.path)) whenNil.set(test.condition, test.whenNil);
    return isOnEveryPath(
      this.context.flow(fn),
      nodes,
      ({ condition, value }) => condition === undefined || value === undefined || whenNil.get(condition) !== value,
    );
  }

  /** What is done at a site whichever function is called. */
  private certainAt(site: Site, valueOf: (callee: Subject) => MustKeys): Action[] {
    const [first, ...others] = site.sources.map(source => through(site, this.mustOf(source, valueOf)));
    if (first === undefined) return [];
    const keys = others.map(actions => new Set(actions.map(keyOf)));
    return first.filter(action => keys.every(set => set.has(keyOf(action))));
  }

  private mustOf(source: Source, valueOf: (callee: Subject) => MustKeys): readonly Action[] {
    if (!isSubject(source)) return source.must;
    const keys = valueOf(source);
    return [...this.may.of(source)].filter(([key]) => keys === 'every' || keys.has(key)).map(([, action]) => action);
  }
}

function describe(
  actions: readonly Action[],
  isChannel: boolean,
  isCertain: (action: Action) => boolean,
): ParameterSummary {
  const extentOf = (action: Action): Extent => (action.inGoroutine !== true && isCertain(action) ? 'all' : 'some');
  const calls: Record<string, Extent> = {};
  for (const action of actions) if (action.kind === 'call') calls[action.path.join('.')] = extentOf(action);
  const stores = strongest(actions.filter(({ kind }) => kind === 'store').map(extentOf)) ?? 'never';
  const extent = (kind: ActionKind): Extent | undefined =>
    strongest(actions.filter(action => action.kind === kind && action.path.length === 0).map(extentOf)) ??
    (isChannel && stores === 'never' ? 'never' : undefined);
  const [closes, sends, receives] = [extent('close'), extent('send'), extent('receive')];
  const results = actions.flatMap(({ kind, result }) => (kind === 'return' && result !== undefined ? [result] : []));
  return {
    ...(Object.keys(calls).length > 0 && { calls }),
    ...(closes !== undefined && { closes }),
    ...(sends !== undefined && { sends }),
    ...(receives !== undefined && { receives }),
    stores,
    ...(results.length > 0 && { returnedAs: [...new Set(results)].sort((a, b) => a - b) }),
  };
}

function strongest(extents: readonly Extent[]): Extent | undefined {
  return extents.includes('all') ? 'all' : extents[0];
}

function areSameKeys(one: MustKeys, other: MustKeys): boolean {
  if (one === 'every' || other === 'every') return one === other;
  return one.size === other.size && [...one].every(key => other.has(key));
}

function actionsAt(site: Site, valueOf: (callee: Subject) => Actions): Action[] {
  return site.sources.flatMap(source => through(site, isSubject(source) ? [...valueOf(source).values()] : source.may));
}

/** The actions of a source as they are to the thing. What a callee returns is the caller's result, not one more return. */
function through({ locus, how, isDirect }: Site, actions: readonly Action[]): Action[] {
  const seen: Action[] = [];
  for (const action of actions) {
    if (action.kind === 'return' && !isDirect) continue;
    const timed = how === 'goroutine' ? startedInGoroutine(action) : action;
    const own = timed === undefined ? undefined : seenFrom(locus, timed);
    if (own !== undefined) seen.push(own);
  }
  return seen;
}
