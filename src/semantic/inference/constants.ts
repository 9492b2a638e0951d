/**
 * Constant expressions, as far as capacities, bounds, lengths and durations need them.
 *
 * Integers are JavaScript numbers: exact to 2^53, which is 104 days in nanoseconds; what grows beyond that is still
 * right in its order of magnitude, and nothing here compares for equality at that size.
 */
import { SIMPLE_ESCAPES } from '../../base/go-string.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { symbolAt, treeOf } from './model.ts';

export type ConstantValue = number | string | boolean;

/** The value of a constant expression; undefined if it is none or cannot be evaluated here. */
export function constantValue(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  return evaluate({ inference, file, valueOf: inner => inference.constantAt(file, inner) }, node);
}

/** An expression of one file, and how the values of its parts are asked for. */
interface Evaluation {
  readonly inference: Inference;
  readonly file: FileId;
  readonly valueOf: (node: NodeId) => ConstantValue | undefined;
  /** Present where an expression stands for a repetition of it in a later line of its `const` group. */
  readonly iota?: number;
}

function evaluate(evaluation: Evaluation, node: NodeId): ConstantValue | undefined {
  const { inference, file, valueOf, iota } = evaluation;
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.IntLiteral:
    case Kind.FloatLiteral:
      return numberLiteral(tree.textOf(node));
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
      return iota ?? iotaAt(tree, node);
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
  return symbol === undefined ? inference.constantAt(file, inner) : constantOfSymbol(inference, symbol);
}

function numberLiteral(text: string): number | undefined {
  const digits = text.replaceAll('_', '').toLowerCase();
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

/** A string or rune literal without its quotes; undefined for the escapes that write bytes or code points as numbers. */
function stringLiteral(text: string): string | undefined {
  const inner = text.slice(1, -1);
  if (text.startsWith('`')) return inner.replaceAll('\r', '');
  if (!inner.includes('\\')) return inner;
  if (/\\[0-7xuU]/.test(inner.replaceAll('\\\\', ''))) return undefined;
  return inner.replaceAll(/\\(.)/g, (whole, escaped: string) => SIMPLE_ESCAPES[escaped] ?? whole);
}

const runeLiteral = (text: string): number | undefined => stringLiteral(text)?.codePointAt(0);

function constantOfSymbol(inference: Inference, symbol: GoSymbol | undefined): ConstantValue | undefined {
  if (symbol?.kind !== 'constant') return undefined;
  if (symbol.path === '') return symbol.name === 'true' ? true : symbol.name === 'false' ? false : undefined;
  if (symbol.declaration === undefined) return importedConstant(inference, symbol.path, symbol.name);
  const { file, node } = symbol.declaration;
  const tree = treeOf(inference.model, file);
  const spec = tree.parentOf(node);
  const own = tree.childByField(spec, Field.Value);
  const index = tree.childrenByField(spec, Field.Name).indexOf(node);
  if (own === NO_NODE) return repeatedConstant(inference, file, spec, index);
  const value = tree.namedChildren(own)[index];
  return value === undefined ? undefined : inference.constantAt(file, value);
}

/** A spec without values repeats the expressions of the last one that has some, with its own iota. */
function repeatedConstant(inference: Inference, file: FileId, spec: NodeId, index: number): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  const specs = tree.namedChildren(tree.parentOf(spec));
  const iota = specs.indexOf(spec);
  const values = specs.slice(0, iota).map(before => tree.childByField(before, Field.Value));
  const repeated = values.findLast(list => list !== NO_NODE) ?? NO_NODE;
  const value = repeated === NO_NODE ? undefined : tree.namedChildren(repeated)[index];
  if (value === undefined) return undefined;
  const evaluation: Evaluation = { inference, file, iota, valueOf: inner => evaluate(evaluation, inner) };
  return evaluate(evaluation, value);
}

/** Position of the spec in its `const` group. */
function iotaAt(tree: SyntaxTree, node: NodeId): number | undefined {
  const spec = tree.ancestorOfKind(node, Kind.ConstSpec);
  if (spec === NO_NODE) return undefined;
  return tree.namedChildren(tree.parentOf(spec)).indexOf(spec);
}

function qualifiedConstant(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  const symbol = symbolAt(inference.model, file, tree.childByField(node, Field.Operand));
  if (symbol?.kind !== 'package') return undefined;
  return importedConstant(inference, symbol.path, tree.textOf(tree.childByField(node, Field.Field)));
}

function importedConstant(inference: Inference, path: string, name: string): ConstantValue | undefined {
  const constants = inference.model.declarations.of(path)?.constants;
  return constants !== undefined && Object.hasOwn(constants, name) ? constants[name]?.value : undefined;
}

function unary({ inference, file, valueOf }: Evaluation, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  const value = valueOf(tree.childByField(node, Field.Operand));
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (typeof value === 'boolean') return operator === '!' ? !value : undefined;
  if (typeof value !== 'number') return undefined;
  return operator === '-' ? -value : operator === '+' ? value : undefined;
}

function binary({ inference, file, valueOf }: Evaluation, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  if (isLongChain(tree, node)) return undefined;
  const left = valueOf(tree.childByField(node, Field.Left));
  const right = valueOf(tree.childByField(node, Field.Right));
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  return arithmetic(operator, left, right, isFloat(inference, file, node));
}

function isFloat(inference: Inference, file: FileId, node: NodeId): boolean {
  const type = inference.underlyingAt(file, node);
  return type.kind === 'basic' && type.name.includes('float');
}

function arithmetic(operator: string, left: number, right: number, isFloat: boolean): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : isFloat ? left / right : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    case '&':
    case '|':
    case '^':
    case '&^':
      return bitwise(operator, left, right);
    default:
      return undefined;
  }
}

function bitwise(operator: string, left: number, right: number): number | undefined {
  if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right)) return undefined;
  const [a, b] = [BigInt(left), BigInt(right)];
  return Number(operator === '&' ? a & b : operator === '|' ? a | b : operator === '^' ? a ^ b : a & ~b);
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

/** `time.Duration(5)`, `len("constant")`, `len` of an array. */
function conversion({ inference, file, valueOf }: Evaluation, node: NodeId): ConstantValue | undefined {
  const callee = inference.calleeAt(file, node);
  const [argument] = inference.argumentsAt(file, node);
  if (argument === undefined) return undefined;
  if (callee.kind === 'conversion') return converted(inference.table.underlying(callee.type), valueOf(argument));
  if (callee.kind !== 'builtin' || (callee.name !== 'len' && callee.name !== 'cap')) return undefined;
  const text = valueOf(argument);
  if (typeof text === 'string') return new TextEncoder().encode(text).length;
  return arrayLength(inference, file, argument);
}

function converted(type: Type, value: ConstantValue | undefined): ConstantValue | undefined {
  if (type.kind !== 'basic') return undefined;
  // `string(65)` is "A".
  return type.name === 'string' && typeof value !== 'string' ? undefined : value;
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
