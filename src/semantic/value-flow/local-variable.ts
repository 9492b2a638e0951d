/**
 * Where a local variable gets its values and where it is read.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { type AssignedValue, assignedValue } from './assignment.ts';
import { useOf } from './use.ts';

export interface VariableContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
}

/** A place that gives a variable a value: `zero` is `var x T`, and a named result at the start. */
export interface Definition extends Partial<AssignedValue> {
  readonly kind: 'parameter' | 'assigned' | 'zero';
  readonly symbol: GoSymbol;
  /** The identifier that is assigned to or declared; of a named result also the ReturnStatement. */
  readonly at: Place;
}

export interface LocalVariable {
  readonly symbol: GoSymbol;
  /** The function whose variable it is. */
  readonly owner: GoFunction;
  /** The declaration first, then in the order of the source. */
  readonly definitions: readonly Definition[];
  /** Identifiers that read it, and for a named result the return statements without values. */
  readonly reads: readonly Place[];
  readonly isAddressTaken: boolean;
  /** The outermost function literals of the owner that read it. */
  readonly readingLiterals: ReadonlySet<NodeId>;
  readonly isAssignedInLiteral: boolean;
}

/** The accesses of a variable; undefined for a package-level one and what is no variable. */
export function localVariable(context: VariableContext, symbol: GoSymbol): LocalVariable | undefined {
  const { owner, declaration } = symbol;
  if (symbol.kind !== 'variable' || owner === undefined || declaration === undefined) return undefined;
  const definitions = [declared(context, symbol, declaration)];
  const reads: Place[] = [];
  const readingLiterals = new Set<NodeId>();
  let isAddressTaken = false;
  let isAssignedInLiteral = false;
  for (const place of symbol.uses) {
    const { kind } = useOf(context.inference, place);
    if (kind === 'address') isAddressTaken = true;
    const literal = literalAround(context, owner, place);
    if (kind === 'assigned') {
      if (literal !== NO_NODE) isAssignedInLiteral = true;
      definitions.push(definition(context, symbol, place));
    }
    if (kind === 'assigned' && !isUpdate(context, place)) continue;
    reads.push(place);
    if (literal !== NO_NODE) readingLiterals.add(literal);
  }
  if (symbol.role === 'result') addReturns(context, symbol, owner, definitions, reads);
  return { symbol, owner, definitions, reads, isAddressTaken, readingLiterals, isAssignedInLiteral };
}

function declared(context: VariableContext, symbol: GoSymbol, at: Place): Definition {
  switch (symbol.role) {
    case 'parameter':
    case 'receiver':
      return { kind: 'parameter', symbol, at };
    case 'result':
      return { kind: 'zero', symbol, at };
    default: {
      const assigned = assignedValue(treeOf(context.inference.model, at.file), at);
      return { kind: assigned === undefined ? 'zero' : 'assigned', symbol, at, ...assigned };
    }
  }
}

function definition({ inference }: VariableContext, symbol: GoSymbol, at: Place): Definition {
  return { kind: 'assigned', symbol, at, ...assignedValue(treeOf(inference.model, at.file), at) };
}

/** `x += y`, `x++`: the old value goes into the new one. */
function isUpdate({ inference }: VariableContext, { file, node }: Place): boolean {
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(withParentheses(tree, node));
  const kind = tree.kindOf(parent);
  if (kind === Kind.IncStatement || kind === Kind.DecStatement) return true;
  const statement = tree.parentOf(parent);
  if (tree.kindOf(statement) !== Kind.AssignmentStatement) return false;
  return tree.textOf(tree.childByField(statement, Field.Operator)) !== '=';
}

/** The outermost function literal of `owner` that the place lies in. */
function literalAround({ functions }: VariableContext, owner: GoFunction, place: Place): NodeId {
  let fn = functions.around(place);
  if (fn === owner) return NO_NODE;
  while (fn !== undefined && fn.parent !== owner) fn = fn.parent;
  return fn?.place.node ?? NO_NODE;
}

/** `return e` assigns the named result, `return` reads it. */
function addReturns(
  { inference, functions }: VariableContext,
  symbol: GoSymbol,
  owner: GoFunction,
  definitions: Definition[],
  reads: Place[],
): void {
  const { file } = owner.place;
  const tree = treeOf(inference.model, file);
  const result = owner.results.indexOf(symbol);
  for (const node of tree.descendantsOfKind(owner.body, Kind.ReturnStatement)) {
    const at = { file, node };
    if (functions.around(at) !== owner) continue;
    const list = tree.firstNamedChild(node);
    const values = list === NO_NODE ? [] : tree.namedChildren(list);
    const own = values[result];
    const [first] = values;
    if (first === undefined) reads.push(at);
    else if (values.length === 1 && owner.results.length > 1) {
      definitions.push({ kind: 'assigned', symbol, at, value: { file, node: first }, result });
    } else {
      definitions.push({ kind: 'assigned', symbol, at, ...(own !== undefined && { value: { file, node: own } }) });
    }
  }
}
