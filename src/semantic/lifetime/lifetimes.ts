/**
 * How often code runs in the life of a process, as far as its package shows it: once, or again and again.
 */
import type { GoFunction } from '../names/symbol.ts';
import type { LifetimeContext } from './process-lifetime.ts';
import { processLifetimeFunctions } from './process-lifetime.ts';
import type { RepetitionContext } from './repetition.ts';
import { repeatedFunctions } from './repetition.ts';

/** Both sets are found when first asked for: they need every call of the package. */
export class Lifetimes {
  private readonly source: () => LifetimeContext & RepetitionContext;
  private once: ReadonlySet<GoFunction> | undefined;
  private repeated: ReadonlySet<GoFunction> | undefined;

  constructor(source: () => LifetimeContext & RepetitionContext) {
    this.source = source;
  }

  isProcessLifetime(fn: GoFunction): boolean {
    return (this.once ??= processLifetimeFunctions(this.source())).has(fn);
  }

  runsRepeatedly(fn: GoFunction): boolean {
    this.repeated ??= repeatedFunctions(this.source());
    return this.repeated.has(fn);
  }
}
