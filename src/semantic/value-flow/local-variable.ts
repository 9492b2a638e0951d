/**
 * Where a local variable gets its values and where it is read, and whether control flow tells which read sees which.
 *
 * It does for a variable whose address is never taken and that no function literal assigns. A literal that reads it has
 * it by reference, so it must not be assigned any more once the literal exists. Methods with pointer receivers, and
 * stores to fields and elements, change a value in place: they make no other one.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { type AssignedValue, assignedValue, outermost } from './assignment.ts';
import { useOf } from './use.ts';

export interface LocalContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  flow(fn: GoFunction): FlowGraph;
}

/** A place that gives a variable a value: `zero` is `var x T` and a named result at the start. */
export interface Definition extends Partial<AssignedValue> {
  readonly kind: 'parameter' | 'assigned' | 'zero';
  readonly symbol: GoSymbol;
  /** The identifier that is assigned to or declared. */
  readonly at: Place;
}

export interface LocalVariable {
  readonly symbol: GoSymbol;
  /** The function whose code alone assigns it. */
  readonly owner: GoFunction;
  /** In the order of the source. */
  readonly definitions: readonly Definition[];
  /** Identifiers that read it, and for a named result the return statements without values. */
  readonly reads: readonly Place[];
}

/** Language version 1.22: each round of a loop has variables of its own. */
const VARIABLES_PER_ROUND = 22;

/** The accesses of a variable; undefined if it is none of which control flow tells the values. */
export function localVariable(context: LocalContext, symbol: GoSymbol): LocalVariable | undefined {
  const { owner, declaration } = symbol;
  if (symbol.kind !== 'variable' || owner === undefined || declaration === undefined) return undefined;
  const definitions = [declared(context, symbol, declaration)];
  const reads: Place[] = [];
  const literals = new Set<NodeId>();
  for (const place of symbol.uses) {
    const { kind } = useOf(context.inference, place);
    if (kind === 'address') return undefined;
    const literal = literalAround(context, owner, place);
    if (kind === 'assigned') {
      if (literal !== NO_NODE) return undefined;
      definitions.push(definition(context, symbol, place));
    }
    if (kind === 'assigned' && !isUpdate(context, place)) continue;
    reads.push(place);
    if (literal !== NO_NODE) literals.add(literal);
  }
  const returns = symbol.role === 'result' ? returnsOf(context, owner) : { withValues: [], bare: [] };
  const writes = [...definitions.map(({ at }) => at.node), ...returns.withValues];
  if (literals.size > 0 && isAssignedAfter(context, symbol, owner, literals, writes)) return undefined;
  return { symbol, owner, definitions, reads: [...reads, ...returns.bare] };
}

function declared(context: LocalContext, symbol: GoSymbol, at: Place): Definition {
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

function definition({ inference }: LocalContext, symbol: GoSymbol, at: Place): Definition {
  return { kind: 'assigned', symbol, at, ...assignedValue(treeOf(inference.model, at.file), at) };
}

/** `x += y`, `x++`: the old value goes into the new one. */
function isUpdate({ inference }: LocalContext, { file, node }: Place): boolean {
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(outermost(tree, node));
  const kind = tree.kindOf(parent);
  if (kind === Kind.IncStatement || kind === Kind.DecStatement) return true;
  const statement = tree.parentOf(parent);
  if (tree.kindOf(statement) !== Kind.AssignmentStatement) return false;
  return tree.textOf(tree.childByField(statement, Field.Operator)) !== '=';
}

/** The outermost function literal of `owner` that the place lies in. */
function literalAround({ functions }: LocalContext, owner: GoFunction, place: Place): NodeId {
  let fn = functions.around(place);
  if (fn === owner) return NO_NODE;
  while (fn !== undefined && fn.parent !== owner) fn = fn.parent;
  return fn?.place.node ?? NO_NODE;
}

/** The return statements of a function's own code. */
function returnsOf(context: LocalContext, owner: GoFunction): { withValues: NodeId[]; bare: Place[] } {
  const { file } = owner.place;
  const tree = treeOf(context.inference.model, file);
  const withValues: NodeId[] = [];
  const bare: Place[] = [];
  for (const { kind, node } of context.flow(owner).exits) {
    if (kind !== 'return') continue;
    if (tree.firstNamedChild(node) === NO_NODE) bare.push({ file, node });
    else withValues.push(node);
  }
  return { withValues, bare };
}

/** Whether a literal may see another value than the one that the variable has when the literal comes to be. */
function isAssignedAfter(
  context: LocalContext,
  symbol: GoSymbol,
  owner: GoFunction,
  literals: ReadonlySet<NodeId>,
  writes: readonly NodeId[],
): boolean {
  const declaration = symbol.declaration?.node;
  // Declared again, it is another variable.
  const later = isSharedByRounds(context, symbol) ? writes : writes.filter(write => write !== declaration);
  if (later.length === 0) return false;
  const flow = context.flow(owner);
  const isAnother = (node: NodeId): boolean => node === declaration && !later.includes(node);
  return [...literals].some(literal => later.some(write => flow.canReach(literal, write, isAnother)));
}

/** A variable of a range loop, where the language version gives all rounds the same one. */
function isSharedByRounds({ inference: { model } }: LocalContext, { declaration }: GoSymbol): boolean {
  if (declaration === undefined || (model.files[declaration.file]?.language ?? 0) >= VARIABLES_PER_ROUND) return false;
  const tree = treeOf(model, declaration.file);
  return tree.kindOf(tree.parentOf(tree.parentOf(declaration.node))) === Kind.RangeClause;
}
