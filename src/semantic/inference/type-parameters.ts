/**
 * The constraints of the type parameters in scope.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { receiverType, receiverTypeArguments } from '../names/receiver.ts';
import type { FileId } from '../names/symbol.ts';
import { coreType } from '../types/type-sets.ts';
import type { Type } from '../types/type.ts';
import { substitute, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { treeOf } from './model.ts';

/** The type behind names and aliases; of a type parameter in scope at the node, what its constraint leaves. */
export function underlyingType(inference: Inference, file: FileId, node: NodeId, type: Type): Type {
  if (type.kind !== 'parameter') return inference.table.underlying(type);
  return coreType(inference.table, constraintOf(inference, file, node, type.name));
}

/** What constrains the type parameter which `name` stands for at the node. */
export function constraintOf(inference: Inference, file: FileId, node: NodeId, name: string): Type {
  const tree = treeOf(inference.model, file);
  for (const declaration of tree.ancestors(node)) {
    const kind = tree.kindOf(declaration);
    if (kind === Kind.MethodDeclaration) return constraintOfReceiver(inference, file, declaration, name);
    if (kind !== Kind.FunctionDeclaration && kind !== Kind.TypeSpec && kind !== Kind.TypeAlias) continue;
    const parameter = typeParameters(tree, declaration).find(found => found.name === name);
    if (parameter !== undefined) return constraintType(inference, file, parameter.declaration);
  }
  return UNKNOWN;
}

function typeParameters(tree: SyntaxTree, declaration: NodeId): { name: string; declaration: NodeId }[] {
  const list = tree.childByField(declaration, Field.TypeParameters);
  if (list === NO_NODE) return [];
  return tree
    .namedChildren(list)
    .flatMap(inner =>
      tree.childrenByField(inner, Field.Name).map(name => ({ name: tree.textOf(name), declaration: inner })),
    );
}

function constraintType(inference: Inference, file: FileId, parameter: NodeId): Type {
  const constraint = treeOf(inference.model, file).childByField(parameter, Field.Type);
  return constraint === NO_NODE ? UNKNOWN : inference.typeFromNode(file, constraint);
}

/** A receiver names the parameters of its type anew: their constraints are given in the receiver's names. */
function constraintOfReceiver(inference: Inference, file: FileId, method: NodeId, name: string): Type {
  const tree = treeOf(inference.model, file);
  const receiver = tree.childByField(method, Field.Receiver);
  const names = receiverTypeArguments(tree, receiver).map(node => tree.textOf(node));
  const place = inference.model.scope.own(receiverType(tree, receiver).name)?.declaration;
  if (place === undefined) return UNKNOWN;
  const declaring = treeOf(inference.model, place.file);
  const parameters = typeParameters(declaring, declaring.parentOf(place.node));
  const parameter = parameters[names.indexOf(name)];
  if (parameter === undefined) return UNKNOWN;
  const renamed = parameters.map(({ name: own }, index): [string, Type] => {
    return [own, { kind: 'parameter', name: names[index] ?? own }];
  });
  return substitute(constraintType(inference, place.file, parameter.declaration), new Map(renamed));
}
