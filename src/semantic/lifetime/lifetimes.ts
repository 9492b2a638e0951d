/**
 * How often code runs in the life of a process, as far as its package shows it: once, or again and again.
 */
import type { Call } from '../calls/call.ts';
import { functionValue } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { ValueReferences } from '../calls/value-references.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { ProcessEnd, type ProcessEndContext } from './process-end.ts';
import { ProcessLifetime } from './process-lifetime.ts';
import { Repetition, type RepetitionContext } from './repetition.ts';

export interface LifetimeSource {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly isMain: boolean;
  readonly references: ValueReferences;
  callAt(at: Place): Call;
  callsNamed(name: string): readonly Call[];
  /** The calls that are seen to run a function. */
  callsOf(fn: GoFunction): readonly Call[];
  flow(fn: GoFunction): FlowGraph;
}

/** All is found when first asked for. */
export class Lifetimes {
  private readonly source: () => LifetimeSource;
  private once: ProcessLifetime | undefined;
  private end: ProcessEnd | undefined;
  private repeated: Repetition | undefined;

  constructor(source: () => LifetimeSource) {
    this.source = source;
  }

  isProcessLifetime(fn: GoFunction): boolean {
    return (this.once ??= new ProcessLifetime(this.context())).has(fn);
  }

  /** Whether the process ends once the function has left by the exit. */
  endsProcess(fn: GoFunction, exit: NodeId): boolean {
    return (this.end ??= new ProcessEnd(this.context())).follows(fn, exit);
  }

  runsRepeatedly(fn: GoFunction): boolean {
    return (this.repeated ??= new Repetition(this.context())).has(fn);
  }

  private context(): ProcessEndContext & RepetitionContext {
    const source = this.source();
    const { inference, functions } = source;
    return {
      ...source,
      model: inference.model,
      signatureOf: fn => inference.signatureOf(fn),
      isOnCycle: call => call.caller !== undefined && source.flow(call.caller).isOnCycle(call.place.node),
      functionValue: at => functionValue(inference, functions, at),
      typeOf: at => inference.typeOf(at),
    };
  }
}
