/**
 * Copies a tree-sitter tree through web-tree-sitter's own cursor.
 *
 * The reference for the wasm copy, three times faster and tested against this one node by node, and the fallback
 * where no flattener is given.
 */
import type { Tree } from 'web-tree-sitter';
import { Kind } from './kinds.ts';
import { allocateArrays, markErrors } from './tree-arrays.ts';
import { FLAG_ERROR, FLAG_MISSING, FLAG_NAMED, NO_NODE, type TreeArrays } from './tree.ts';

/** Copies every node of a tree in preorder. The tree stays the caller's. */
export function copyByCursor(tree: Tree): TreeArrays {
  const arrays = allocateArrays(tree.rootNode.descendantCount);
  const cursor = tree.walk();
  let above = NO_NODE;
  let next = 0;
  do {
    const node = next++;
    arrays.kind[node] = cursor.nodeTypeId;
    arrays.field[node] = cursor.currentFieldId;
    arrays.start[node] = cursor.startIndex;
    arrays.end[node] = cursor.endIndex;
    arrays.parent[node] = above;
    arrays.flags[node] = flagsOf(cursor.nodeTypeId, cursor.nodeIsNamed, cursor.nodeIsMissing);
    if (cursor.gotoFirstChild()) {
      above = node;
      continue;
    }
    arrays.subtreeEnd[node] = next;
    while (above !== NO_NODE && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      arrays.subtreeEnd[above] = next;
      above = arrays.parent[above] ?? NO_NODE;
    }
  } while (above !== NO_NODE);
  cursor.delete();
  markErrors(arrays);
  return arrays;
}

function flagsOf(kind: number, named: boolean, missing: boolean): number {
  return (named ? FLAG_NAMED : 0) | (kind === Kind.Error ? FLAG_ERROR : 0) | (missing ? FLAG_MISSING : 0);
}
