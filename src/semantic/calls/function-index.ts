/**
 * The functions of a package by place and by key.
 */
import type { NodeId } from '../../syntax/tree.ts';
import { treeOf } from '../inference/model.ts';
import type { PackageModel } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';

export class FunctionIndex {
  private readonly model: PackageModel;
  private readonly places: readonly Map<number, GoFunction>[];
  /** Of each file, in the order of their starts. */
  private readonly ordered: readonly (readonly GoFunction[])[];
  private readonly keys = new Map<string, GoFunction | undefined>();

  constructor(model: PackageModel) {
    this.model = model;
    this.places = model.files.map(() => new Map());
    this.ordered = model.bindings.map(({ functions }) => functions);
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
    const functions = this.ordered[file] ?? [];
    let fn = functions[lastBefore(functions, node)];
    const tree = treeOf(this.model, file);
    while (fn !== undefined && tree.subtreeEndOf(fn.place.node) <= node) fn = fn.parent;
    return fn;
  }
}

/** The index of the last function that starts before a node, or -1. */
function lastBefore(functions: readonly GoFunction[], node: NodeId): number {
  let low = 0;
  let high = functions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((functions[middle]?.place.node ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
