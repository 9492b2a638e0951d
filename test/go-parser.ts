/**
 * The Go parser for tests, made once per test file from the committed wasm files.
 */
import { readFileSync } from 'node:fs';
import { type GoParser, createGoParser } from '../src/syntax/parser.ts';
import { type NodeId, type SyntaxTree } from '../src/syntax/tree.ts';

export const BINARIES = {
  runtime: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
  grammar: readFileSync('wasm/tree-sitter-go.wasm'),
  flatten: readFileSync('wasm/flatten.wasm'),
};

export const goParser: GoParser = await createGoParser(BINARIES);

/** The smallest node that covers the first occurrence of `snippet`. */
export function nodeAt(tree: SyntaxTree, snippet: string): NodeId {
  const start = tree.text.indexOf(snippet);
  if (start < 0) throw new Error(`the source has no "${snippet}"`);
  const end = start + snippet.length;
  let found = tree.root;
  for (let node = tree.root; node < tree.nodeCount; node++) {
    if (tree.startOf(node) <= start && tree.endOf(node) >= end) found = node;
  }
  return found;
}
