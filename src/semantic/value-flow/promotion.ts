/**
 * Whether control flow tells which of its values each read of a local variable sees: whether it has an SSA form.
 *
 * It has if its address is never taken and no function literal assigns it. A literal that reads it has it by reference,
 * so it must not be assigned any more once the literal exists. Methods with pointer receivers, and stores to fields and
 * elements, change a value in place: they make no other one.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { LocalVariable, VariableContext } from './local-variable.ts';

export interface LocalContext extends VariableContext {
  flow(fn: GoFunction): FlowGraph;
}

/** Language version 1.22: each round of a loop has variables of its own. */
const VARIABLES_PER_ROUND = 22;

export function isPromotable(context: LocalContext, variable: LocalVariable): boolean {
  if (variable.isAddressTaken || variable.isAssignedInLiteral) return false;
  return variable.readingLiterals.size === 0 || !isAssignedAfterCapture(context, variable);
}

/** Whether a literal may see another value than the one that the variable has when the literal comes to be. */
function isAssignedAfterCapture(context: LocalContext, variable: LocalVariable): boolean {
  const { symbol, owner, definitions, readingLiterals } = variable;
  const declaration = symbol.declaration?.node;
  const writes = definitions.map(({ at }) => at.node);
  // Declared again, it is another variable.
  const later = isSharedByRounds(context, symbol) ? writes : writes.filter(write => write !== declaration);
  if (later.length === 0) return false;
  const flow = context.flow(owner);
  const isAnother = (node: NodeId): boolean => node === declaration && !later.includes(node);
  return [...readingLiterals].some(literal => later.some(write => flow.canReach(literal, write, isAnother)));
}

/** A variable of a range loop, where the language version gives all rounds the same one. */
function isSharedByRounds({ inference: { model } }: LocalContext, { declaration }: GoSymbol): boolean {
  if (declaration === undefined || (model.files[declaration.file]?.language ?? 0) >= VARIABLES_PER_ROUND) return false;
  const tree = treeOf(model, declaration.file);
  return tree.kindOf(tree.parentOf(tree.parentOf(declaration.node))) === Kind.RangeClause;
}
