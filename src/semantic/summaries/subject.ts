/**
 * What effects are computed of: something that a variable holds when a function begins, seen from that function's code.
 */
import type { GoFunction, GoSymbol } from '../names/symbol.ts';

/** A parameter or receiver of the function, a variable that a literal captures, or a local variable from when it is set. */
export interface Subject {
  readonly fn: GoFunction;
  readonly symbol: GoSymbol;
}

/** One object for each pair, so that subjects can be compared. */
export class Subjects {
  private readonly known = new Map<GoFunction, Map<GoSymbol, Subject>>();

  of(fn: GoFunction, symbol: GoSymbol): Subject {
    let ofFunction = this.known.get(fn);
    if (ofFunction === undefined) this.known.set(fn, (ofFunction = new Map<GoSymbol, Subject>()));
    let subject = ofFunction.get(symbol);
    if (subject === undefined) ofFunction.set(symbol, (subject = { fn, symbol }));
    return subject;
  }
}
