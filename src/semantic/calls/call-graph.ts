/**
 * Who calls whom in a package: the calls in the code of a function, and all calls of one, each computed when asked for.
 *
 * An edge is a call whose target is known: a declared function, a literal called in place, or a variable that never holds
 * another function. Strongly connected components are found where something is computed along the edges, see
 * `summaries/fixpoint.ts`, since most questions need a small part of the graph.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { soleValue } from '../value-flow/sole-value.ts';
import { useOf } from '../value-flow/use.ts';
import type { Call } from './call.ts';
import type { FunctionIndex } from './function-index.ts';
import type { ValueReferences } from './value-references.ts';
import { isExported } from '../names/exported.ts';

export interface CallGraphContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly isMain: boolean;
  readonly references: ValueReferences;
  callAt(place: Place): Call;
  callsNamed(name: string): readonly Call[];
}

export class CallGraph {
  private readonly context: CallGraphContext;
  private readonly calls = new Map<GoFunction, readonly Call[]>();

  constructor(context: CallGraphContext) {
    this.context = context;
  }

  /** The calls in the code of a function, in source order; what literals in it call is theirs. */
  callsIn(fn: GoFunction): readonly Call[] {
    let calls = this.calls.get(fn);
    if (calls === undefined) this.calls.set(fn, (calls = [...this.collect(fn)]));
    return calls;
  }

  private *collect({ place: { file, node: own }, body }: GoFunction): Generator<Call> {
    const tree = treeOf(this.context.inference.model, file);
    for (const node of tree.descendantsOfKind(body, Kind.CallExpression, Kind.TypeConversionExpression)) {
      const around = this.context.functions.around({ file, node });
      if (around?.place.node === own) yield this.context.callAt({ file, node });
    }
  }

  /**
   * All calls that run the function, those under `go` and `defer` among them; undefined where it may be called unseen:
   * it is exported, an entry point, taken as a value, or a method that an interface may call. Code of test units counts
   * as unseen for none: tests call what they please.
   */
  callersOf(fn: GoFunction): readonly Call[] | undefined {
    if (fn.kind === 'literal') return this.callersOfLiteral(fn);
    if (fn.kind === 'method') return this.callersOfMethod(fn);
    if (fn.name === 'main' || fn.name === 'init') return undefined;
    if (isExported(fn.name) && !this.context.isMain) return undefined;
    const symbol = this.context.inference.model.scope.own(fn.name);
    return symbol === undefined ? undefined : this.callsThrough(symbol);
  }

  /** The calls of whatever a name stands for; undefined if it is used in any other way. */
  private callsThrough(symbol: GoSymbol): readonly Call[] | undefined {
    const calls: Call[] = [];
    for (const at of symbol.uses) {
      const { kind, node } = useOf(this.context.inference, at);
      if (kind === 'assigned') continue;
      if (kind !== 'called') return undefined;
      calls.push(this.context.callAt({ file: at.file, node }));
    }
    return calls;
  }

  private callersOfLiteral({ place }: GoFunction): readonly Call[] | undefined {
    const { inference } = this.context;
    const tree = treeOf(inference.model, place.file);
    if (isCallee(tree, place.node)) {
      return [this.context.callAt({ file: place.file, node: tree.parentOf(place.node) })];
    }
    const { kind, target } = useOf(inference, place);
    const symbol = kind === 'alias' && target !== undefined ? symbolAt(inference.model, place.file, target) : undefined;
    if (symbol === undefined || soleValue(inference, symbol)?.node !== place.node) return undefined;
    return this.callsThrough(symbol);
  }

  /** An exported method may serve an interface of any package, an unexported one only those of its own. */
  private callersOfMethod(fn: GoFunction): readonly Call[] | undefined {
    if (isExported(fn.name) || this.context.references.ofMethod(fn).length > 0) return undefined;
    const calls = this.context.callsNamed(fn.name);
    const isUnseen = ({ callee }: Call): boolean =>
      callee.kind === 'unknown' || (callee.kind === 'function' && callee.dynamic);
    return calls.some(isUnseen) ? undefined : calls.filter(({ target }) => target === fn);
  }
}
