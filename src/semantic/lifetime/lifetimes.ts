/**
 * How often code runs in the life of a process, as far as its package shows it: once, or again and again; and in which: that
 * of a program, or of tests.
 */
import type { Call } from '../calls/call.ts';
import { functionValue } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { ValueReferences } from '../calls/value-references.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import type { FileId, GoFunction, Place } from '../names/symbol.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { TestSupport } from './test-support.ts';
import { useOf } from '../value-flow/use.ts';
import type { EntryPoint, Runs } from './entry-point.ts';
import { ProcessEnd, type ProcessEndContext } from './process-end.ts';
import { ProcessLifetime } from './process-lifetime.ts';
import { isProgram } from './program.ts';
import { Repetition, type RepetitionContext } from './repetition.ts';
import { type RunsContext, RunSearch } from './runs.ts';

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
  private readonly source: LifetimeSource;
  private readonly modulePath: string;
  private once: ProcessLifetime | undefined;
  private end: ProcessEnd | undefined;
  private repeated: Repetition | undefined;
  private runs: RunSearch | undefined;
  private tests: TestSupport | undefined;

  constructor(source: LifetimeSource, modulePath: string) {
    this.source = source;
    this.modulePath = modulePath;
  }

  /** Whether the package is a program: package main, and by convention what lies below a directory `cmd`. */
  get isProgram(): boolean {
    const { name, path } = this.source.inference.model;
    return isProgram(name, path);
  }

  /** Whether a file belongs to tests or serves them alone. */
  isTestSupport(file: FileId): boolean {
    return (this.tests ??= new TestSupport(this.source.inference.model, this.modulePath)).has(file);
  }

  /** Whether the code of the function runs once in the life of the process. */
  isProcessLifetime(fn: GoFunction): boolean {
    return (this.once ??= new ProcessLifetime(this.context())).has(fn);
  }

  /** Whether the process ends once the function has left by the exit, a node of its flow graph. */
  endsProcess(fn: GoFunction, exit: NodeId): boolean {
    return (this.end ??= new ProcessEnd(this.context())).follows(fn, exit);
  }

  /** Whether the function is seen to run again and again: in a loop, for each HTTP request, or called by such code. */
  runsRepeatedly(fn: GoFunction): boolean {
    return this.repetition().has(fn);
  }

  /** The same once it has left by the exit: a loop around its call goes no further if it ends with that error. */
  runsRepeatedlyAfter(fn: GoFunction, exit: NodeId): boolean {
    return this.repetition().hasAfter(fn, exit);
  }

  /** How often a function runs. */
  runsOf(fn: GoFunction): Runs {
    return this.runSearch().of(fn);
  }

  /** How often a function of another package runs by what this one does with it; undefined if that is nothing. */
  runsThrough(entry: EntryPoint): Runs | undefined {
    return this.runSearch().through(entry);
  }

  private repetition(): Repetition {
    return (this.repeated ??= new Repetition(this.context()));
  }

  private runSearch(): RunSearch {
    return (this.runs ??= new RunSearch(this.context()));
  }

  private context(): ProcessEndContext & RepetitionContext & RunsContext {
    const { source } = this;
    const { inference, functions } = source;
    return {
      ...source,
      model: inference.model,
      signatureOf: fn => inference.signatureOf(fn),
      isOnCycle: call => call.caller !== undefined && source.flow(call.caller).isOnCycle(call.place.node),
      functionValue: at => functionValue(inference, functions, at),
      useOf: at => useOf(inference, at),
      typeOf: at => inference.typeOf(at),
      isProgram: this.isProgram,
      isTestSupport: file => this.isTestSupport(file),
    };
  }
}
