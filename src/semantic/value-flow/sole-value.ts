/**
 * The one expression whose value a variable ever holds.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import { assignedValue } from './assignment.ts';
import { useOf } from './use.ts';

/**
 * The initialiser of a local variable that is assigned once and whose address is never taken; also of `var f T`
 * followed by a single `f = …`, as recursive literals are written. Undefined for all others, and where the value is one
 * of several results of a call.
 */
export function soleValue(inference: Inference, symbol: GoSymbol): Place | undefined {
  if (symbol.kind !== 'variable' || symbol.role !== 'local' || symbol.declaration === undefined) return undefined;
  const values: (Place | undefined)[] = [];
  const initial = valueAssignedAt(inference, symbol.declaration);
  if (initial !== 'none') values.push(initial);
  for (const place of symbol.uses) {
    const { kind } = useOf(inference, place);
    if (kind === 'address') return undefined;
    if (kind !== 'assigned') continue;
    const value = valueAssignedAt(inference, place);
    values.push(value === 'none' ? undefined : value);
  }
  return values.length === 1 ? values[0] : undefined;
}

/**
 * The expression assigned to the identifier at `target` by the statement that it stands in: undefined if it is one
 * of several results or cannot be told, `none` if the declaration has no value.
 */
export function valueAssignedAt(inference: Inference, target: Place): Place | undefined | 'none' {
  const tree = treeOf(inference.model, target.file);
  const assigned = assignedValue(tree, target);
  if (assigned === undefined) return tree.kindOf(tree.parentOf(target.node)) === Kind.VarSpec ? 'none' : undefined;
  return assigned.result === undefined && !isStatement(tree.kindOf(assigned.value.node)) ? assigned.value : undefined;
}

/** `x++`, `x += y`: no expression has the value. */
const isStatement = (kind: number): boolean =>
  kind === Kind.IncStatement || kind === Kind.DecStatement || kind === Kind.AssignmentStatement;
