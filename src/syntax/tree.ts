/**
 * The flat syntax tree: what everything above `syntax` sees of a Go file.
 *
 * A tree-sitter tree is copied once into typed arrays, in preorder, and freed. A node is an index into them: its
 * first child is `node + 1`, its next sibling is `subtreeEnd[node]`. Walking these costs a thirtieth of walking
 * tree-sitter's own nodes. Offsets are UTF-16 code units from 0. This module knows nothing of Go's meaning.
 */
import { Kind } from './kinds.ts';

/** Index of a node in its tree. */
export type NodeId = number;
/** Stands for "there is none" wherever a NodeId is returned. */
export const NO_NODE: NodeId = -1;

export const FLAG_NAMED = 1;
export const FLAG_ERROR = 2;
export const FLAG_MISSING = 4;
/** The node itself or something in it is an error. */
export const FLAG_HAS_ERROR = 8;

/** The arrays of a tree, all of the same length, in preorder. */
export interface TreeArrays {
  /** {@link Kind} of each node. */
  readonly kind: Uint16Array;
  /** `Field` under which each node hangs from its parent; 0 for none. */
  readonly field: Uint8Array;
  readonly start: Uint32Array;
  /** Exclusive. */
  readonly end: Uint32Array;
  /** The node after the last one of this subtree. */
  readonly subtreeEnd: Int32Array;
  /** {@link NO_NODE} for the root. */
  readonly parent: Int32Array;
  readonly flags: Uint8Array;
}

export class SyntaxTree {
  readonly text: string;
  /** The file starts with a byte-order mark, which is not part of `text`. */
  readonly hasBom: boolean;
  readonly root: NodeId = 0;
  readonly nodeCount: number;
  readonly kind: Uint16Array;
  readonly field: Uint8Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly subtreeEnd: Int32Array;
  readonly parent: Int32Array;
  readonly flags: Uint8Array;
  /** All comments, by position. `children` and `namedChildren` never yield them. */
  readonly comments: readonly NodeId[];
  private lineStarts: Uint32Array | undefined;
  private kindIndex: KindIndex | undefined;

  constructor(text: string, arrays: TreeArrays, hasBom = false) {
    this.text = text;
    this.hasBom = hasBom;
    this.nodeCount = arrays.kind.length;
    this.kind = arrays.kind;
    this.field = arrays.field;
    this.start = arrays.start;
    this.end = arrays.end;
    this.subtreeEnd = arrays.subtreeEnd;
    this.parent = arrays.parent;
    this.flags = arrays.flags;
    const comments: NodeId[] = [];
    for (let node = 0; node < this.nodeCount; node++) if (this.kind[node] === Kind.Comment) comments.push(node);
    this.comments = comments;
  }

  kindOf(node: NodeId): number {
    return this.kind[node] ?? 0;
  }

  startOf(node: NodeId): number {
    return this.start[node] ?? 0;
  }

  endOf(node: NodeId): number {
    return this.end[node] ?? 0;
  }

  /** The node after the last one of this subtree: its next sibling, if it has one. */
  subtreeEndOf(node: NodeId): NodeId {
    return this.subtreeEnd[node] ?? this.nodeCount;
  }

  parentOf(node: NodeId): NodeId {
    return this.parent[node] ?? NO_NODE;
  }

  fieldOf(node: NodeId): number {
    return this.field[node] ?? 0;
  }

  isNamed(node: NodeId): boolean {
    return ((this.flags[node] ?? 0) & FLAG_NAMED) !== 0;
  }

  hasError(node: NodeId): boolean {
    return ((this.flags[node] ?? 0) & FLAG_HAS_ERROR) !== 0;
  }

  textOf(node: NodeId): string {
    return this.text.slice(this.startOf(node), this.endOf(node));
  }

  /** All children but comments, tokens included. */
  children(node: NodeId): NodeId[] {
    const found: NodeId[] = [];
    const end = this.subtreeEndOf(node);
    for (let child = node + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.kind[child] !== Kind.Comment) found.push(child);
    }
    return found;
  }

  namedChildren(node: NodeId): NodeId[] {
    const found: NodeId[] = [];
    const end = this.subtreeEndOf(node);
    for (let child = node + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.isNamed(child) && this.kind[child] !== Kind.Comment) found.push(child);
    }
    return found;
  }

  /** The first named child that is no comment, or {@link NO_NODE}. */
  firstNamedChild(node: NodeId): NodeId {
    const end = this.subtreeEndOf(node);
    for (let child = node + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.isNamed(child) && this.kind[child] !== Kind.Comment) return child;
    }
    return NO_NODE;
  }

  /** The first child under `field`, or {@link NO_NODE}. */
  childByField(node: NodeId, field: number): NodeId {
    const end = this.subtreeEndOf(node);
    for (let child = node + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.field[child] === field) return child;
    }
    return NO_NODE;
  }

  childrenByField(node: NodeId, field: number): NodeId[] {
    return this.children(node).filter(child => this.field[child] === field && this.isNamed(child));
  }

  /** The first child of a kind, or {@link NO_NODE}. */
  childOfKind(node: NodeId, kind: number): NodeId {
    const end = this.subtreeEndOf(node);
    for (let child = node + 1; child < end; child = this.subtreeEndOf(child)) {
      if (this.kind[child] === kind) return child;
    }
    return NO_NODE;
  }

  /** All nodes of a kind below `node`, itself included, in source order. */
  *descendantsOfKind(node: NodeId, ...kinds: readonly number[]): Generator<NodeId> {
    const end = this.subtreeEndOf(node);
    const [kind = MAX_KIND] = kinds;
    if (kinds.length > 1 || kind >= MAX_KIND || end - node < MIN_INDEXED) {
      for (let at = node; at < end; at++) if (kinds.includes(this.kindOf(at))) yield at;
      return;
    }
    const found = this.nodesOfKind(kind);
    for (let index = firstFrom(found, node); index < found.length; index++) {
      const at = found[index] ?? end;
      if (at >= end) return;
      yield at;
    }
  }

  /** All nodes of the kinds in the whole tree, in source order; from an index made once. Never tokens or ERROR nodes. */
  nodesOfKind(...kinds: readonly number[]): Int32Array {
    this.kindIndex ??= indexByKind(this);
    const { nodes, offsets } = this.kindIndex;
    const lists = kinds.map(kind => nodes.subarray(offsets[kind] ?? 0, offsets[kind + 1] ?? 0));
    const [first = nodes.subarray(0, 0)] = lists;
    if (lists.length < 2) return first;
    const merged = new Int32Array(lists.reduce((length, list) => length + list.length, 0));
    let at = 0;
    for (const list of lists) {
      merged.set(list, at);
      at += list.length;
    }
    return merged.sort();
  }

  /** Parents from the nearest to the root. */
  *ancestors(node: NodeId): Generator<NodeId> {
    for (let at = this.parentOf(node); at !== NO_NODE; at = this.parentOf(at)) yield at;
  }

  /** The nearest ancestor of one of the kinds, or {@link NO_NODE}. */
  ancestorOfKind(node: NodeId, ...kinds: readonly number[]): NodeId {
    let at = this.parentOf(node);
    while (at !== NO_NODE && !kinds.includes(this.kindOf(at))) at = this.parentOf(at);
    return at;
  }

  /** Whether `inner` is `outer` or lies in it. */
  contains(outer: NodeId, inner: NodeId): boolean {
    return inner >= outer && inner < this.subtreeEndOf(outer);
  }

  /** The line of an offset, from 0. */
  lineAt(offset: number): number {
    const starts = this.lines();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The offset at which a line (from 0) starts. */
  lineStart(line: number): number {
    return this.lines()[line] ?? this.text.length;
  }

  /** How many lines the text has; a final line end starts one more, empty line. */
  get lineCount(): number {
    return this.lines().length;
  }

  private lines(): Uint32Array {
    return (this.lineStarts ??= startsOfLines(this.text));
  }
}

function startsOfLines(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

/** The index of the first of sorted numbers that is not below `node`. */
function firstFrom(sorted: Int32Array, node: NodeId): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < node) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Subtrees of fewer nodes are looked through without the index. */
const MIN_INDEXED = 64;

/** Above the number of every kind and token of the grammar. */
const MAX_KIND = 256;

/** The named nodes in the order of their kinds; those of kind k lie in `offsets[k]` to `offsets[k + 1]`. */
interface KindIndex {
  readonly nodes: Int32Array;
  readonly offsets: Uint32Array;
}

/** A counting sort. */
function indexByKind(tree: SyntaxTree): KindIndex {
  const offsets = new Uint32Array(MAX_KIND + 1);
  const isIndexed = (node: NodeId): boolean => tree.isNamed(node) && tree.kindOf(node) < MAX_KIND;
  for (let node = 0; node < tree.nodeCount; node++) {
    if (!isIndexed(node)) continue;
    const next = tree.kindOf(node) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let kind = 0; kind < MAX_KIND; kind++) offsets[kind + 1] = (offsets[kind + 1] ?? 0) + (offsets[kind] ?? 0);
  const next = offsets.slice();
  const nodes = new Int32Array(offsets[MAX_KIND] ?? 0);
  for (let node = 0; node < tree.nodeCount; node++) {
    if (!isIndexed(node)) continue;
    const kind = tree.kindOf(node);
    const slot = next[kind] ?? 0;
    nodes[slot] = node;
    next[kind] = slot + 1;
  }
  return { nodes, offsets };
}
