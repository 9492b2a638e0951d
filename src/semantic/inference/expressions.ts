/**
 * The types of expressions.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import { printType } from '../types/type-text.ts';
import type { Type } from '../types/type.ts';
import { basic, BOOL, BYTE, dereferenced, pointerTo, resultType, sliceOf, STRING, UNKNOWN } from '../types/type.ts';
import { builtinType } from './builtins.ts';
import { denotesType, dereferencesOfConversion, signatureOfCallee } from './callee.ts';
import type { Inference } from './inference.ts';
import { constantKey } from './constants.ts';
import { instantiatedFunction, instantiateResults } from './instantiation.ts';
import { symbolAt, treeOf } from './model.ts';
import { isUntyped, operandType } from './operands.ts';
import { COMPARISONS, SHIFTS } from './operators.ts';
import { typeFromContext } from './shift-context.ts';

export function expressionType(inference: Inference, file: FileId, node: NodeId): Type {
  if (node === NO_NODE) return UNKNOWN;
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.Identifier:
    case Kind.TypeIdentifier:
    case Kind.PackageIdentifier:
    case Kind.Nil:
    case Kind.True:
    case Kind.False:
    case Kind.Iota:
      return nameType(inference, file, node);
    case Kind.ParenthesizedExpression:
    case Kind.LiteralElement:
    case Kind.VariadicArgument:
    case Kind.TypeElem:
      return inference.typeAt(file, tree.firstNamedChild(node));
    case Kind.SelectorExpression:
    case Kind.QualifiedType:
      return selectorType(inference, file, node);
    case Kind.CallExpression:
    case Kind.TypeConversionExpression:
      return callType(inference, file, node);
    case Kind.IndexExpression:
      return indexType(inference, file, node);
    case Kind.GenericType:
    case Kind.TypeInstantiationExpression:
      return instantiationType(inference, file, node);
    case Kind.SliceExpression:
      return sliceType(inference, file, node);
    case Kind.TypeAssertionExpression:
      return inference.typeFromNode(file, tree.childByField(node, Field.Type));
    case Kind.CompositeLiteral:
      return compositeType(inference, file, node);
    case Kind.LiteralValue:
      return elidedType(inference, file, node);
    case Kind.PointerType:
      return pointedType(inference, file, node, tree.firstNamedChild(node));
    case Kind.UnaryExpression:
      return unaryType(inference, file, node);
    case Kind.BinaryExpression:
      return binaryType(inference, file, node);
    default:
      return LITERALS.get(tree.kindOf(node)) ?? inference.typeFromNode(file, node);
  }
}

const LITERALS: ReadonlyMap<number, Type> = new Map([
  [Kind.IntLiteral, basic('untyped int')],
  [Kind.FloatLiteral, basic('untyped float')],
  [Kind.ImaginaryLiteral, basic('untyped complex')],
  [Kind.RuneLiteral, basic('untyped rune')],
  [Kind.InterpretedStringLiteral, basic('untyped string')],
  [Kind.RawStringLiteral, basic('untyped string')],
]);

function nameType(inference: Inference, file: FileId, node: NodeId): Type {
  const symbol = symbolAt(inference.model, file, node);
  return symbol === undefined || symbol.kind === 'package' ? UNKNOWN : inference.typeOfSymbol(symbol);
}

function selectorType(inference: Inference, file: FileId, node: NodeId): Type {
  const selected = inference.selectorAt(file, node);
  if (selected === undefined) return UNKNOWN;
  if (selected.kind === 'qualified') return inference.importedType(selected.path, selected.name);
  if (selected.kind === 'field') return selected.type;
  const operand = treeOf(inference.model, file).childByField(node, Field.Operand);
  if (operand === NO_NODE || !denotesType(inference, file, operand)) return selected.type;
  // `T.M` takes its receiver first.
  return { ...selected.type, parameters: [inference.typeFromNode(file, operand), ...selected.type.parameters] };
}

function callType(inference: Inference, file: FileId, node: NodeId): Type {
  const callee = inference.calleeAt(file, node);
  if (callee.kind === 'builtin') return builtinType(inference, file, callee.name, inference.argumentsAt(file, node));
  return dereferencedConversion(inference, file, node, resultOfCall(inference, file, node));
}

function resultOfCall(inference: Inference, file: FileId, node: NodeId): Type {
  const callee = inference.calleeAt(file, node);
  if (callee.kind === 'conversion') return callee.type;
  const signature = signatureOfCallee(inference, file, node);
  return signature === undefined ? UNKNOWN : resultType(instantiateResults(inference, file, node, signature));
}

/** `*(*T)(x)` and `*f[T](x)` are one node: the conversion or call, and what its result points to. */
function dereferencedConversion(inference: Inference, file: FileId, node: NodeId, converted: Type): Type {
  let type = converted;
  for (let stars = dereferencesOfConversion(inference, file, node); stars > 0; stars--) {
    const pointer = inference.table.underlying(type);
    type = pointer.kind === 'pointer' ? pointer.element : UNKNOWN;
  }
  return type;
}

/** `f[int]` of a generic function f, or a generic type; `m[p.Name]` looks the same. */
function instantiationType(inference: Inference, file: FileId, node: NodeId): Type {
  if (denotesType(inference, file, node)) return inference.typeFromNode(file, node);
  const base = treeOf(inference.model, file).childByField(node, Field.Type);
  return elementType(inference, file, node, inference.underlyingAt(file, base));
}

function indexType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const operand = tree.childByField(node, Field.Operand);
  if (denotesType(inference, file, operand)) return inference.typeFromNode(file, node);
  const type = inference.typeAt(file, operand);
  if (type.kind !== 'parameter') return elementType(inference, file, node, inference.table.underlying(type));
  const underlying = inference.underlyingTypesAt(file, operand);
  return sharedType(underlying.map(alternative => elementType(inference, file, node, alternative)));
}

/** The type that all of them are; unknown if they differ. */
function sharedType(types: readonly Type[]): Type {
  const texts = new Set(types.map(printType));
  return texts.size === 1 ? (types[0] ?? UNKNOWN) : UNKNOWN;
}

/** What the index or instantiation expression `node` takes from an operand of the underlying type. */
function elementType(inference: Inference, file: FileId, node: NodeId, operand: Type): Type {
  const type = dereferencedArray(inference, operand);
  switch (type.kind) {
    case 'slice':
    case 'array':
    case 'map':
      return type.element;
    case 'basic':
      return type.name.endsWith('string') ? BYTE : UNKNOWN;
    case 'func':
      return instantiatedFunction(inference, file, node, type);
    default:
      return UNKNOWN;
  }
}

function dereferencedArray(inference: Inference, type: Type): Type {
  return type.kind === 'pointer' ? inference.table.underlying(type.element) : type;
}

function sliceType(inference: Inference, file: FileId, node: NodeId): Type {
  const operand = treeOf(inference.model, file).childByField(node, Field.Operand);
  const type = inference.typeAt(file, operand);
  const underlying = dereferencedArray(inference, inference.table.underlying(type));
  if (underlying.kind === 'array') return sliceOf(underlying.element);
  return isUntyped(type) ? STRING : type;
}

function compositeType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const written = tree.childByField(node, Field.Type);
  const type = inference.typeFromNode(file, written);
  if (type.kind !== 'array' || tree.kindOf(written) !== Kind.ImplicitLengthArrayType) return type;
  return { ...type, length: literalLength(inference, file, tree.childByField(node, Field.Body)) };
}

/** The length of `[...]T{…}`: one more than its largest index. */
function literalLength(inference: Inference, file: FileId, body: NodeId): number | undefined {
  const tree = treeOf(inference.model, file);
  let next = 0;
  let length = 0;
  for (const element of tree.namedChildren(body)) {
    if (tree.kindOf(element) === Kind.KeyedElement) {
      const key = constantKey(inference, file, tree.childByField(element, Field.Key));
      if (typeof key !== 'number') return undefined;
      next = key;
    }
    next++;
    length = Math.max(length, next);
  }
  return length;
}

/** `{…}` inside a composite literal: its type comes from the literal around it; a pointer element is taken at once. */
function elidedType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(node);
  if (tree.kindOf(parent) === Kind.CompositeLiteral) return inference.typeAt(file, parent);
  const isKey = tree.fieldOf(parent) === Field.Key;
  const outer = tree.ancestorOfKind(parent, Kind.LiteralValue);
  const container =
    outer === NO_NODE ? UNKNOWN : inference.table.underlying(dereferenced(inference.typeAt(file, outer)));
  if (container.kind === 'map') return isKey ? container.key : container.element;
  return container.kind === 'slice' || container.kind === 'array' ? container.element : UNKNOWN;
}

function unaryType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const operand = tree.childByField(node, Field.Operand);
  switch (tree.textOf(tree.childByField(node, Field.Operator))) {
    case '&':
      return pointerTo(inference.typeAt(file, operand));
    case '*':
      return pointedType(inference, file, node, operand);
    case '<-': {
      const type = inference.underlyingAt(file, operand);
      return type.kind === 'chan' ? type.element : UNKNOWN;
    }
    default:
      return inference.typeAt(file, operand);
  }
}

/** `*x` of a pointer x, or of a type. */
function pointedType(inference: Inference, file: FileId, node: NodeId, operand: NodeId): Type {
  if (denotesType(inference, file, operand)) return inference.typeFromNode(file, node);
  const type = inference.underlyingAt(file, operand);
  return type.kind === 'pointer' ? type.element : UNKNOWN;
}

function binaryType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (COMPARISONS.has(operator)) return BOOL;
  if (SHIFTS.has(operator)) return shiftType(inference, file, node);
  return operandType(inference, file, chainedOperands(tree, node));
}

function shiftType(inference: Inference, file: FileId, node: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const operand = tree.childByField(node, Field.Left);
  const type = inference.typeAt(file, operand);
  if (!isUntyped(type)) return type;
  const isConstant = [operand, tree.childByField(node, Field.Right)].every(
    part => inference.exactConstantAt(file, part) !== undefined,
  );
  return isConstant ? type : (typeFromContext(inference, file, node) ?? type);
}

/** `a`, `b`, `c` of `a + b + c`: without recursion, since generated code joins thousands of strings. */
function chainedOperands(tree: SyntaxTree, node: NodeId): NodeId[] {
  const operands: NodeId[] = [];
  let at = node;
  while (tree.kindOf(at) === Kind.BinaryExpression) {
    const operator = tree.textOf(tree.childByField(at, Field.Operator));
    if (COMPARISONS.has(operator) || SHIFTS.has(operator)) break;
    operands.push(tree.childByField(at, Field.Right));
    at = tree.childByField(at, Field.Left);
  }
  return [at, ...operands.reverse()];
}
