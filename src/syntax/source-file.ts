/**
 * Bytes of a Go file to text, and places in that text to positions that people and tools read.
 */
import type { Position } from '../base/position.ts';
import { Kind } from './kinds.ts';
import { FLAG_ERROR, FLAG_MISSING, NO_NODE, type NodeId, type SyntaxTree } from './tree.ts';

export interface DecodedSource {
  /** Without a byte-order mark; line ends as in the file. Empty if the bytes are not text. */
  readonly text: string;
  readonly hasBom: boolean;
  /** Go source is UTF-8 by definition, so anything else is not Go. */
  readonly problem?: 'not-utf8';
}

/** Length of a byte-order mark in UTF-8 and in UTF-16. */
const BOM_BYTES = 3;
const BOM_UNITS = 1;

/** Enough to tell a user what is wrong with a file; more would bury it. */
const MAX_REPORTED_ERRORS = 5;

/** Decodes a file; never throws. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      hasBom ? bytes.subarray(BOM_BYTES) : bytes,
    );
    return { text, hasBom };
  } catch {
    return { text: '', hasBom, problem: 'not-utf8' };
  }
}

/**
 * The position of an offset (UTF-16 units) of a tree's text. As in Go's own tools, the columns of the first line
 * count a byte-order mark, which is in the file although not in the text.
 */
export function positionAt(tree: SyntaxTree, offset: number): Position {
  const line = tree.lineAt(offset);
  const start = tree.lineStart(line);
  const markedLine = tree.hasBom && line === 0;
  return {
    line: line + 1,
    column: offset - start + 1 + (markedLine ? BOM_UNITS : 0),
    byteColumn: utf8Length(tree.text, start, offset) + 1 + (markedLine ? BOM_BYTES : 0),
  };
}

/** Bytes that `text[from, to)` takes in UTF-8; a lone surrogate counts 3, as the replacement character does. */
function utf8Length(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHighSurrogate(unit) && isLowSurrogate(text.charCodeAt(at + 1)) && at + 1 < to) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Where the first few syntax errors are, by position; empty for a file that parsed whole. */
export function syntaxErrors(tree: SyntaxTree): Position[] {
  const found: Position[] = [];
  let innermost = NO_NODE;
  for (let node = tree.root; node < tree.nodeCount && found.length < MAX_REPORTED_ERRORS;) {
    const isError = ((tree.flags[node] ?? 0) & (FLAG_ERROR | FLAG_MISSING)) !== 0;
    if (isError) found.push(positionAt(tree, tree.startOf(node)));
    if (tree.hasError(node)) innermost = node;
    node = isError || !tree.hasError(node) ? tree.subtreeEndOf(node) : node + 1;
  }
  // An error without a node of its own is a token missing after the innermost node that knows of it.
  if (found.length === 0 && innermost !== NO_NODE) found.push(positionAt(tree, tree.endOf(innermost)));
  return found;
}

/**
 * Deeper than any code that a person writes, and shallow enough for code that recurses along the tree. Chains of
 * binary operators do not count: generated code joins thousands of strings, and whoever walks expressions has to
 * take them without recursion. Neither do chains of `else if`.
 */
export const MAX_NESTING = 1000;

/** How deep the nodes of a tree are nested at most, in the sense of {@link MAX_NESTING}. */
export function nestingOf(tree: SyntaxTree): number {
  const depth = new Uint32Array(tree.nodeCount);
  let deepest = 0;
  for (let node = tree.root + 1; node < tree.nodeCount; node++) {
    const parent = tree.parentOf(node);
    const above = depth[parent] ?? 0;
    const own = isChained(tree, node, parent) ? above : above + 1;
    depth[node] = own;
    if (own > deepest) deepest = own;
  }
  return deepest;
}

function isChained(tree: SyntaxTree, node: NodeId, parent: NodeId): boolean {
  const kind = tree.kindOf(node);
  return kind === tree.kindOf(parent) && (kind === Kind.BinaryExpression || kind === Kind.IfStatement);
}
