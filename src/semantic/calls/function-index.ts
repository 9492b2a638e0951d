/**
 * The functions of a package by place and by key.
 */
import { treeOf } from '../inference/model.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';

export class FunctionIndex {
  private readonly model: PackageModel;
  private readonly places: readonly Map<number, GoFunction>[];
  private readonly keys = new Map<string, GoFunction | undefined>();

  constructor(model: PackageModel) {
    this.model = model;
    this.places = model.files.map(() => new Map());
    for (const fn of model.functions) {
      this.places[fn.place.file]?.set(fn.place.node, fn);
      // Declared twice (code that does not compile): which one runs cannot be told.
      if (fn.kind !== 'literal') this.keys.set(fn.key, this.keys.has(fn.key) ? undefined : fn);
    }
  }

  /** The function declared or written at exactly this node. */
  at({ file, node }: Place): GoFunction | undefined {
    return this.places[file]?.get(node);
  }

  byKey(key: string): GoFunction | undefined {
    return this.keys.get(key);
  }

  /** The innermost function whose code holds the node; a function node is held by the function around it. */
  around({ file, node }: Place): GoFunction | undefined {
    const places = this.places[file];
    for (const ancestor of treeOf(this.model, file).ancestors(node)) {
      const fn = places?.get(ancestor);
      if (fn !== undefined) return fn;
    }
    return undefined;
  }
}
