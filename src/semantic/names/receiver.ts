/**
 * The receiver of a method declaration, read from its syntax.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';

/** `importPath.Name`, `importPath.(*T).M` or `importPath.T.M`. */
export function functionKey(tree: SyntaxTree, declaration: NodeId, path: string, name: string): string {
  const list = tree.childByField(declaration, Field.Receiver);
  if (list === NO_NODE) return `${path}.${name}`;
  const receiver = receiverType(tree, list);
  return receiver.pointer ? `${path}.(*${receiver.name}).${name}` : `${path}.${receiver.name}.${name}`;
}

/** The type name of a method's receiver and whether it is a pointer. */
export function receiverType(tree: SyntaxTree, list: NodeId): { name: string; pointer: boolean } {
  let pointer = false;
  let node = tree.childByField(tree.firstNamedChild(list), Field.Type);
  for (;;) {
    const kind = tree.kindOf(node);
    if (kind === Kind.PointerType) pointer = true;
    if (kind === Kind.PointerType || kind === Kind.ParenthesizedType) node = tree.firstNamedChild(node);
    else if (kind === Kind.GenericType) node = tree.childByField(node, Field.Type);
    else return { name: node === NO_NODE ? '' : tree.textOf(node), pointer };
  }
}

/** The identifiers that a generic receiver `(s *Set[K, V])` declares as type parameters. */
export function receiverTypeArguments(tree: SyntaxTree, list: NodeId): NodeId[] {
  if (list === NO_NODE) return [];
  return [...tree.descendantsOfKind(list, Kind.TypeArguments)].flatMap(args => [
    ...tree.descendantsOfKind(args, Kind.TypeIdentifier),
  ]);
}
