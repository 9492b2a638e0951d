/**
 * The type that a shift takes from the code around it.
 *
 * An untyped constant that is shifted by a count which is no constant takes the type that it would have if it stood
 * alone in the place of the shift (Go specification, "Operators"): in `x & (1<<n)` that of x, in `f(1<<n)` that of the
 * parameter. Here is only asked what that place wants; which shifts ask is decided with the types of expressions.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { dereferenced, UNKNOWN } from '../types/type.ts';
import { signatureOfCallee } from './callee.ts';
import type { Inference } from './inference.ts';
import { parametersFor } from './instantiation.ts';
import { treeOf } from './model.ts';
import { isUntyped } from './operands.ts';
import { COMPARISONS, SHIFTS } from './operators.ts';
import { signatureOf } from './type-nodes.ts';

const ARITHMETIC_SIGNS = new Set(['+', '-', '^']);

/** Undefined if the code around has no type to give, so that the default type is left. */
export function typeFromContext(inference: Inference, file: FileId, shift: NodeId): Type | undefined {
  const tree = treeOf(inference.model, file);
  let at = shift;
  for (let parent = tree.parentOf(at); ; at = parent, parent = tree.parentOf(at)) {
    if (isTransparent(tree, parent)) continue;
    if (tree.kindOf(parent) !== Kind.BinaryExpression) return given(inference, expectedIn(inference, file, parent, at));
    const operator = operatorOf(tree, parent);
    const isLeft = tree.fieldOf(at) === Field.Left;
    if (SHIFTS.has(operator)) {
      if (isLeft) continue;
      return undefined;
    }
    const other = typedOperand(inference, file, tree.childByField(parent, isLeft ? Field.Right : Field.Left));
    if (other !== undefined || COMPARISONS.has(operator)) return given(inference, other);
  }
}

const operatorOf = (tree: SyntaxTree, node: NodeId): string => tree.textOf(tree.childByField(node, Field.Operator));

/** Whether an expression has the type of its only operand. */
function isTransparent(tree: SyntaxTree, node: NodeId): boolean {
  const kind = tree.kindOf(node);
  if (kind === Kind.ParenthesizedExpression) return true;
  return kind === Kind.UnaryExpression && ARITHMETIC_SIGNS.has(operatorOf(tree, node));
}

/** An interface takes the default type. */
function given(inference: Inference, type: Type | undefined): Type | undefined {
  if (type === undefined || isUntyped(type)) return undefined;
  return inference.table.underlying(type).kind === 'interface' ? undefined : type;
}

/** The type of the first typed operand of arithmetic. The types of untyped shifts are not asked for: they may ask back. */
function typedOperand(inference: Inference, file: FileId, node: NodeId): Type | undefined {
  const tree = treeOf(inference.model, file);
  const pending = [node];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (isTransparent(tree, at)) {
      pending.push(tree.namedChildren(at).at(-1) ?? NO_NODE);
    } else if (tree.kindOf(at) === Kind.BinaryExpression) {
      if (!SHIFTS.has(operatorOf(tree, at))) pending.push(tree.childByField(at, Field.Right));
      pending.push(tree.childByField(at, Field.Left));
    } else {
      const type = inference.typeAt(file, at);
      if (!isUntyped(type)) return type;
    }
  }
  return undefined;
}

/** The type of the place at which an expression stands in what is around it. */
function expectedIn(inference: Inference, file: FileId, parent: NodeId, at: NodeId): Type | undefined {
  const tree = treeOf(inference.model, file);
  switch (tree.kindOf(parent)) {
    case Kind.ExpressionList:
      return expectedInList(inference, file, parent, tree.namedChildren(parent).indexOf(at));
    case Kind.ArgumentList:
      return expectedArgument(inference, file, tree.parentOf(parent), tree.namedChildren(parent).indexOf(at));
    case Kind.TypeConversionExpression:
      return expectedArgument(inference, file, parent, 0);
    case Kind.LiteralElement:
      return expectedElement(inference, file, parent);
    case Kind.IndexExpression: {
      const container = inference.underlyingAt(file, tree.childByField(parent, Field.Operand));
      return container.kind === 'map' ? container.key : undefined;
    }
    case Kind.SendStatement: {
      const channel = inference.underlyingAt(file, tree.childByField(parent, Field.Channel));
      return channel.kind === 'chan' ? channel.element : UNKNOWN;
    }
    default:
      return undefined;
  }
}

function expectedInList(inference: Inference, file: FileId, list: NodeId, index: number): Type | undefined {
  const tree = treeOf(inference.model, file);
  const statement = tree.parentOf(list);
  switch (tree.kindOf(statement)) {
    case Kind.AssignmentStatement: {
      const target = tree.namedChildren(tree.childByField(statement, Field.Left))[index] ?? NO_NODE;
      return tree.textOf(target) === '_' ? undefined : inference.typeAt(file, target);
    }
    case Kind.VarSpec: {
      const type = tree.childByField(statement, Field.Type);
      return type === NO_NODE ? undefined : inference.typeFromNode(file, type);
    }
    case Kind.ReturnStatement: {
      const fn = tree.ancestorOfKind(list, Kind.FuncLiteral, Kind.FunctionDeclaration, Kind.MethodDeclaration);
      return signatureOf(inference, file, fn).results[index];
    }
    case Kind.ExpressionCase: {
      const tag = tree.childByField(tree.parentOf(statement), Field.Value);
      return tag === NO_NODE ? undefined : inference.typeAt(file, tag);
    }
    default:
      return undefined;
  }
}

function expectedArgument(inference: Inference, file: FileId, call: NodeId, index: number): Type | undefined {
  const callee = inference.calleeAt(file, call);
  const args = inference.argumentsAt(file, call);
  if (callee.kind === 'conversion') return callee.type;
  if (callee.kind === 'builtin') {
    const slice = callee.name === 'append' ? inference.underlyingAt(file, args[0] ?? NO_NODE) : undefined;
    return slice?.kind === 'slice' ? slice.element : undefined;
  }
  const signature = signatureOfCallee(inference, file, call);
  if (signature === undefined) return UNKNOWN;
  const type = parametersFor(signature, args.length)[index] ?? UNKNOWN;
  // A type parameter of the callee is inferred from the default type.
  return signature.typeParameters.some(({ name }) => type.kind === 'parameter' && name === type.name)
    ? undefined
    : type;
}

function expectedElement(inference: Inference, file: FileId, element: NodeId): Type | undefined {
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(element);
  const keyed = tree.kindOf(parent) === Kind.KeyedElement ? parent : NO_NODE;
  const literal = keyed === NO_NODE ? parent : tree.parentOf(keyed);
  const container = inference.table.underlying(dereferenced(inference.typeAt(file, literal)));
  const isKey = tree.fieldOf(element) === Field.Key;
  switch (container.kind) {
    case 'map':
      return isKey ? container.key : container.element;
    case 'slice':
    case 'array':
      return isKey ? undefined : container.element;
    case 'struct': {
      const name = keyed === NO_NODE ? undefined : tree.textOf(tree.childByField(keyed, Field.Key));
      const position = tree.namedChildren(literal).indexOf(element);
      return (
        container.fields.find((field, index) => (name === undefined ? index === position : field.name === name))
          ?.type ?? UNKNOWN
      );
    }
    default:
      return UNKNOWN;
  }
}
