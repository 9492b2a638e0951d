/**
 * How the value of an expression is used by the code just around it: the vocabulary in which escape, the channel
 * model and obligations ask where a value goes.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';

export type UseKind =
  /** `x.f`, read or written through; `node` is the selector. */
  | 'field'
  /** `x.M(…)`; `node` is the call. */
  | 'method'
  /** `x.M` as a value; `node` is the selector. */
  | 'method-value'
  /** `x(…)` */
  | 'called'
  /** `f(x)`; `node` is the call, `index` the argument's. */
  | 'argument'
  /** `len(x)`, `close(x)`, …; `name` is the builtin, `node` the call, `index` the argument's. */
  | 'builtin'
  /** `T(x)`; `node` is the conversion. */
  | 'converted'
  /** Written to: `x = …`, `x++`; `node` is the statement. */
  | 'assigned'
  /** `y := x`, `y = x`, `var y = x` for a plain identifier y; `target` is it. */
  | 'alias'
  /** `s.f = x`, `m[k] = x`, `*p = x`; `target` is the left side. */
  | 'stored'
  /** An element or field of a composite literal; `node` is the literal. */
  | 'literal'
  /** `return …, x`; `index` is the result's. */
  | 'returned'
  /** `ch <- x` */
  | 'sent'
  /** `x <- v` */
  | 'send'
  /** `<-x`; `node` is the receive expression. */
  | 'receive'
  /** `for … range x`; `node` is the ForStatement. */
  | 'ranged'
  /** `&x` */
  | 'address'
  | 'dereferenced'
  /** `x[i]` */
  | 'indexed'
  /** `m[x]` */
  | 'index'
  /** `x[i:j]` */
  | 'sliced'
  | 'asserted'
  /** An operand of `==`, `<`, `+`, …; `node` is the expression. */
  | 'operand'
  | 'condition'
  /** `_ = x` */
  | 'discarded'
  | 'other';

export interface Use {
  readonly kind: UseKind;
  /** The expression whose value is used. */
  readonly at: Place;
  /** The construct that uses it; see {@link UseKind}. */
  readonly node: NodeId;
  readonly index?: number;
  readonly name?: string;
  readonly target?: NodeId;
}

/** How the value of the expression at `at` is used. Parentheses do not count. */
export function useOf(inference: Inference, at: Place): Use {
  const tree = treeOf(inference.model, at.file);
  const node = withParentheses(tree, at.node);
  const parent = tree.parentOf(node);
  const use = (kind: UseKind, details: Partial<Use> = {}): Use => ({ kind, at, node: parent, ...details });
  switch (tree.kindOf(parent)) {
    case Kind.SelectorExpression:
      return selectorUse(inference, at, parent);
    case Kind.CallExpression:
      return use('called');
    case Kind.VariadicArgument:
      return argumentUse(inference, at, parent);
    case Kind.ArgumentList:
      return argumentUse(inference, at, node);
    case Kind.TypeConversionExpression:
      return conversionUse(inference, at, parent);
    case Kind.IncStatement:
    case Kind.DecStatement:
      return use('assigned');
    case Kind.ExpressionList:
      return listedUse(tree, at, node, parent);
    case Kind.LiteralElement:
    case Kind.KeyedElement:
      return use('literal', { node: literalAround(tree, parent) });
    case Kind.SendStatement:
      return use(tree.fieldOf(node) === Field.Channel ? 'send' : 'sent');
    case Kind.UnaryExpression:
      return unaryUse(tree, at, parent);
    case Kind.RangeClause:
      return use('ranged', { node: tree.parentOf(parent) });
    case Kind.IndexExpression:
      return use(tree.fieldOf(node) === Field.Operand ? 'indexed' : 'index');
    case Kind.SliceExpression:
      return use(tree.fieldOf(node) === Field.Operand ? 'sliced' : 'other');
    case Kind.TypeAssertionExpression:
    case Kind.TypeSwitchStatement:
      return use('asserted');
    case Kind.BinaryExpression:
      return use('operand');
    case Kind.IfStatement:
    case Kind.ForStatement:
    case Kind.ForClause:
    case Kind.ExpressionSwitchStatement:
      return use('condition');
    default:
      return use('other');
  }
}

function selectorUse(inference: Inference, at: Place, selector: NodeId): Use {
  const tree = treeOf(inference.model, at.file);
  const name = tree.textOf(tree.childByField(selector, Field.Field));
  const member = inference.selectorAt(at.file, selector);
  const parent = tree.parentOf(selector);
  const isCalled = isCallee(tree, selector);
  if (member?.kind === 'method') {
    return isCalled ? { kind: 'method', at, node: parent, name } : { kind: 'method-value', at, node: selector, name };
  }
  // A member that is not known may be a method as well as a field.
  if (member === undefined && isCalled) return { kind: 'method', at, node: parent, name };
  return { kind: 'field', at, node: selector, name };
}

function argumentUse(inference: Inference, at: Place, argument: NodeId): Use {
  const tree = treeOf(inference.model, at.file);
  const list = tree.parentOf(argument);
  const call = tree.parentOf(list);
  const index = tree.namedChildren(list).indexOf(argument);
  const callee = inference.calleeAt(at.file, call);
  // What package unsafe makes of a value still shares its memory, as an unknown function may.
  if (callee.kind === 'builtin' && !callee.name.startsWith('unsafe.'))
    return { kind: 'builtin', at, node: call, index, name: callee.name };
  return { kind: callee.kind === 'conversion' ? 'converted' : 'argument', at, node: call, index };
}

/** What the syntax takes for a conversion may be a call of an element or of an instantiated function. */
function conversionUse(inference: Inference, at: Place, node: NodeId): Use {
  const isConversion = inference.calleeAt(at.file, node).kind === 'conversion';
  return { kind: isConversion ? 'converted' : 'argument', at, node, index: 0 };
}

function literalAround(tree: SyntaxTree, element: NodeId): NodeId {
  return tree.ancestorOfKind(element, Kind.CompositeLiteral);
}

function unaryUse(tree: SyntaxTree, at: Place, node: NodeId): Use {
  switch (tree.textOf(tree.childByField(node, Field.Operator))) {
    case '<-':
      return { kind: 'receive', at, node };
    case '&':
      return { kind: 'address', at, node };
    case '*':
      return { kind: 'dereferenced', at, node };
    default:
      return { kind: 'operand', at, node };
  }
}

function listedUse(tree: SyntaxTree, at: Place, node: NodeId, list: NodeId): Use {
  const statement = tree.parentOf(list);
  switch (tree.kindOf(statement)) {
    case Kind.ReturnStatement:
      return { kind: 'returned', at, node: statement, index: indexIn(tree, list, node) };
    case Kind.AssignmentStatement:
    case Kind.ShortVarDeclaration:
      if (tree.fieldOf(list) === Field.Left) return { kind: 'assigned', at, node: statement };
      return assignedUse(tree, at, statement, targetOf(tree, statement, list, node));
    case Kind.VarSpec:
      return assignedUse(tree, at, statement, tree.childrenByField(statement, Field.Name)[indexIn(tree, list, node)]);
    case Kind.ReceiveStatement:
    case Kind.RangeClause:
      return { kind: tree.fieldOf(list) === Field.Left ? 'assigned' : 'other', at, node: statement };
    case Kind.TypeSwitchStatement:
      return { kind: 'asserted', at, node: statement };
    case Kind.ExpressionCase:
      return { kind: 'operand', at, node: statement };
    default:
      return { kind: 'other', at, node: statement };
  }
}

const indexIn = (tree: SyntaxTree, list: NodeId, node: NodeId): number => tree.namedChildren(list).indexOf(node);

function targetOf(tree: SyntaxTree, statement: NodeId, list: NodeId, node: NodeId): NodeId | undefined {
  return tree.namedChildren(tree.childByField(statement, Field.Left))[indexIn(tree, list, node)];
}

function assignedUse(tree: SyntaxTree, at: Place, node: NodeId, target: NodeId | undefined): Use {
  if (target === undefined || target === NO_NODE) return { kind: 'other', at, node };
  if (tree.textOf(target) === '_') return { kind: 'discarded', at, node, target };
  return { kind: tree.kindOf(target) === Kind.Identifier ? 'alias' : 'stored', at, node, target };
}

/** Whether an `index` use is the key of a new element, `m[x] = v`: the map keeps it. */
export function isKeyOfStore(inference: Inference, { at, node }: Use): boolean {
  const tree = treeOf(inference.model, at.file);
  const list = tree.parentOf(withParentheses(tree, node));
  if (tree.kindOf(list) !== Kind.ExpressionList || tree.fieldOf(list) !== Field.Left) return false;
  return inference.underlyingAt(at.file, tree.childByField(node, Field.Operand)).kind === 'map';
}
