/**
 * Which parameter a result is, or holds, on every return that is not nil.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Operand } from '../effects/effect.ts';
import { treeOf } from '../inference/model.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { EffectsContext, ParameterEffects } from './parameter-effects.ts';
import { returnsIn } from './result-facts.ts';
import type { Subject } from './subject.ts';

/** Whether result `index` of a function is what the subject, one of its parameters, holds, or has it inside. */
export function isAliasOf(
  context: EffectsContext,
  effects: ParameterEffects,
  subject: Subject,
  index: number,
): boolean {
  const { fn } = subject;
  const returns = [...effects.actionsOn(subject).values()].some(
    ({ kind, result }) => kind === 'return' && result === index,
  );
  if (!returns) return false;
  const statements = new Set<NodeId>();
  for (const site of effects.traceOf(subject).sites) {
    const hands = effects.actionsAt(site).some(({ kind, result }) => kind === 'return' && result === index);
    if (hands && site.isCertain) statements.add(site.node);
  }
  const open = [...returnsIn(context, fn)].filter(statement => !statements.has(statement));
  return statements.size > 0 && open.every(statement => isNilReturn(context, fn, statement, index));
}

function isNilReturn(
  context: EffectsContext,
  { place: { file } }: GoFunction,
  statement: NodeId,
  index: number,
): boolean {
  const value = returnedValues(treeOf(context.inference.model, file), statement)[index];
  return treeOf(context.inference.model, file).kindOf(value ?? NO_NODE) === Kind.Nil;
}

/** The operands that a summary tells of: the receiver and the parameters by index. */
export function operandsOf(fn: GoFunction): readonly Operand[] {
  return [...(fn.receiver === undefined ? [] : ['receiver' as const]), ...fn.parameters.keys()];
}
