/**
 * Structs that a function makes and in which it keeps something: which field an element of a literal fills, and which
 * variable holds the struct that a store goes to.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { soleValue, valueAssignedAt } from '../value-flow/sole-value.ts';
import { useOf } from '../value-flow/use.ts';
import type { Members } from './action.ts';

/** The field of a struct that the element at `at` of a composite literal is put in; undefined in other literals. */
export function fieldOfElement(inference: Inference, at: Place, literal: NodeId): string | undefined {
  const tree = treeOf(inference.model, at.file);
  const body = tree.childByField(literal, Field.Body);
  const type = inference.underlyingAt(at.file, literal);
  const element = childAround(tree, body, at.node);
  if (type.kind !== 'struct' || element === NO_NODE) return undefined;
  if (tree.kindOf(element) === Kind.KeyedElement) return tree.textOf(tree.childByField(element, Field.Key));
  return type.fields[tree.namedChildren(body).indexOf(element)]?.name;
}

/** The child of `parent` in which a node lies; none if it lies in a literal within that. */
function childAround(tree: SyntaxTree, parent: NodeId, node: NodeId): NodeId {
  let at = node;
  for (let up = tree.parentOf(at); up !== parent; up = tree.parentOf(at)) {
    if (up === NO_NODE || tree.kindOf(up) === Kind.LiteralValue) return NO_NODE;
    at = up;
  }
  return at;
}

/** A local variable that holds a struct made by the function, and the members that lead to what is stored into. */
export interface FreshStruct {
  readonly symbol: GoSymbol;
  readonly members: Members;
}

export function freshStruct(inference: Inference, fn: GoFunction, target: Place): FreshStruct | undefined {
  const { file } = target;
  const tree = treeOf(inference.model, file);
  const members: string[] = [];
  let { node } = target;
  while (tree.kindOf(node) === Kind.SelectorExpression) {
    members.unshift(tree.textOf(tree.childByField(node, Field.Field)));
    node = tree.childByField(node, Field.Operand);
  }
  const symbol = tree.kindOf(node) === Kind.Identifier ? symbolAt(inference.model, file, node) : undefined;
  if (symbol === undefined || members.length === 0 || symbol.owner !== fn) return undefined;
  return isMadeHere(inference, symbol) ? { symbol, members } : undefined;
}

function isMadeHere(inference: Inference, symbol: GoSymbol): boolean {
  if (symbol.role !== 'local' || symbol.declaration === undefined) return false;
  if (valueAssignedAt(inference, symbol.declaration) === 'none') return isUnassignedStruct(inference, symbol);
  const value = soleValue(inference, symbol);
  if (value === undefined) return false;
  const tree = treeOf(inference.model, value.file);
  const isAddress = tree.kindOf(value.node) === Kind.UnaryExpression;
  const made = isAddress ? tree.childByField(value.node, Field.Operand) : value.node;
  if (tree.kindOf(made) === Kind.CompositeLiteral) return true;
  if (tree.kindOf(made) !== Kind.CallExpression || isAddress) return false;
  const callee = inference.calleeAt(value.file, made);
  return callee.kind === 'builtin' && callee.name === 'new';
}

/** `var s T` for a struct, never assigned as a whole. */
function isUnassignedStruct(inference: Inference, symbol: GoSymbol): boolean {
  if (inference.table.underlying(inference.typeOfSymbol(symbol)).kind !== 'struct') return false;
  return symbol.uses.every(at => useOf(inference, at).kind !== 'assigned');
}
