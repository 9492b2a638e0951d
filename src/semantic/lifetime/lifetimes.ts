/**
 * How often code runs in the life of a process, as far as its package shows it: once, or again and again.
 */
import type { GoFunction } from '../names/symbol.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { ProcessEnd, type ProcessEndContext } from './process-end.ts';
import { processLifetimeFunctions } from './process-lifetime.ts';
import type { RepetitionContext } from './repetition.ts';
import { repeatedFunctions } from './repetition.ts';

export type LifetimeSource = ProcessEndContext & RepetitionContext;

/** All is found when first asked for: they need every call of the package. */
export class Lifetimes {
  private readonly source: () => LifetimeSource;
  private once: ReadonlySet<GoFunction> | undefined;
  private end: ProcessEnd | undefined;
  private repeated: ReadonlySet<GoFunction> | undefined;

  constructor(source: () => LifetimeSource) {
    this.source = source;
  }

  isProcessLifetime(fn: GoFunction): boolean {
    return (this.once ??= processLifetimeFunctions(this.source())).has(fn);
  }

  /** Whether the process ends once the function has left by the exit. */
  endsProcess(fn: GoFunction, exit: NodeId): boolean {
    return (this.end ??= new ProcessEnd(this.source())).follows(fn, exit);
  }

  runsRepeatedly(fn: GoFunction): boolean {
    this.repeated ??= repeatedFunctions(this.source());
    return this.repeated.has(fn);
  }
}
