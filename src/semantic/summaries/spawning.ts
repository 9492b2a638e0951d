/**
 * Whether a call starts goroutines that may outlive it: those that no `Wait` follows on every way to the end.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { goroutinesOf } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction } from '../names/symbol.ts';
import { summaryIn } from './exits.ts';
import type { Occurrence } from './occurrences.ts';

export interface SpawningContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  callsIn(fn: GoFunction): readonly Call[];
  flow(fn: GoFunction): FlowGraph;
}

const WAITS = new Set(['sync.(*WaitGroup).Wait', 'golang.org/x/sync/errgroup.(*Group).Wait']);

export function spawning(context: SpawningContext): Occurrence {
  return {
    sitesIn: fn => sitesIn(context, fn),
    isUnsure: () => false,
    given: ({ key }) => (key === '' ? undefined : summaryIn(context.inference.model.declarations, key)?.spawns),
  };
}

function sitesIn(context: SpawningContext, fn: GoFunction): readonly NodeId[] {
  const calls = context.callsIn(fn);
  const starts = calls.filter(call =>
    goroutinesOf(context.inference, context.functions, call).some(({ joined }) => !joined),
  );
  if (starts.length === 0) return [];
  const waits = calls.filter(({ key }) => WAITS.has(key));
  if (waits.some(({ mode }) => mode === 'defer')) return [];
  const nodes = new Set(waits.map(({ place }) => place.node));
  const flow = context.flow(fn);
  return starts
    .map(({ place }) => place.node)
    .filter(node => flow.pathToExit(node, at => nodes.has(at)) !== undefined || neverEnds(flow));
}

/** What never returns cannot wait for what it has started. */
const neverEnds = ({ exits }: FlowGraph): boolean => exits.every(({ kind }) => kind !== 'return' && kind !== 'end');
