/**
 * The flow graphs of a package, and how the calls of its functions end. One follows from the other: a call that never
 * returns ends a way through its caller, and whether it returns is read off the graph of what it calls.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { Exits } from '../summaries/exits.ts';
import { buildFlowGraph } from './build.ts';
import type { FlowGraph } from './graph.ts';
import type { CallExit } from './writer.ts';

export class FlowGraphs {
  readonly exits: Exits;
  private readonly inference: Inference;
  private readonly callAt: (at: Place) => Call;
  private readonly known = new Map<GoFunction, FlowGraph>();

  constructor(inference: Inference, callAt: (at: Place) => Call) {
    const { model } = inference;
    this.inference = inference;
    this.callAt = callAt;
    this.exits = new Exits({
      declarations: model.declarations,
      effects: model.effects,
      treeOf: ({ place }) => treeOf(model, place.file),
      symbolAt: ({ file, node }) => symbolAt(model, file, node),
      callAt,
      buildFlow: fn => this.build(fn),
    });
  }

  of(fn: GoFunction): FlowGraph {
    let graph = this.known.get(fn);
    if (graph === undefined) this.known.set(fn, (graph = this.build(fn)));
    return graph;
  }

  private build({ place: { file, node } }: GoFunction): FlowGraph {
    const exitOf = (call: NodeId): ReturnType<CallExit> =>
      this.exits.conditionalOfCall(this.callAt({ file, node: call }));
    return buildFlowGraph(treeOf(this.inference.model, file), node, exitOf);
  }
}
