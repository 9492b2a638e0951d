/**
 * Which conversions keep a value: named and directional channel types, interfaces, pointers; not `string(bytes)`.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';

/** Whether `T(x)` is x under another type; undefined if a type is unknown. */
export function conversionKeepsValue(
  inference: Inference,
  { file, node }: Place,
  operand: NodeId,
): boolean | undefined {
  const [from, to] = [inference.underlyingAt(file, operand), inference.underlyingAt(file, node)];
  if (to.kind === 'interface' || treeOf(inference.model, file).kindOf(operand) === Kind.Nil) return true;
  if (to.kind === 'unknown' || from.kind === 'unknown' || to.kind === 'parameter' || from.kind === 'parameter') {
    return undefined;
  }
  if (from.kind === 'basic' && to.kind === 'basic') return from.name === to.name;
  return from.kind === to.kind;
}
