/**
 * Nodes of a file by what go/types calls their place: line and byte column.
 */
import { Kind } from '../../../src/syntax/kinds.ts';
import { type NodeId, NO_NODE, type SyntaxTree } from '../../../src/syntax/tree.ts';

/** Kinds that only wrap an expression, and would hide it at the same place. */
const WRAPPERS: ReadonlySet<number> = new Set([
  Kind.StatementList,
  Kind.ExpressionList,
  Kind.LiteralElement,
  Kind.ExpressionStatement,
  Kind.ReceiveStatement,
]);

export class FileIndex {
  private readonly tree: SyntaxTree;
  private readonly leaves = new Map<number, NodeId>();
  private readonly ranges = new Map<string, NodeId>();

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    for (let node = 0; node < tree.nodeCount; node++) {
      const start = tree.startOf(node);
      const outer = this.leaves.get(start) ?? NO_NODE;
      // `nil` and `iota` are nodes that hold a token of the same name.
      const isTokenOf = outer !== NO_NODE && !tree.isNamed(node) && tree.endOf(outer) === tree.endOf(node);
      if (tree.endOf(node) > start && !isTokenOf) this.leaves.set(start, node);
      const range = `${start}:${tree.endOf(node)}`;
      if (tree.isNamed(node) && !WRAPPERS.has(tree.kindOf(node)) && !this.ranges.has(range))
        this.ranges.set(range, node);
    }
  }

  /** The innermost node that starts there. */
  leafAt(line: number, column: number): NodeId {
    return this.leaves.get(this.offset(line, column)) ?? NO_NODE;
  }

  /** The outermost expression of exactly this range. */
  expressionAt(line: number, column: number, endLine: number, endColumn: number): NodeId {
    return this.ranges.get(`${this.offset(line, column)}:${this.offset(endLine, endColumn)}`) ?? NO_NODE;
  }

  /** The call or conversion with this opening parenthesis. */
  callAt(line: number, column: number): NodeId {
    const parent = this.tree.parentOf(this.leafAt(line, column));
    const holder = this.tree.kindOf(parent) === Kind.ArgumentList ? this.tree.parentOf(parent) : parent;
    const kind = this.tree.kindOf(holder);
    return kind === Kind.CallExpression || kind === Kind.TypeConversionExpression ? holder : NO_NODE;
  }

  private offset(line: number, column: number): number {
    const { text } = this.tree;
    let at = this.tree.lineStart(line - 1);
    for (let bytes = 1; bytes < column; at++) {
      const unit = text.charCodeAt(at);
      // The two halves of a surrogate pair share four bytes.
      bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 2 : 3;
    }
    return at;
  }
}
