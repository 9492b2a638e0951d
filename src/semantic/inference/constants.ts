/**
 * Constant expressions, as far as capacities, bounds, lengths and durations need them.
 *
 * Integers are JavaScript numbers: exact to 2^53, which is 104 days in nanoseconds; what grows beyond that is still
 * right in its order of magnitude, and nothing here compares for equality at that size.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import type { Inference } from './inference.ts';
import { symbolAt, treeOf } from './model.ts';

export type ConstantValue = number | string | boolean;

/** The value of a constant expression; undefined if it is none or cannot be evaluated here. */
export function constantValue(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(node)) {
    case Kind.IntLiteral:
    case Kind.FloatLiteral:
      return numberLiteral(tree.textOf(node));
    case Kind.RuneLiteral:
      return runeLiteral(tree.textOf(node));
    case Kind.InterpretedStringLiteral:
    case Kind.RawStringLiteral:
      return tree.textOf(node).slice(1, -1);
    case Kind.ParenthesizedExpression:
    case Kind.LiteralElement:
      return inference.constantAt(file, tree.firstNamedChild(node));
    case Kind.Identifier:
    case Kind.True:
    case Kind.False:
      return constantOfSymbol(inference, symbolAt(inference.model, file, node));
    case Kind.Iota:
      return iotaAt(tree, node);
    case Kind.SelectorExpression:
      return qualifiedConstant(inference, file, node);
    case Kind.UnaryExpression:
      return unary(inference, file, node);
    case Kind.BinaryExpression:
      return binary(inference, file, node);
    case Kind.CallExpression:
    case Kind.TypeConversionExpression:
      return conversion(inference, file, node);
    default:
      return undefined;
  }
}

function numberLiteral(text: string): number | undefined {
  const digits = text.replaceAll('_', '').toLowerCase();
  const value = /^0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

function runeLiteral(text: string): number | undefined {
  const inner = text.slice(1, -1);
  return inner.startsWith('\\') ? undefined : inner.codePointAt(0);
}

function constantOfSymbol(inference: Inference, symbol: GoSymbol | undefined): ConstantValue | undefined {
  if (symbol?.kind !== 'constant') return undefined;
  if (symbol.path === '') return symbol.name === 'true' ? true : symbol.name === 'false' ? false : undefined;
  if (symbol.declaration === undefined) return importedConstant(inference, symbol.path, symbol.name);
  const { file, node } = symbol.declaration;
  const tree = treeOf(inference.model, file);
  const spec = tree.parentOf(node);
  const own = tree.childByField(spec, Field.Value);
  // A spec without values repeats the last one that had some, with another iota; only literal repeats are safe.
  if (own === NO_NODE) return undefined;
  const index = tree.childrenByField(spec, Field.Name).indexOf(node);
  const value = tree.namedChildren(own)[index];
  return value === undefined ? undefined : inference.constantAt(file, value);
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

function unary(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  const value = inference.constantAt(file, tree.childByField(node, Field.Operand));
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (typeof value === 'boolean') return operator === '!' ? !value : undefined;
  if (typeof value !== 'number') return undefined;
  return operator === '-' ? -value : operator === '+' ? value : undefined;
}

function binary(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  const tree = treeOf(inference.model, file);
  if (isLongChain(tree, node)) return undefined;
  const left = inference.constantAt(file, tree.childByField(node, Field.Left));
  const right = inference.constantAt(file, tree.childByField(node, Field.Right));
  const operator = tree.textOf(tree.childByField(node, Field.Operator));
  if (typeof left === 'string' && typeof right === 'string') return operator === '+' ? left + right : undefined;
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  const exact = isIntegerExpression(left, right);
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : exact ? Math.trunc(left / right) : left / right;
    case '%':
      return right === 0 ? undefined : left % right;
    case '<<':
      return left * 2 ** right;
    case '>>':
      return Math.floor(left / 2 ** right);
    default:
      return undefined;
  }
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

const isIntegerExpression = (left: number, right: number): boolean => Number.isInteger(left) && Number.isInteger(right);

/** `time.Duration(5)` and `len("constant")`. */
function conversion(inference: Inference, file: FileId, node: NodeId): ConstantValue | undefined {
  const callee = inference.calleeAt(file, node);
  const tree = treeOf(inference.model, file);
  const [argument] = inference.argumentsAt(file, node);
  if (argument === undefined) return undefined;
  if (callee.kind === 'conversion') {
    const underlying = inference.table.underlying(callee.type);
    return underlying.kind === 'basic' && underlying.name !== 'string'
      ? inference.constantAt(file, argument)
      : undefined;
  }
  if (callee.kind !== 'builtin' || callee.name !== 'len') return undefined;
  if (tree.kindOf(argument) !== Kind.InterpretedStringLiteral || tree.textOf(argument).includes('\\')) return undefined;
  return new TextEncoder().encode(tree.textOf(argument).slice(1, -1)).length;
}
