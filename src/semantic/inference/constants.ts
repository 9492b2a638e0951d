/**
 * Constant expressions, as far as capacities, bounds, lengths and durations need them.
 *
 * Integers are exact while they are computed with; a result beyond 2^53, 104 days in nanoseconds, is unknown. So are
 * complex numbers.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import { sizeOf } from '../types/sizes.ts';
import { parseType } from '../types/type-text.ts';
import type { Type } from '../types/type.ts';
import { binaryValue, converted, extremum, unaryValue } from './constant-arithmetic.ts';
import type { ExactValue } from './constant-literals.ts';
import {
  exactValue,
  floatLiteral,
  integerLiteral,
  plainValue,
  runeLiteral,
  stringLiteral,
} from './constant-literals.ts';
import type { Inference } from './inference.ts';
import { symbolAt, treeOf } from './model.ts';
import { defaultType } from './symbol-types.ts';

export type ConstantValue = number | string | boolean;

/** The value of a constant expression; undefined if it is none or cannot be evaluated here. */
export function constantValue(inference: Inference, file: FileId, node: NodeId): ExactValue | undefined {
  return evaluate({ inference, file, valueOf: inner => inference.exactConstantAt(file, inner) }, node);
}

/** An expression of one file, and how the values of its parts are asked for. */
interface Evaluation {
  readonly inference: Inference;
  readonly file: FileId;
  readonly valueOf: (node: NodeId) => ExactValue | undefined;
  /** Present where an expression stands for a repetition of it in a later line of its `const` group. */
  readonly iota?: number;
}

function evaluate(evaluation: Evaluation, node: NodeId): ExactValue | undefined {
  const { inference, file, valueOf } = evaluation;
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.IntLiteral:
      return integerLiteral(tree.textOf(node));
    case Kind.FloatLiteral:
      return floatLiteral(tree.textOf(node));
    case Kind.RuneLiteral:
      return runeLiteral(tree.textOf(node));
    case Kind.InterpretedStringLiteral:
    case Kind.RawStringLiteral:
      return stringLiteral(tree.textOf(node));
    case Kind.ParenthesizedExpression:
    case Kind.LiteralElement:
      return valueOf(tree.firstNamedChild(node));
    case Kind.Identifier:
    case Kind.True:
    case Kind.False:
      return constantOfSymbol(inference, symbolAt(inference.model, file, node));
    case Kind.Iota:
      return valueOfIota(evaluation, node);
    case Kind.SelectorExpression:
      return qualifiedConstant(inference, file, node);
    case Kind.UnaryExpression:
      return unary(evaluation, node);
    case Kind.BinaryExpression:
      return binary(evaluation, node);
    case Kind.CallExpression:
    case Kind.TypeConversionExpression:
      return conversion(evaluation, node);
    default:
      return undefined;
  }
}

/** The value of a key of an array literal; asked before its names are bound, since that takes the literal's type. */
export function constantKey(inference: Inference, file: FileId, key: NodeId): ConstantValue | undefined {
  const inner = treeOf(inference.model, file).firstNamedChild(key);
  const symbol = inference.model.bindings[file]?.literalKeys.get(inner);
  return symbol === undefined ? inference.constantAt(file, inner) : plainValue(constantOfSymbol(inference, symbol));
}

function constantOfSymbol(inference: Inference, symbol: GoSymbol | undefined): ExactValue | undefined {
  if (symbol?.kind !== 'constant') return undefined;
  if (symbol.path === '') return symbol.name === 'true' ? true : symbol.name === 'false' ? false : undefined;
  if (symbol.declaration === undefined) return importedConstant(inference, symbol.path, symbol.name);
  const { file, node } = symbol.declaration;
  const tree = treeOf(inference.model, file);
  const spec = tree.parentOf(node);
  const specs = tree.namedChildren(tree.parentOf(spec));
  const position = specs.indexOf(spec);
  const written = specs.slice(0, position + 1).findLast(before => tree.childByField(before, Field.Value) !== NO_NODE);
  if (written === undefined) return undefined;
  const index = tree.childrenByField(spec, Field.Name).indexOf(node);
  const value = tree.namedChildren(tree.childByField(written, Field.Value))[index];
  if (value === undefined) return undefined;
  const result =
    written === spec ? inference.exactConstantAt(file, value) : repeatedConstant(inference, file, value, position);
  const type = tree.childByField(written, Field.Type);
  return type === NO_NODE ? result : converted(inference.table.underlying(inference.typeFromNode(file, type)), result);
}

/** A spec without values repeats the expressions of the last one that has some, with its own iota. */
function repeatedConstant(inference: Inference, file: FileId, value: NodeId, iota: number): ExactValue | undefined {
  const evaluation: Evaluation = { inference, file, iota, valueOf: inner => evaluate(evaluation, inner) };
  return evaluate(evaluation, value);
}

/** Position of the spec in its `const` group; a declared name may hide it. */
function valueOfIota({ inference, file, iota }: Evaluation, node: NodeId): ExactValue | undefined {
  const symbol = symbolAt(inference.model, file, node);
  if (symbol !== undefined && symbol.path !== '') return constantOfSymbol(inference, symbol);
  if (iota !== undefined) return BigInt(iota);
  const tree = treeOf(inference.model, file);
  const spec = tree.ancestorOfKind(node, Kind.ConstSpec);
  return spec === NO_NODE ? undefined : BigInt(tree.namedChildren(tree.parentOf(spec)).indexOf(spec));
}

function qualifiedConstant(inference: Inference, file: FileId, node: NodeId): ExactValue | undefined {
  const tree = treeOf(inference.model, file);
  const symbol = symbolAt(inference.model, file, tree.childByField(node, Field.Operand));
  if (symbol?.kind !== 'package') return undefined;
  return importedConstant(inference, symbol.path, tree.textOf(tree.childByField(node, Field.Field)));
}

function importedConstant(inference: Inference, path: string, name: string): ExactValue | undefined {
  const constants = inference.model.declarations.of(path)?.constants;
  const fact = constants !== undefined && Object.hasOwn(constants, name) ? constants[name] : undefined;
  if (typeof fact?.value !== 'number') return exactValue(fact?.value, false);
  return exactValue(fact.value, isFloat(inference.table.underlying(parseType(fact.type))));
}

const isFloat = (type: Type): boolean => type.kind === 'basic' && type.name.includes('float');

function unary({ inference, file, valueOf }: Evaluation, node: NodeId): ExactValue | undefined {
  const tree = treeOf(inference.model, file);
  const operand = tree.childByField(node, Field.Operand);
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (operator === '&' || operator === '*' || operator === '<-') return undefined;
  return unaryValue(operator, valueOf(operand), inference.underlyingAt(file, operand));
}

function binary({ inference, file, valueOf }: Evaluation, node: NodeId): ExactValue | undefined {
  const tree = treeOf(inference.model, file);
  if (isLongChain(tree, node)) return undefined;
  const left = valueOf(tree.childByField(node, Field.Left));
  if (left === undefined) return undefined;
  const right = valueOf(tree.childByField(node, Field.Right));
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  return binaryValue(operator, left, right, () => inference.underlyingAt(file, node));
}

/** More operands than any capacity or duration has; generated code joins thousands of strings. */
const MAX_OPERANDS = 32;

function isLongChain(tree: SyntaxTree, node: NodeId): boolean {
  let at = node;
  for (let length = 0; tree.kindOf(at) === Kind.BinaryExpression; length++) {
    if (length > MAX_OPERANDS) return true;
    at = tree.childByField(at, Field.Left);
  }
  return false;
}

/** `time.Duration(5)`, and what predeclared functions make of constants. */
function conversion(evaluation: Evaluation, node: NodeId): ExactValue | undefined {
  const { inference, file, valueOf } = evaluation;
  const callee = inference.calleeAt(file, node);
  const args = inference.argumentsAt(file, node);
  const [first] = args;
  if (first === undefined) return undefined;
  if (callee.kind === 'conversion') return converted(inference.table.underlying(callee.type), valueOf(first));
  return callee.kind === 'builtin' ? builtinValue(evaluation, callee.name, first, args) : undefined;
}

function builtinValue(
  { inference, file, valueOf }: Evaluation,
  name: string,
  first: NodeId,
  args: readonly NodeId[],
): ExactValue | undefined {
  switch (name) {
    case 'len':
    case 'cap': {
      const text = valueOf(first);
      return typeof text === 'string' ? BigInt(text.length) : exactValue(arrayLength(inference, file, first), false);
    }
    case 'min':
    case 'max':
      return extremum(name, args.map(valueOf));
    case 'unsafe.Sizeof':
      return exactValue(sizeOf(inference.table, defaultType(inference.typeAt(file, first))), false);
    default:
      return undefined;
  }
}

/** The length of an array is constant if nothing is called or received to get the array. */
function arrayLength(inference: Inference, file: FileId, node: NodeId): number | undefined {
  const tree = treeOf(inference.model, file);
  for (const inner of tree.descendantsOfKind(node, Kind.CallExpression, Kind.UnaryExpression)) {
    if (inner !== NO_NODE) return undefined;
  }
  const type = inference.underlyingAt(file, node);
  const array = type.kind === 'pointer' ? inference.table.underlying(type.element) : type;
  return array.kind === 'array' ? array.length : undefined;
}
