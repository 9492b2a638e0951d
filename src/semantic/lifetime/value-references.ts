/**
 * Where declared functions are taken as values instead of being called: whoever gets one may call it as often as he likes.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { useOf } from '../value-flow/use.ts';

export class ValueReferences {
  private readonly inference: Inference;
  private methods: ReadonlyMap<string, readonly Place[]> | undefined;

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** Undefined if the function's name is not bound to it alone. */
  of(fn: GoFunction): readonly Place[] | undefined {
    if (fn.kind === 'method') return (this.methods ??= this.methodValues()).get(fn.key) ?? [];
    const symbol = this.inference.model.scope.own(fn.name);
    return symbol?.uses.filter(at => useOf(this.inference, at).kind !== 'called');
  }

  /** By key; the places are the selectors. */
  private methodValues(): ReadonlyMap<string, readonly Place[]> {
    const found = new Map<string, Place[]>();
    for (const [file, { tree }] of this.inference.model.files.entries()) {
      for (const node of tree.nodesOfKind(Kind.SelectorExpression)) {
        const isCalled =
          tree.kindOf(tree.parentOf(node)) === Kind.CallExpression && tree.fieldOf(node) === Field.Function;
        const member = isCalled ? undefined : this.inference.selectorAt(file, node);
        if (member?.kind !== 'method') continue;
        const places = found.get(member.key);
        if (places === undefined) found.set(member.key, [{ file, node }]);
        else places.push({ file, node });
      }
    }
    return found;
  }
}
