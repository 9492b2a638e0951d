/**
 * Lines of places, for messages that name them.
 */
import type { Package, Place } from './package.ts';

/** Where the node starts, from 1. */
export function lineOf(pkg: Package, { file, node }: Place): number {
  const tree = pkg.tree(file);
  return tree.lineAt(tree.startOf(node)) + 1;
}
