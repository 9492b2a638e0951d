/**
 * Copies a tree-sitter tree with the wasm module of `wasm/flatten.c`, which runs in web-tree-sitter's own memory.
 *
 * Linked to web-tree-sitter's exports, which its types do not show; the version is pinned exactly for that reason,
 * and a test compares this copy with the reference node by node.
 */
import type { Language, Tree } from 'web-tree-sitter';
import { Kind } from './kinds.ts';
import { exportedFunction, type Runtime } from './runtime.ts';
import { allocateArrays, markErrors } from './tree-arrays.ts';
import { FLAG_ERROR, FLAG_MISSING, FLAG_NAMED, type TreeArrays } from './tree.ts';

export type TreeCopier = (tree: Tree) => TreeArrays;

/** Bytes that one node takes in the arrays: four of 4 bytes, one of 2, two of 1. */
const BYTES_PER_NODE = 20;
const KIND_COUNT = 65536;

/** Links the flattener to the runtime. */
export async function loadFlattener(runtime: Runtime, binary: Uint8Array, language: Language): Promise<TreeCopier> {
  const module = await WebAssembly.compile(binary);
  const instance = await WebAssembly.instantiate(module, { env: { ...runtime.exports, memory: runtime.memory } });
  const flatten = exportedFunction(instance.exports, 'flatten');
  const rootNode = exportedFunction(runtime.exports, 'ts_tree_root_node_wasm');
  const descendantCount = exportedFunction(runtime.exports, 'ts_node_descendant_count_wasm');
  const malloc = exportedFunction(runtime.exports, 'malloc');
  const free = exportedFunction(runtime.exports, 'free');
  const flagsOfKind = flagsByKind(language);

  return tree => {
    const address = addressOf(tree);
    rootNode(address);
    const count = descendantCount(address);
    const buffer = malloc(count * BYTES_PER_NODE);
    if (buffer === 0) throw new RangeError(`no memory left for a syntax tree of ${count} nodes`);
    try {
      const at = layout(buffer, count);
      const copied = flatten(address, count, at.start, at.end, at.subtreeEnd, at.parent, at.kind, at.field, at.missing);
      if (copied !== count) throw new Error(`tree-sitter counted ${count} nodes, its cursor ${copied}`);
      // Only now: the cursor may have grown the memory, which replaces its buffer.
      return readArrays(runtime.memory.buffer, at, count, flagsOfKind);
    } finally {
      free(buffer);
    }
  };
}

interface Layout {
  readonly start: number;
  readonly end: number;
  readonly subtreeEnd: number;
  readonly parent: number;
  readonly kind: number;
  readonly field: number;
  readonly missing: number;
}

/** The arrays one after another, the widest first, so that each is aligned. */
function layout(buffer: number, count: number): Layout {
  const words = (index: number): number => buffer + index * 4 * count;
  const kind = words(4);
  const field = kind + 2 * count;
  return {
    start: words(0),
    end: words(1),
    subtreeEnd: words(2),
    parent: words(3),
    kind,
    field,
    missing: field + count,
  };
}

function readArrays(memory: ArrayBuffer, at: Layout, count: number, flagsOfKind: Uint8Array): TreeArrays {
  const arrays = allocateArrays(count);
  arrays.start.set(new Uint32Array(memory, at.start, count));
  arrays.end.set(new Uint32Array(memory, at.end, count));
  arrays.subtreeEnd.set(new Int32Array(memory, at.subtreeEnd, count));
  arrays.parent.set(new Int32Array(memory, at.parent, count));
  arrays.kind.set(new Uint16Array(memory, at.kind, count));
  arrays.field.set(new Uint8Array(memory, at.field, count));
  const missing = new Uint8Array(memory, at.missing, count);
  let seen = 0;
  for (let node = 0; node < count; node++) {
    const flags = (flagsOfKind[arrays.kind[node] ?? 0] ?? 0) | (missing[node] === 0 ? 0 : FLAG_MISSING);
    arrays.flags[node] = flags;
    seen |= flags;
  }
  if ((seen & (FLAG_ERROR | FLAG_MISSING)) !== 0) markErrors(arrays);
  return arrays;
}

function flagsByKind(language: Language): Uint8Array {
  const flags = new Uint8Array(KIND_COUNT);
  for (let kind = 0; kind < language.nodeTypeCount; kind++) {
    if (language.nodeTypeIsNamed(kind)) flags[kind] = FLAG_NAMED;
  }
  flags[Kind.Error] = FLAG_NAMED | FLAG_ERROR;
  return flags;
}

/** web-tree-sitter keeps the tree's address under the key 0, out of sight of its types. */
function addressOf(tree: Tree): number {
  const address: unknown = Reflect.get(tree, 0);
  if (typeof address !== 'number') throw new Error('this version of web-tree-sitter hides the address of its trees');
  return address;
}
