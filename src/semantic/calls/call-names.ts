/**
 * Calls by the name at their end, from syntax alone, so that whoever looks for `time.NewTicker` resolves only the calls
 * of something named NewTicker.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { PackageModel } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';

export function callsByName(model: PackageModel): ReadonlyMap<string, readonly Place[]> {
  const places = new Map<string, Place[]>();
  for (const [file, { tree }] of model.files.entries()) {
    for (const node of tree.nodesOfKind(Kind.CallExpression, Kind.TypeConversionExpression)) {
      const isCall = tree.kindOf(node) === Kind.CallExpression;
      const name = nameAtEnd(tree, tree.childByField(node, isCall ? Field.Function : Field.Type));
      if (name === '') continue;
      const found = places.get(name);
      if (found === undefined) places.set(name, [{ file, node }]);
      else found.push({ file, node });
    }
  }
  return places;
}

/** `Do` of `c.Do`, `(c.Do)` and `c.Do[int]`; `''` for what has no name. */
function nameAtEnd(tree: SyntaxTree, callee: NodeId): string {
  switch (tree.kindOf(callee)) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
      return tree.textOf(callee);
    case Kind.SelectorExpression:
      return tree.textOf(tree.childByField(callee, Field.Field));
    case Kind.QualifiedType:
      return tree.textOf(tree.childByField(callee, Field.Name));
    case Kind.ParenthesizedExpression:
      return nameAtEnd(tree, tree.firstNamedChild(callee));
    case Kind.IndexExpression:
      return nameAtEnd(tree, tree.childByField(callee, Field.Operand));
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return nameAtEnd(tree, tree.childByField(callee, Field.Type));
    default:
      return '';
  }
}
