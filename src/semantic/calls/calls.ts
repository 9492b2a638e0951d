/**
 * The calls of a package, resolved when asked for: by place, by the name that is called, by the key of the callee, or by
 * the function that they run.
 *
 * Whoever asks says a name, a key or a function, so that most calls of a package are never resolved.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import { type CallNames, callNames } from './call-names.ts';
import type { Call, Goroutine } from './call.ts';
import { describeCall, goroutinesOf, goroutineStarters } from './call.ts';
import type { FunctionIndex } from './function-index.ts';

export class Calls {
  private readonly inference: Inference;
  private readonly functions: FunctionIndex;
  private readonly byPlace: readonly Map<NodeId, Call>[];
  private readonly byTarget = new Map<GoFunction, readonly Call[]>();
  private knownNames: CallNames | undefined;
  private knownOfLocals: readonly Call[] | undefined;
  private knownAll: readonly Call[] | undefined;
  private knownGoroutines: readonly Goroutine[] | undefined;

  constructor(inference: Inference, functions: FunctionIndex) {
    this.inference = inference;
    this.functions = functions;
    this.byPlace = inference.model.files.map(() => new Map<NodeId, Call>());
  }

  /** The call whose expression is at exactly this node. */
  at(place: Place): Call {
    const known = this.byPlace[place.file]?.get(place.node);
    if (known !== undefined) return known;
    const call = describeCall(this.inference, this.functions, place.file, place.node);
    this.byPlace[place.file]?.set(place.node, call);
    return call;
  }

  /** All calls, in source order; conversions and builtins are among them. */
  get all(): readonly Call[] {
    return (this.knownAll ??= [...this.places(Kind.CallExpression, Kind.TypeConversionExpression)].map(at =>
      this.at(at),
    ));
  }

  /** The calls of whatever goes by a name: `Stop` for `x.Stop()`, `make` for the builtin. Resolves no others. */
  named(name: string): readonly Call[] {
    return (this.names.byName.get(name) ?? []).map(at => this.at(at));
  }

  private get names(): CallNames {
    return (this.knownNames ??= callNames(this.inference.model));
  }

  /** The calls that are seen to run a function of this package, in source order. */
  of(fn: GoFunction): readonly Call[] {
    let calls = this.byTarget.get(fn);
    if (calls === undefined) {
      const candidates = [...(fn.kind === 'literal' ? this.inPlace(fn) : this.named(fn.name)), ...this.ofLocals()];
      // A local variable may go by the name of the function that it holds.
      calls = [...new Set(candidates.filter(({ target }) => target === fn))].sort(inSourceOrder);
      this.byTarget.set(fn, calls);
    }
    return calls;
  }

  /** `func() {…}()`, under `go` and `defer` as well. */
  private inPlace({ place: { file, node } }: GoFunction): readonly Call[] {
    const tree = treeOf(this.inference.model, file);
    const callee = withParentheses(tree, node);
    return isCallee(tree, callee) ? [this.at({ file, node: tree.parentOf(callee) })] : [];
  }

  /** The calls of what local variables hold. */
  private ofLocals(): readonly Call[] {
    return (this.knownOfLocals ??= this.names.ofLocals
      .map(at => this.at(at))
      .filter(call => call.target !== undefined));
  }

  /** The calls of declared functions by their keys: `time.NewTicker`, `net/http.(*Client).Do`. */
  *to(...keys: readonly string[]): Generator<Call> {
    for (const key of keys) {
      for (const call of this.named(key.slice(key.lastIndexOf('.') + 1))) if (call.key === key) yield call;
    }
  }

  /** Those under `go`, and what functions that start goroutines are handed, in source order. */
  get goroutines(): readonly Goroutine[] {
    return (this.knownGoroutines ??= this.starts().flatMap(call => goroutinesOf(this.inference, this.functions, call)));
  }

  private starts(): readonly Call[] {
    const { model } = this.inference;
    const started = [...this.places(Kind.GoStatement)].map(({ file, node }) =>
      this.at({ file, node: treeOf(model, file).firstNamedChild(node) }),
    );
    const handed = goroutineStarters(model.effects)
      .flatMap(name => this.named(name))
      .filter(call => call.mode !== 'go');
    return [...started, ...handed].sort(inSourceOrder);
  }

  private *places(...kinds: readonly number[]): Generator<Place> {
    for (const [file, { tree }] of this.inference.model.files.entries()) {
      for (const node of tree.nodesOfKind(...kinds)) yield { file, node };
    }
  }
}

function inSourceOrder({ place: a }: Call, { place: b }: Call): number {
  return a.file - b.file || a.node - b.node;
}
