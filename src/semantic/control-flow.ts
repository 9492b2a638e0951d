/**
 * Control flow of a package, between its functions and within them: who calls whom, in which order code is evaluated and
 * how it ends. What follows values asks it.
 *
 * Only joins calls, graphs and exits, which need each other; each is a module of its own with its own limits.
 */
import type { Call } from './calls/call.ts';
import { CallGraph } from './calls/call-graph.ts';
import { Calls } from './calls/calls.ts';
import { FunctionIndex } from './calls/function-index.ts';
import { ValueReferences } from './calls/value-references.ts';
import { FlowGraphs } from './flow/flow-graphs.ts';
import type { FlowGraph } from './flow/graph.ts';
import type { Inference } from './inference/inference.ts';
import type { GoFunction, Place } from './names/symbol.ts';
import type { Exits } from './summaries/exits.ts';

export interface ControlFlow {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  /** Where functions are values. */
  readonly references: ValueReferences;
  readonly isMain: boolean;
  readonly calls: Calls;
  readonly exits: Exits;
  callAt(at: Place): Call;
  callsNamed(name: string): readonly Call[];
  callsOf(fn: GoFunction): readonly Call[];
  callsIn(fn: GoFunction): readonly Call[];
  callersOf(fn: GoFunction): readonly Call[] | undefined;
  flow(fn: GoFunction): FlowGraph;
}

/** A plain object, so that each mechanism can add to it what it needs besides. */
export function controlFlowOf(inference: Inference): ControlFlow {
  const functions = new FunctionIndex(inference.model);
  const references = new ValueReferences(inference);
  const isMain = inference.model.name === 'main';
  const calls = new Calls(inference, functions);
  const callAt = (at: Place): Call => calls.at(at);
  const callsNamed = (name: string): readonly Call[] => calls.named(name);
  const graph = new CallGraph({ inference, functions, references, isMain, callAt, callsNamed });
  const flows = new FlowGraphs(inference, callAt);
  return {
    inference,
    functions,
    references,
    isMain,
    calls,
    exits: flows.exits,
    callAt,
    callsNamed,
    callsOf: fn => calls.of(fn),
    callsIn: fn => graph.callsIn(fn),
    callersOf: fn => graph.callersOf(fn),
    flow: fn => flows.of(fn),
  };
}
