/**
 * Where declared functions are taken as values instead of being called: whoever gets one may call it as often as he likes.
 *
 * Methods are found by name from syntax alone; only what goes by the name of one that somebody asks for is resolved.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { useOf } from '../value-flow/use.ts';

export class ValueReferences {
  private readonly inference: Inference;
  private selectors: ReadonlyMap<string, readonly Place[]> | undefined;

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** Undefined if the function's name is not bound to it alone. */
  of(fn: GoFunction): readonly Place[] | undefined {
    if (fn.kind === 'method') return this.ofMethod(fn);
    const symbol = this.inference.model.scope.own(fn.name);
    return symbol?.uses.filter(at => useOf(this.inference, at).kind !== 'called');
  }

  /** The selectors that take a method of this package as a value: `x.m`, `T.m`. */
  ofMethod({ name, key }: GoFunction): readonly Place[] {
    this.selectors ??= this.uncalled();
    return (this.selectors.get(name) ?? []).filter(({ file, node }) => {
      const member = this.inference.selectorAt(file, node);
      return member?.kind === 'method' && member.key === key;
    });
  }

  /** The selectors that are not called, by the names of the methods that they may be. */
  private uncalled(): ReadonlyMap<string, readonly Place[]> {
    const { files, functions } = this.inference.model;
    const found = new Map<string, Place[]>();
    for (const { kind, name } of functions) if (kind === 'method') found.set(name, []);
    for (const [file, { tree }] of files.entries()) {
      for (const node of tree.nodesOfKind(Kind.SelectorExpression)) {
        if (!isCallee(tree, node)) found.get(tree.textOf(tree.childByField(node, Field.Field)))?.push({ file, node });
      }
    }
    return found;
  }
}
