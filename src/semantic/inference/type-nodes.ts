/**
 * Type expressions to types.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import type { DeclaredTypeParameter, InterfaceMethod, Signature, StructField, Term, Type } from '../types/type.ts';
import { basic, BYTE, EMPTY_INTERFACE, ERROR, named, RUNE, sliceOf, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { symbolAt, treeOf } from './model.ts';

/** The type that a type expression denotes; unknown for anything else. */
export function typeFromNode(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.TypeIdentifier:
    case Kind.Identifier:
      return typeOfName(inference, file, node);
    case Kind.QualifiedType:
      return qualifiedType(
        inference,
        file,
        tree.childByField(node, Field.Package),
        tree.childByField(node, Field.Name),
      );
    case Kind.SelectorExpression:
      return qualifiedType(
        inference,
        file,
        tree.childByField(node, Field.Operand),
        tree.childByField(node, Field.Field),
      );
    case Kind.GenericType:
      return genericType(inference, file, node);
    case Kind.IndexExpression:
      return instantiated(inference, file, tree.childByField(node, Field.Operand), [
        tree.childByField(node, Field.Index),
      ]);
    case Kind.TypeInstantiationExpression:
      return instantiated(inference, file, tree.childByField(node, Field.Type), tree.namedChildren(node).slice(1));
    case Kind.PointerType:
    case Kind.UnaryExpression:
      return { kind: 'pointer', element: typeFromNode(inference, file, tree.firstNamedChild(node)) };
    case Kind.TypeElem:
    case Kind.TypeConstraint:
      return constraintType(inference, file, node);
    case Kind.ParenthesizedType:
    case Kind.ParenthesizedExpression:
      return typeFromNode(inference, file, tree.firstNamedChild(node));
    default:
      return typeLiteral(inference, file, node);
  }
}

/** `[]T`, `map[K]V`, `struct{…}` and the other types that are written out. */
function typeLiteral(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const inner = (field: number): Type => typeFromNode(inference, file, tree.childByField(node, field));
  switch (tree.kindOf(node)) {
    case Kind.SliceType:
      return sliceOf(inner(Field.Element));
    case Kind.ArrayType:
      return { kind: 'array', element: inner(Field.Element), length: arrayLength(inference, file, node) };
    case Kind.ImplicitLengthArrayType:
      return { kind: 'array', element: inner(Field.Element), length: undefined };
    case Kind.MapType:
      return { kind: 'map', key: inner(Field.Key), element: inner(Field.Value) };
    case Kind.ChannelType:
      return { kind: 'chan', direction: channelDirection(tree, node), element: inner(Field.Value) };
    case Kind.FunctionType:
    case Kind.FuncLiteral:
      return signatureOf(inference, file, node);
    case Kind.StructType:
      return structType(inference, file, node);
    case Kind.InterfaceType:
      return interfaceType(inference, file, node);
    default:
      return UNKNOWN;
  }
}

function typeOfName(inference: Inference, file: FileId, node: NodeId): Type {
  const symbol = symbolAt(inference.model, file, node);
  return symbol?.kind === 'type' ? inference.typeNamedBy(symbol) : UNKNOWN;
}

/** The type that a type symbol stands for. */
export function typeNamedBy(inference: Inference, symbol: GoSymbol): Type {
  const { name, path, declaration } = symbol;
  if (path === '') return predeclaredType(name);
  if (declaration === undefined) return named(path, name);
  const tree = treeOf(inference.model, declaration.file);
  const parent = tree.kindOf(tree.parentOf(declaration.node));
  if (parent === Kind.TypeParameterDeclaration) return { kind: 'parameter', name };
  if (tree.ancestorOfKind(declaration.node, Kind.TypeArguments) !== NO_NODE) return { kind: 'parameter', name };
  return named(path, symbol.owner === undefined ? name : localTypeName(name, declaration.node, declaration.file));
}

/** Types declared in functions need names of their own; no identifier of Go holds an `@`. */
export function localTypeName(name: string, node: NodeId, file: FileId): string {
  return `${name}@${file}_${node}`;
}

function predeclaredType(name: string): Type {
  switch (name) {
    case 'any':
      return EMPTY_INTERFACE;
    case 'comparable':
      return { ...EMPTY_INTERFACE, comparable: true };
    case 'error':
      return ERROR;
    case 'byte':
      return BYTE;
    case 'rune':
      return RUNE;
    default:
      return basic(name);
  }
}

function qualifiedType(inference: Inference, file: FileId, packageNode: NodeId, nameNode: NodeId): Type {
  const symbol = symbolAt(inference.model, file, packageNode);
  if (symbol?.kind !== 'package' || nameNode === NO_NODE) return UNKNOWN;
  const name = treeOf(inference.model, file).textOf(nameNode);
  if (symbol.path === 'unsafe' && name === 'Pointer') return basic('unsafe.Pointer');
  return symbol.path === 'C' ? UNKNOWN : named(symbol.path, name);
}

function genericType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const args = tree.childByField(node, Field.TypeArguments);
  return instantiated(inference, file, tree.childByField(node, Field.Type), tree.namedChildren(args));
}

function instantiated(inference: Inference, file: FileId, base: NodeId, args: readonly NodeId[]): Type {
  const type = typeFromNode(inference, file, base);
  if (type.kind !== 'named') return UNKNOWN;
  return { ...type, args: args.map(arg => typeFromNode(inference, file, arg)) };
}

function arrayLength(inference: Inference, file: FileId, node: NodeId): number | undefined {
  const length = treeOf(inference.model, file).childByField(node, Field.Length);
  const value = length === NO_NODE ? undefined : inference.constantAt(file, length);
  return typeof value === 'number' ? value : undefined;
}

function channelDirection(tree: SyntaxTree, node: NodeId): 'both' | 'send' | 'receive' {
  const text = tree.text.slice(tree.startOf(node), tree.startOf(tree.childByField(node, Field.Value)));
  if (text.startsWith('<-')) return 'receive';
  return text.includes('<-') ? 'send' : 'both';
}

/** The signature of a declaration, literal, function type or interface method. A receiver is left out. */
export function signatureOf(inference: Inference, file: FileId, node: NodeId): Signature {
  const tree = treeOf(inference.model, file);
  const parameterNodes = tree.namedChildren(tree.childByField(node, Field.Parameters));
  const parameters = parameterNodes.flatMap(parameter => parameterTypes(inference, file, parameter));
  const last = parameterNodes.at(-1);
  const typeParameters = tree.childByField(node, Field.TypeParameters);
  return {
    kind: 'func',
    typeParameters: typeParameters === NO_NODE ? [] : declaredTypeParameters(inference, file, typeParameters),
    parameters,
    results: resultTypes(inference, file, tree.childByField(node, Field.Result)),
    variadic: last !== undefined && tree.kindOf(last) === Kind.VariadicParameterDeclaration,
  };
}

function declaredTypeParameters(inference: Inference, file: FileId, list: NodeId): DeclaredTypeParameter[] {
  const tree = treeOf(inference.model, file);
  return tree.namedChildren(list).flatMap(declaration => {
    const constraint = typeFromNode(inference, file, tree.childByField(declaration, Field.Type));
    return tree.childrenByField(declaration, Field.Name).map(name => ({ name: tree.textOf(name), constraint }));
  });
}

export function typeParameterNames(tree: SyntaxTree, list: NodeId): string[] {
  return tree.namedChildren(list).flatMap(p => tree.childrenByField(p, Field.Name).map(name => tree.textOf(name)));
}

function parameterTypes(inference: Inference, file: FileId, node: NodeId): Type[] {
  const tree = treeOf(inference.model, file);
  const type = typeFromNode(inference, file, tree.childByField(node, Field.Type));
  const each = tree.kindOf(node) === Kind.VariadicParameterDeclaration ? sliceOf(type) : type;
  const names = tree.childrenByField(node, Field.Name);
  return names.length === 0 ? [each] : names.map(() => each);
}

function resultTypes(inference: Inference, file: FileId, node: NodeId): Type[] {
  if (node === NO_NODE) return [];
  const tree = treeOf(inference.model, file);
  if (tree.kindOf(node) !== Kind.ParameterList) return [typeFromNode(inference, file, node)];
  return tree.namedChildren(node).flatMap(result => parameterTypes(inference, file, result));
}

function structType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const list = tree.childOfKind(node, Kind.FieldDeclarationList);
  const fields: StructField[] = [];
  for (const declaration of list === NO_NODE ? [] : tree.namedChildren(list)) {
    const typeNode = tree.childByField(declaration, Field.Type);
    const type = typeFromNode(inference, file, typeNode);
    const names = tree.childrenByField(declaration, Field.Name);
    if (names.length === 0) fields.push(embeddedField(tree, declaration, typeNode, type));
    for (const name of names) fields.push({ name: tree.textOf(name), type, embedded: false });
  }
  return { kind: 'struct', fields };
}

/** An embedded field is named by its type without package, pointer or type arguments. */
function embeddedField(tree: SyntaxTree, declaration: NodeId, typeNode: NodeId, type: Type): StructField {
  const pointer = tree.text.startsWith('*', tree.startOf(declaration));
  const text = tree.textOf(typeNode).replace(/\[[^]*$/, '');
  const name = text.slice(text.lastIndexOf('.') + 1).replace(/^\*/, '');
  return { name, type: pointer && type.kind !== 'pointer' ? { kind: 'pointer', element: type } : type, embedded: true };
}

function interfaceType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const methods: InterfaceMethod[] = [];
  const embedded: Type[] = [];
  const unions: Term[][] = [];
  for (const element of tree.namedChildren(node)) {
    if (tree.kindOf(element) === Kind.MethodElem) {
      const name = tree.textOf(tree.childByField(element, Field.Name));
      methods.push({ name, type: signatureOf(inference, file, element) });
    } else if (tree.kindOf(element) === Kind.TypeElem) {
      const terms = termsOf(inference, file, element);
      const [only] = terms;
      if (terms.length === 1 && only?.tilde === false) embedded.push(only.type);
      else unions.push(terms);
    }
  }
  return { ...EMPTY_INTERFACE, methods, embedded, unions };
}

/** A constraint as it stands in a list of type parameters: an interface, or short for one: `~[]E`, `A | B`. */
function constraintType(inference: Inference, file: FileId, node: NodeId): Type {
  const terms = termsOf(inference, file, node);
  const [only] = terms;
  return terms.length === 1 && only?.tilde === false ? only.type : { ...EMPTY_INTERFACE, unions: [terms] };
}

function termsOf(inference: Inference, file: FileId, node: NodeId): Term[] {
  const tree = treeOf(inference.model, file);
  return tree.namedChildren(node).map(part => {
    const tilde = tree.kindOf(part) === Kind.NegatedType;
    return { tilde, type: typeFromNode(inference, file, tilde ? tree.firstNamedChild(part) : part) };
  });
}
