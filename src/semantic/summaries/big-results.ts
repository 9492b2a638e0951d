/**
 * The calls of a package that give something big, and its functions that return that: a function that returns what
 * `io.ReadAll` read is as good a source as `io.ReadAll` itself.
 *
 * Found from the sources outwards, so that only calls by a name that may be big are ever resolved.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FunctionFact, PackageFacts } from '../facts.ts';
import type { EffectTest } from '../effects/table.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Derivation } from '../value-flow/derivation.ts';
import type { Bigness } from './big-sources.ts';
import { bignessOf } from './big-sources.ts';
import { summaryIn } from './exits.ts';

export interface BigResultsContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  callAt(place: Place): Call;
  callsNamed(name: string): readonly Call[];
  /** What becomes of result `index` of a call, which is big. */
  derive(call: Place, index: number): Derivation;
}

/** Copies of copies of a source; more are not followed. */
const MAX_COPIES = 2;

const isBig: EffectTest = ({ big }) => big === true;

export class BigResults {
  private readonly context: BigResultsContext;
  private readonly results = new Map<GoFunction, readonly number[]>();
  private readonly callsOf = new Map<GoFunction, Call[]>();
  private found: Call[] | undefined;

  constructor(context: BigResultsContext) {
    this.context = context;
  }

  /** The calls with a big result, in the order of their names. */
  get calls(): readonly Call[] {
    if (this.found === undefined) {
      this.found = [];
      this.search(this.found);
    }
    return this.found;
  }

  /** Whether result `index` of a call is big, and how sure that is. */
  bigness(call: Call, index: number): Bigness | undefined {
    return bignessOf({ ...this.context, bigResultsOf: asked => this.ofCall(asked) }, call, index);
  }

  /** The results of a call that may be big, by index. */
  indexes(call: Call): readonly number[] {
    const known = this.ofCall(call);
    return known.length > 0 ? known : [0];
  }

  /** The results of a function that are big, by index. */
  of(fn: GoFunction): readonly number[] {
    return this.calls.length === 0 ? [] : (this.results.get(fn) ?? []);
  }

  private ofCall(call: Call): readonly number[] {
    if (call.mode !== 'call') return [];
    if (call.target !== undefined) return this.results.get(call.target) ?? [];
    return call.key === '' ? [] : (summaryIn(this.context.inference.model.declarations, call.key)?.returnsBig ?? []);
  }

  /** From the names of known sources to the functions that return them, and on to the names of those. */
  private search(found: Call[]): void {
    const { effects } = this.context.inference.model;
    const names = new Set([...effects.namesWith('big', isBig), ...this.importedNames()]);
    const seen = new Set<Call>();
    // A set that grows while it is walked through: each new name is visited.
    for (const name of names) {
      for (const call of this.context.callsNamed(name)) {
        const isBig = this.indexes(call).some(index => this.bigness(call, index) !== undefined);
        if (call.caller === undefined || seen.has(call) || !isBig) continue;
        seen.add(call);
        found.push(call);
        this.addTo(call.caller, call);
        if ((this.results.get(call.caller) ?? []).length === 0 || call.caller.kind === 'literal') continue;
        // Asked again, since calls of it seen before had no big result yet.
        names.delete(call.caller.name);
        names.add(call.caller.name);
      }
    }
  }

  private addTo(fn: GoFunction, call: Call): void {
    const calls = this.callsOf.get(fn) ?? [];
    calls.push(call);
    this.callsOf.set(fn, calls);
    if (fn.kind !== 'literal') this.results.set(fn, this.compute(fn, calls));
  }

  /** A result is big if every return gives nil or the whole of a big source. */
  private compute(fn: GoFunction, calls: readonly Call[]): readonly number[] {
    const returned = new Map<number, Set<number>>();
    const collect = ({ escapes, copies }: Derivation, depth: number): void => {
      for (const { at, part, result } of escapes) {
        if (result === undefined || part.size !== 'whole' || !part.isCertain || part.heldAs !== undefined) continue;
        returned.set(result, (returned.get(result) ?? new Set<number>()).add(at.node));
      }
      if (depth > MAX_COPIES) return;
      for (const copy of copies) collect(this.context.derive(copy, 0), depth + 1);
    };
    for (const call of calls) {
      for (const index of this.indexes(call)) {
        if (this.bigness(call, index) === 'certain') collect(this.context.derive(call.place, index), 0);
      }
    }
    return [...returned].filter(([index, places]) => this.isReturnedAlways(fn, index, places)).map(([index]) => index);
  }

  private isReturnedAlways(fn: GoFunction, index: number, places: ReadonlySet<number>): boolean {
    const { file } = fn.place;
    const { inference, functions } = this.context;
    const tree = treeOf(inference.model, file);
    for (const statement of tree.descendantsOfKind(fn.body, Kind.ReturnStatement)) {
      if (functions.around({ file, node: statement }) !== fn) continue;
      const values = tree.namedChildren(tree.firstNamedChild(statement));
      const value = values.length === 1 ? values[0] : values[index];
      if (value === undefined) return false;
      if (places.has(value) || inference.constantAt(file, value) !== undefined || tree.textOf(value) === 'nil')
        continue;
      return false;
    }
    return true;
  }

  /** The names of functions of imported packages that return something big. */
  private *importedNames(): Generator<string> {
    const { model } = this.context.inference;
    for (const { path } of model.scope.imports.flat()) {
      const facts = this.context.inference.model.declarations.analysed(path);
      if (facts !== undefined) yield* bigNamesIn(facts);
    }
  }
}

const bigNames = new WeakMap<PackageFacts, readonly string[]>();

function bigNamesIn(facts: PackageFacts): readonly string[] {
  let names = bigNames.get(facts);
  if (names === undefined) {
    const isBig = ([, fact]: readonly [string, FunctionFact]): boolean => fact.summary?.returnsBig !== undefined;
    const methods = Object.values(facts.types).flatMap(type => Object.entries(type.methods ?? {}));
    names = [...Object.entries(facts.functions), ...methods].filter(isBig).map(([name]) => name);
    bigNames.set(facts, names);
  }
  return names;
}
