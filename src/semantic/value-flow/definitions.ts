/**
 * Which assignments of a local variable a use of it can see, for those who think in places instead of SSA values.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import { sourcesOf } from './ssa.ts';
import type { Locals } from './ssa.ts';

export class Definitions {
  private readonly inference: Inference;
  private readonly locals: Locals;

  constructor(inference: Inference, locals: Locals) {
    this.inference = inference;
    this.locals = locals;
  }

  /** The identifiers that assign to the variable, its declaration first. */
  of(symbol: GoSymbol): readonly Place[] {
    const variable = this.locals.variable(symbol);
    return (variable?.definitions ?? []).map(({ at }) => at).filter(at => !this.isReturn(at));
  }

  /** The identifiers that read the variable. */
  reads(symbol: GoSymbol): readonly Place[] {
    return (this.locals.variable(symbol)?.reads ?? symbol.uses).filter(at => !this.isReturn(at));
  }

  /** The definitions that may be the last one before a read; undefined where that cannot be told. */
  reaching(symbol: GoSymbol, read: Place): readonly Place[] | undefined {
    const sole = this.locals.soleDefinition(symbol);
    if (sole !== undefined) return [sole.at];
    const form = symbol.owner === undefined ? undefined : this.locals.of(symbol.owner);
    if (form?.isPromoted(symbol) !== true) return undefined;
    const value = form.valueOf(symbol, read);
    return value === undefined ? [] : [...sourcesOf(value)].map(({ at }) => at);
  }

  private isReturn({ file, node }: Place): boolean {
    return treeOf(this.inference.model, file).kindOf(node) === Kind.ReturnStatement;
  }
}
