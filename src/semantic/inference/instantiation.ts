/**
 * Type arguments of generic calls: those written, and by unification with the arguments, as far as that is plain.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import { bindingsOf } from '../types/type-table.ts';
import type { Signature, Type } from '../types/type.ts';
import { substitute, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { treeOf } from './model.ts';
import { defaultType } from './symbol-types.ts';

/** The result types of a call, with type parameters replaced; those that cannot be inferred become unknown. */
export function instantiateResults(
  inference: Inference,
  file: FileId,
  call: NodeId,
  signature: Signature,
): readonly Type[] {
  if (signature.typeParameters.length === 0) return signature.results;
  const bindings = new Map<string, Type>();
  writtenArguments(inference, file, call).forEach((type, index) => {
    const name = signature.typeParameters[index];
    if (name !== undefined) bindings.set(name, type);
  });
  const args = argumentTypes(inference, file, call);
  signature.parameters.forEach((parameter, index) => {
    const variadic = signature.variadic && index === signature.parameters.length - 1;
    const expected = variadic && parameter.kind === 'slice' ? parameter.element : parameter;
    const actual = args[index];
    if (actual !== undefined) unify(inference, expected, actual, bindings, 0);
  });
  for (const name of signature.typeParameters) if (!bindings.has(name)) bindings.set(name, UNKNOWN);
  return signature.results.map(type => substitute(type, bindings));
}

/** One for each parameter: in `f(g())` the results of g are the arguments. */
function argumentTypes(inference: Inference, file: FileId, call: NodeId): readonly Type[] {
  const types = inference.argumentsAt(file, call).map(arg => inference.typeAt(file, arg));
  const [first] = types;
  return types.length === 1 && first?.kind === 'tuple' ? first.elements : types;
}

/** A generic function with the type arguments that an index or instantiation expression writes; others are unknown. */
export function instantiatedFunction(inference: Inference, file: FileId, node: NodeId, type: Type): Type {
  if (type.kind !== 'func') return UNKNOWN;
  const args = argumentsOfInstantiation(inference, file, node).map(arg => inference.typeFromNode(file, arg));
  const instance = substitute(type, bindingsOf(type.typeParameters, args));
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
    tree.kindOf(call) === Kind.CallExpression
      ? tree.childByField(call, Field.Function)
      : tree.childByField(call, Field.Type);
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

const MAX_DEPTH = 16;

/** Binds the type parameters in `expected` so that it becomes `actual`; the first binding of a name stays. */
function unify(inference: Inference, expected: Type, actual: Type, bindings: Map<string, Type>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (expected.kind === 'parameter') {
    const type = defaultType(actual);
    if (!bindings.has(expected.name) && type.kind !== 'unknown') bindings.set(expected.name, type);
    return;
  }
  const next = (inner: Type, other: Type): void => {
    unify(inference, inner, other, bindings, depth + 1);
  };
  if (expected.kind === 'named') {
    if (actual.kind === 'named')
      expected.args.forEach((arg, index) => {
        next(arg, actual.args[index] ?? UNKNOWN);
      });
    return;
  }
  const shape = actual.kind === 'named' ? inference.table.underlying(actual) : actual;
  unifyParts(expected, shape, next);
}

function unifyParts(expected: Type, actual: Type, next: (inner: Type, other: Type) => void): void {
  switch (expected.kind) {
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan':
      if (actual.kind === expected.kind) next(expected.element, actual.element);
      return;
    case 'map':
      if (actual.kind !== 'map') return;
      next(expected.key, actual.key);
      next(expected.element, actual.element);
      return;
    case 'func':
      if (actual.kind !== 'func') return;
      expected.parameters.forEach((type, index) => {
        next(type, actual.parameters[index] ?? UNKNOWN);
      });
      expected.results.forEach((type, index) => {
        next(type, actual.results[index] ?? UNKNOWN);
      });
      return;
    default:
      return;
  }
}
