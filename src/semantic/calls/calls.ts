/**
 * The calls of a package, resolved when asked for: by place, by the name that is called, or by the key of the callee.
 *
 * Rules ask by name or key, so that most calls of a package are never resolved.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';
import { callsByName } from './call-names.ts';
import type { Call, Goroutine } from './call.ts';
import { describeCall, goroutinesOf, goroutineStarters } from './call.ts';
import type { FunctionIndex } from './function-index.ts';

export class Calls {
  private readonly inference: Inference;
  private readonly functions: FunctionIndex;
  private readonly byPlace: readonly Map<NodeId, Call>[];
  private byName: ReadonlyMap<string, readonly Place[]> | undefined;
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
    this.byName ??= callsByName(this.inference.model);
    return (this.byName.get(name) ?? []).map(at => this.at(at));
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
    return [...started, ...handed].sort((a, b) => a.place.file - b.place.file || a.place.node - b.place.node);
  }

  private *places(...kinds: readonly number[]): Generator<Place> {
    for (const [file, { tree }] of this.inference.model.files.entries()) {
      for (const node of tree.nodesOfKind(...kinds)) yield { file, node };
    }
  }
}
