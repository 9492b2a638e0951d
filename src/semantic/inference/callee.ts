/**
 * Classification of `x(y)`: a call, a conversion or a builtin, and of what.
 *
 * Syntax alone cannot tell: `handlers[name](ctx)` comes out of the grammar as a conversion and `(*T)(x)` as a call.
 * The resolved symbol decides.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import type { Member } from '../types/members.ts';
import { parseType } from '../types/type-text.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import type { PackageModel } from './model.ts';
import { symbolAt, treeOf } from './model.ts';
import { underlyingType } from './type-parameters.ts';
import type { QualifiedName } from './selectors.ts';

export type Callee =
  | { readonly kind: 'conversion'; readonly type: Type }
  /** `len`, `append`, …, and the functions of package unsafe, `unsafe.Slice`. */
  | { readonly kind: 'builtin'; readonly name: string }
  /**
   * A declared function or method. `key` is the summary's key; `signature` is undefined where there is no source;
   * `dynamic` if it is called through an interface, whose method `key` then names.
   */
  | {
      readonly kind: 'function';
      readonly key: string;
      readonly signature: Signature | undefined;
      readonly dynamic: boolean;
      /** `T.M(x, …)`: the receiver is the first argument. */
      readonly methodExpression: boolean;
    }
  | { readonly kind: 'literal'; readonly node: NodeId; readonly signature: Signature }
  /** A function value: a variable, field, parameter, element or result. */
  | { readonly kind: 'value'; readonly type: Type; readonly symbol: GoSymbol | undefined }
  | { readonly kind: 'unknown' };

const UNKNOWN_CALLEE: Callee = { kind: 'unknown' };

export function resolveCallee(inference: Inference, file: FileId, node: NodeId): Callee {
  const tree = treeOf(inference.model, file);
  if (tree.kindOf(node) === Kind.CallExpression) {
    return calleeOfExpression(inference, file, tree.childByField(node, Field.Function));
  }
  return calleeOfExpression(inference, file, convertedTypeNode(tree, node));
}

/** The type of a conversion. The grammar takes the star of `*(*T)(x)` for a part of it. */
export function convertedTypeNode(tree: SyntaxTree, conversion: NodeId): NodeId {
  let type = tree.childByField(conversion, Field.Type);
  while (tree.kindOf(type) === Kind.PointerType) type = tree.firstNamedChild(type);
  return type;
}

/** How many stars stand before a conversion: `*(*T)(x)` has one, `(*T)(x)` none. */
export function dereferencesOfConversion({ model }: Inference, file: FileId, conversion: NodeId): number {
  const tree = treeOf(model, file);
  let stars = 0;
  for (let type = tree.childByField(conversion, Field.Type); tree.kindOf(type) === Kind.PointerType; stars++) {
    type = tree.firstNamedChild(type);
  }
  return stars;
}

export function argumentNodes(model: PackageModel, file: FileId, node: NodeId): readonly NodeId[] {
  const tree = treeOf(model, file);
  if (tree.kindOf(node) === Kind.TypeConversionExpression) return [tree.childByField(node, Field.Operand)];
  const list = tree.childByField(node, Field.Arguments);
  return list === NO_NODE ? [] : tree.namedChildren(list);
}

function calleeOfExpression(inference: Inference, file: FileId, node: NodeId): Callee {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
    case Kind.ParenthesizedType:
      return calleeOfExpression(inference, file, tree.firstNamedChild(node));
    case Kind.Identifier:
    case Kind.TypeIdentifier:
      return calleeOfSymbol(inference, file, node);
    case Kind.SelectorExpression:
    case Kind.QualifiedType:
      return calleeOfSelector(inference, file, node);
    case Kind.FuncLiteral:
      return { kind: 'literal', node, signature: asSignature(inference.typeAt(file, node)) };
    case Kind.IndexExpression:
      return calleeOfIndex(inference, file, node, tree.childByField(node, Field.Operand));
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return calleeOfIndex(inference, file, node, tree.childByField(node, Field.Type));
    case Kind.UnaryExpression:
      // `(*p.T)(nil)` of a package without source is most often a conversion.
      if (!denotesType(inference, file, node) && inference.typeAt(file, node).kind === 'unknown') return UNKNOWN_CALLEE;
      return calleeOfValue(inference, file, node);
    case Kind.CallExpression:
    // `f[T](x)`, which looks like one.
    case Kind.TypeConversionExpression:
    case Kind.TypeAssertionExpression:
      return calleeOfValue(inference, file, node);
    default:
      return denotesType(inference, file, node)
        ? { kind: 'conversion', type: inference.typeFromNode(file, node) }
        : UNKNOWN_CALLEE;
  }
}

function calleeOfValue(inference: Inference, file: FileId, node: NodeId): Callee {
  return denotesType(inference, file, node)
    ? { kind: 'conversion', type: inference.typeFromNode(file, node) }
    : { kind: 'value', type: inference.typeAt(file, node), symbol: undefined };
}

function calleeOfSymbol(inference: Inference, file: FileId, node: NodeId): Callee {
  const symbol = symbolAt(inference.model, file, node);
  switch (symbol?.kind) {
    case 'type':
      return { kind: 'conversion', type: inference.typeNamedBy(symbol) };
    case 'builtin':
      return { kind: 'builtin', name: symbol.name };
    case 'function':
      return declared(`${symbol.path}.${symbol.name}`, inference.typeOfSymbol(symbol));
    case 'variable':
      return { kind: 'value', type: inference.typeOfSymbol(symbol), symbol };
    default:
      return UNKNOWN_CALLEE;
  }
}

function declared(key: string, type: Type): Callee {
  const signature = type.kind === 'func' ? type : undefined;
  return { kind: 'function', key, signature, dynamic: false, methodExpression: false };
}

function calleeOfSelector(inference: Inference, file: FileId, node: NodeId): Callee {
  const selected = inference.selectorAt(file, node);
  if (selected === undefined) return methodWithoutSource(inference, file, node);
  if (selected.kind === 'qualified') return calleeOfQualified(inference, selected);
  if (selected.kind === 'field') return { kind: 'value', type: selected.type, symbol: undefined };
  const tree = treeOf(inference.model, file);
  return calleeOfMethod(selected, denotesType(inference, file, tree.childByField(node, Field.Operand)));
}

/** A method that the effect tables know, of a type whose package has no source. */
function methodWithoutSource(inference: Inference, file: FileId, node: NodeId): Callee {
  const tree = treeOf(inference.model, file);
  const type = dereferenced(inference.table.unaliased(inference.typeAt(file, tree.childByField(node, Field.Operand))));
  if (type.kind !== 'named' || inference.table.lookup(type) !== undefined) return UNKNOWN_CALLEE;
  const name = tree.textOf(tree.childByField(node, Field.Field));
  const keys = [`${type.path}.(*${type.name}).${name}`, `${type.path}.${type.name}.${name}`];
  const key = keys.find(candidate => inference.model.effects.has(candidate));
  return key === undefined ? UNKNOWN_CALLEE : declaredByEffects(inference, key);
}

/** What the effect tables know of a function without source is its signature, at most. */
function declaredByEffects({ model }: Inference, key: string): Callee {
  return declared(key, parseType(model.effects.of(key).type ?? '?'));
}

function calleeOfMethod(method: Member & { kind: 'method' }, methodExpression: boolean): Callee {
  return { kind: 'function', key: method.key, signature: method.type, dynamic: method.dynamic, methodExpression };
}

function calleeOfQualified(inference: Inference, { path, name, of }: QualifiedName): Callee {
  if (path === 'C') {
    return inference.model.effects.has(`C.${name}`) ? declaredByEffects(inference, `C.${name}`) : UNKNOWN_CALLEE;
  }
  const type = inference.importedType(path, name);
  switch (of) {
    case 'type':
      return { kind: 'conversion', type };
    case 'variable':
      return { kind: 'value', type, symbol: undefined };
    case 'constant':
      return UNKNOWN_CALLEE;
    case 'function':
    case 'unknown':
      if (path === 'unsafe') return { kind: 'builtin', name: `unsafe.${name}` };
      return declared(`${path}.${name}`, type);
  }
}

/** `x[i](y)`: an instantiated function or type, or an element that is a function. */
function calleeOfIndex(inference: Inference, file: FileId, node: NodeId, base: NodeId): Callee {
  const callee = calleeOfExpression(inference, file, base);
  if (callee.kind === 'function' || callee.kind === 'literal') return callee;
  if (callee.kind === 'conversion') return { kind: 'conversion', type: inference.typeFromNode(file, node) };
  if (callee.kind !== 'value') return UNKNOWN_CALLEE;
  const container = inference.table.underlying(callee.type);
  const type =
    container.kind === 'map' || container.kind === 'slice' || container.kind === 'array' ? container.element : UNKNOWN;
  return { kind: 'value', type, symbol: undefined };
}

/** Whether an expression or type node denotes a type. False where a package without source could decide. */
export function denotesType(inference: Inference, file: FileId, node: NodeId): boolean {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
      return symbolAt(inference.model, file, node)?.kind === 'type';
    case Kind.SelectorExpression:
    case Kind.QualifiedType: {
      const selected = inference.selectorAt(file, node);
      return selected?.kind === 'qualified' && selected.of === 'type';
    }
    // The argument of `new(*p)` may be an expression that looks like a type.
    case Kind.PointerType:
    case Kind.ParenthesizedExpression:
    case Kind.ParenthesizedType:
      return denotesType(inference, file, tree.firstNamedChild(node));
    case Kind.UnaryExpression:
      return (
        tree.textOf(tree.childByField(node, Field.Operator)) === '*' &&
        denotesType(inference, file, tree.childByField(node, Field.Operand))
      );
    case Kind.IndexExpression:
      return denotesType(inference, file, tree.childByField(node, Field.Operand));
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return denotesType(inference, file, tree.childByField(node, Field.Type));
    case Kind.SliceType:
    case Kind.ArrayType:
    case Kind.MapType:
    case Kind.ChannelType:
    case Kind.FunctionType:
    case Kind.StructType:
    case Kind.InterfaceType:
      return true;
    default:
      return false;
  }
}

function asSignature(type: Type): Signature {
  return type.kind === 'func' ? type : NO_SIGNATURE;
}

const NO_SIGNATURE: Signature = { kind: 'func', typeParameters: [], parameters: [], results: [], variadic: false };

/** The signature of what the call at `node` calls, builtins apart; undefined where it is not known. */
export function signatureOfCallee(inference: Inference, file: FileId, node: NodeId): Signature | undefined {
  const callee = inference.calleeAt(file, node);
  switch (callee.kind) {
    case 'function':
    case 'literal':
      return callee.signature;
    case 'value': {
      const type = underlyingType(inference, file, node, callee.type);
      return type.kind === 'func' ? type : undefined;
    }
    default:
      return undefined;
  }
}
