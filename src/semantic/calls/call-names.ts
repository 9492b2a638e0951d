/**
 * Calls by the name at their end, from syntax and the binding of names alone, so that whoever looks for `time.NewTicker`
 * resolves only the calls of something named NewTicker.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { PackageModel } from '../inference/model.ts';
import { symbolAt } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';

export interface CallNames {
  readonly byName: ReadonlyMap<string, readonly Place[]>;
  /** The calls of what a local variable holds. */
  readonly ofLocals: readonly Place[];
}

export function callNames(model: PackageModel): CallNames {
  const byName = new Map<string, Place[]>();
  const ofLocals: Place[] = [];
  for (const [file, { tree }] of model.files.entries()) {
    for (const node of tree.nodesOfKind(Kind.CallExpression, Kind.TypeConversionExpression)) {
      const isCall = tree.kindOf(node) === Kind.CallExpression;
      const end = nameAtEnd(tree, tree.childByField(node, isCall ? Field.Function : Field.Type));
      if (end === NO_NODE) continue;
      const name = tree.textOf(end);
      const found = byName.get(name);
      if (found === undefined) byName.set(name, [{ file, node }]);
      else found.push({ file, node });
      if (symbolAt(model, file, end)?.role === 'local') ofLocals.push({ file, node });
    }
  }
  return { byName, ofLocals };
}

/** `Do` of `c.Do`, `(c.Do)` and `c.Do[int]`; {@link NO_NODE} for what has no name. */
function nameAtEnd(tree: SyntaxTree, callee: NodeId): NodeId {
  switch (tree.kindOf(callee)) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
      return callee;
    case Kind.SelectorExpression:
      return tree.childByField(callee, Field.Field);
    case Kind.QualifiedType:
      return tree.childByField(callee, Field.Name);
    case Kind.ParenthesizedExpression:
    case Kind.ParenthesizedType:
      return nameAtEnd(tree, tree.firstNamedChild(callee));
    case Kind.IndexExpression:
      return nameAtEnd(tree, tree.childByField(callee, Field.Operand));
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return nameAtEnd(tree, tree.childByField(callee, Field.Type));
    default:
      return NO_NODE;
  }
}
