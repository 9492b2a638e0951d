/**
 * Value flow of a package: which assignment a read sees, where values come from and where they go. This class joins
 * the questions; each is answered in a module beside it.
 */
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Destination } from './destinations.ts';
import { destinationsOf } from './destinations.ts';
import { FieldCells } from './fields.ts';
import type { Origin } from './origins.ts';
import { Origins } from './origins.ts';
import { Locals } from './ssa.ts';
import type { ValueFlowContext, ValueUses } from './value-uses.ts';
import { usesOfValue, usesOfVariable } from './value-uses.ts';

export interface ValueFlowSource {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  callAt(place: Place): Call;
  flow(fn: GoFunction): FlowGraph;
}

export class ValueFlow {
  readonly locals: Locals;
  readonly fields: FieldCells;
  private readonly context: ValueFlowContext;
  private readonly knownOrigins: Origins;

  constructor(source: ValueFlowSource) {
    const { inference, functions } = source;
    this.locals = new Locals({ inference, functions, flow: fn => source.flow(fn) });
    this.fields = new FieldCells(inference);
    const { locals, fields } = this;
    this.context = { inference, functions, locals, fields, callAt: at => source.callAt(at) };
    this.knownOrigins = new Origins(this.context);
  }

  /** Where the value of an expression may have come from; all of it, or `unknown` is among it. */
  origins(at: Place): readonly Origin[] {
    return this.knownOrigins.of(at);
  }

  /** All uses of the value of an expression, through variables, aliases, parameters and unexported fields. */
  usesOf(at: Place): ValueUses {
    return usesOfValue(this.context, at);
  }

  /** All uses of whatever the variable holds. */
  usesOfVariable(symbol: GoSymbol): ValueUses {
    return usesOfVariable(this.context, symbol);
  }

  /** Where the value of an expression goes from the function that has it; empty if nowhere. */
  destinations(at: Place): readonly Destination[] {
    return destinationsOf(this.context, at);
  }
}
