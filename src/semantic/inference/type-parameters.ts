/**
 * The constraints of type parameters, as far as methods are selected from them. Sets of types (`~[]E`, `A | B`) have no
 * methods and are unknown here.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { receiverType, receiverTypeArguments } from '../names/receiver.ts';
import type { FileId } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { substitute, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { treeOf } from './model.ts';

/** The interface that constrains the type parameter which `name` stands for at the node. */
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
  const tree = treeOf(inference.model, file);
  const constraint = tree.childByField(parameter, Field.Type);
  const parts = constraint === NO_NODE ? [] : tree.namedChildren(constraint);
  const [only] = parts;
  const isInterface = only !== undefined && parts.length === 1 && tree.kindOf(only) !== Kind.NegatedType;
  return isInterface ? inference.typeFromNode(file, constraint) : UNKNOWN;
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
