/**
 * What a function literal captures: the variables of functions around it that its code mentions.
 *
 * Go captures a variable as a whole, whatever part of it is mentioned: a closure that reads `c.fd` keeps `c` alive.
 * Package-level variables are not captured.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';

/** What is asked of the package about names and its trees. */
export interface Names {
  tree(file: number): SyntaxTree;
  symbolAt(at: Place): GoSymbol | undefined;
}

/** Captured variables in the order of their first mention, each with all its mentions in the literal. */
export function capturedVariables(names: Names, literal: Place): ReadonlyMap<GoSymbol, readonly Place[]> {
  const { file } = literal;
  const tree = names.tree(file);
  const captured = new Map<GoSymbol, Place[]>();
  for (const node of tree.descendantsOfKind(literal.node, Kind.Identifier)) {
    const symbol = names.symbolAt({ file, node });
    if (symbol === undefined || !isCaptured(tree, literal.node, symbol)) continue;
    const mentions = captured.get(symbol);
    if (mentions === undefined) captured.set(symbol, [{ file, node }]);
    else mentions.push({ file, node });
  }
  return captured;
}

function isCaptured(tree: SyntaxTree, literal: NodeId, symbol: GoSymbol): boolean {
  if (symbol.kind !== 'variable' || symbol.role === 'global' || symbol.declaration === undefined) return false;
  return !tree.contains(literal, symbol.declaration.node);
}
