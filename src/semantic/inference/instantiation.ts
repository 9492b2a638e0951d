/**
 * Type arguments of generic calls: those written, and by unification with the arguments, which `unification.ts` does.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { substitute, UNKNOWN } from '../types/type.ts';
import { convertedTypeNode } from './callee.ts';
import type { Inference } from './inference.ts';
import { treeOf } from './model.ts';
import { Unification } from './unification.ts';

/** The result types of a call, with type parameters replaced; those that cannot be inferred become unknown. */
export function instantiateResults(
  inference: Inference,
  file: FileId,
  call: NodeId,
  signature: Signature,
): readonly Type[] {
  if (signature.typeParameters.length === 0) return signature.results;
  const unification = new Unification(inference.table, signature, writtenArguments(inference, file, call));
  inferFromCall(inference, file, call, signature, unification);
  return signature.results.map(type => substitute(type, completed(signature, unification)));
}

function inferFromCall(
  inference: Inference,
  file: FileId,
  call: NodeId,
  signature: Signature,
  unification: Unification,
): void {
  const args = argumentTypes(inference, file, call);
  const isSpread = spreadsLast(inference, file, call);
  unification.infer(isSpread ? signature.parameters : parametersFor(signature, args.length), args);
}

/** What cannot be inferred is unknown, and no type parameter of the code around the call. */
function completed({ typeParameters }: Signature, { bindings }: Unification): ReadonlyMap<string, Type> {
  return new Map(typeParameters.map(({ name }) => [name, bindings.get(name) ?? UNKNOWN]));
}

/** `f(xs...)` */
function spreadsLast(inference: Inference, file: FileId, call: NodeId): boolean {
  const last = inference.argumentsAt(file, call).at(-1) ?? NO_NODE;
  return treeOf(inference.model, file).kindOf(last) === Kind.VariadicArgument;
}

/** The parameter types that `count` arguments meet. */
export function parametersFor({ parameters, variadic }: Signature, count: number): readonly Type[] {
  const last = parameters.at(-1);
  if (!variadic || last?.kind !== 'slice') return parameters;
  const plain = parameters.slice(0, -1);
  return [...plain, ...Array.from({ length: Math.max(count - plain.length, 0) }, () => last.element)];
}

/** One for each parameter: in `f(g())` the results of g are the arguments. */
function argumentTypes(inference: Inference, file: FileId, call: NodeId): readonly Type[] {
  const types = inference.argumentsAt(file, call).map(arg => inference.typeAt(file, arg));
  const [first] = types;
  return types.length === 1 && first?.kind === 'tuple' ? first.elements : types;
}

/**
 * A generic function with the type arguments that an index or instantiation expression writes; those that it leaves out
 * come from the arguments if it is called at once, and are unknown else.
 */
export function instantiatedFunction(inference: Inference, file: FileId, node: NodeId, type: Type): Type {
  if (type.kind !== 'func') return UNKNOWN;
  const tree = treeOf(inference.model, file);
  const args = argumentsOfInstantiation(inference, file, node).map(arg => inference.typeFromNode(file, arg));
  const unification = new Unification(inference.table, type, args);
  if (args.length < type.typeParameters.length && tree.fieldOf(node) === Field.Function) {
    inferFromCall(inference, file, tree.parentOf(node), type, unification);
  } else {
    unification.infer([], []);
  }
  const instance = substitute(type, completed(type, unification));
  return instance.kind === 'func' ? { ...instance, typeParameters: [] } : UNKNOWN;
}

function writtenArguments(inference: Inference, file: FileId, call: NodeId): readonly Type[] {
  const tree = treeOf(inference.model, file);
  const direct = tree.childByField(call, Field.TypeArguments);
  const nodes = direct === NO_NODE ? indexedArguments(inference, file, call) : tree.namedChildren(direct);
  return nodes.map(node => inference.typeFromNode(file, node));
}

/** `f[int](x)` comes out of the grammar as a call of an index or instantiation expression, or as a conversion. */
function indexedArguments(inference: Inference, file: FileId, call: NodeId): readonly NodeId[] {
  const tree = treeOf(inference.model, file);
  const callee =
    tree.kindOf(call) === Kind.CallExpression ? tree.childByField(call, Field.Function) : convertedTypeNode(tree, call);
  return argumentsOfInstantiation(inference, file, callee);
}

function argumentsOfInstantiation(inference: Inference, file: FileId, callee: NodeId): readonly NodeId[] {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(callee)) {
    case Kind.IndexExpression:
      return [tree.childByField(callee, Field.Index)];
    case Kind.TypeInstantiationExpression:
      return tree.namedChildren(callee).slice(1);
    case Kind.GenericType:
      return tree.namedChildren(tree.childByField(callee, Field.TypeArguments));
    default:
      return [];
  }
}
