/**
 * Binds the names that are keys of map, slice and array literals: `map[string]int{name: 1}`.
 *
 * Scope alone cannot tell them from the fields of a struct literal. Where the type of the literal is unknown, its keys
 * stay unbound.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { SymbolDraft } from '../names/package-scope.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Inference } from './inference.ts';
import { treeOf } from './model.ts';

export function bindLiteralKeys(inference: Inference): void {
  const { model } = inference;
  model.bindings.forEach(({ literalKeys, symbols }, file) => {
    const tree = treeOf(model, file);
    for (const [node, symbol] of literalKeys) {
      const literal = tree.ancestorOfKind(node, Kind.LiteralValue);
      if (!hasValuesForKeys(inference, { file, node: literal })) continue;
      symbols.set(node, symbol);
      addUse(symbol, { file, node });
    }
  });
}

function hasValuesForKeys(inference: Inference, { file, node }: Place): boolean {
  const type = inference.underlyingAt(file, node);
  const container = type.kind === 'pointer' ? inference.table.underlying(type.element) : type;
  return container.kind === 'map' || container.kind === 'slice' || container.kind === 'array';
}

/** Keeps the uses in source order. */
function addUse(symbol: GoSymbol, use: Place): void {
  if (symbol.declaration === undefined) return;
  const { uses } = symbol as SymbolDraft;
  let at = uses.length;
  for (let before = uses[at - 1]; before !== undefined && isAfter(before, use); before = uses[at - 1]) at--;
  uses.splice(at, 0, use);
}

const isAfter = (a: Place, b: Place): boolean => a.file > b.file || (a.file === b.file && a.node > b.node);
