/**
 * The one expression whose value a variable ever holds.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
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
export function valueAssignedAt(inference: Inference, { file, node }: Place): Place | undefined | 'none' {
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(node);
  if (tree.kindOf(parent) === Kind.VarSpec) {
    const values = tree.childByField(parent, Field.Value);
    if (values === NO_NODE) return 'none';
    return nth(file, tree.namedChildren(values), tree.childrenByField(parent, Field.Name).indexOf(node));
  }
  if (tree.kindOf(parent) !== Kind.ExpressionList) return undefined;
  const statement = tree.parentOf(parent);
  const kind = tree.kindOf(statement);
  const isPlain =
    kind === Kind.ShortVarDeclaration ||
    (kind === Kind.AssignmentStatement && tree.textOf(tree.childByField(statement, Field.Operator)) === '=');
  if (!isPlain) return undefined;
  const right = tree.namedChildren(tree.childByField(statement, Field.Right));
  const left = tree.namedChildren(parent);
  return left.length === right.length ? nth(file, right, left.indexOf(node)) : undefined;
}

function nth(file: number, values: readonly number[], index: number): Place | undefined {
  const node = values[index];
  return node === undefined ? undefined : { file, node };
}
