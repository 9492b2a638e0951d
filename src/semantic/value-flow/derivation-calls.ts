/**
 * What calls do with a part: share it with their results, copy it, keep it, or only look at it.
 */
import type { Call } from '../calls/call.ts';
import type { FunctionEffect, Sharing } from '../effects/effect.ts';
import type { Inference } from '../inference/inference.ts';
import type { Place } from '../names/symbol.ts';
import { isStandardKey } from '../std/standard-paths.ts';
import type { Keeper, ParameterSummary } from '../summaries/summary.ts';
import type { Signature, Type } from '../types/type.ts';
import type { TypeTable } from '../types/type-table.ts';
import type { Tracer } from './derivation.ts';
import { holdInLocal, keepIn } from './derivation-stores.ts';
import type { Part } from './part.ts';
import { sharedPart } from './part.ts';
import type { Use } from './use.ts';

/** `f(x)` */
export function followArgument(tracer: Tracer, use: Use, part: Part): void {
  const call = tracer.context.callAt({ file: use.at.file, node: use.node });
  const index = use.index ?? 0;
  if (call.mode === 'go') {
    tracer.escape(use.at, part);
    return;
  }
  const effect = call.effect;
  if (followEffect(tracer, call, effect, index, use.at, part)) return;
  const parameter = tracer.context.parameterOf(call, index);
  if (parameter !== undefined) followSummary(tracer, call, parameter, use.at, part);
  else if (!keepsNothing(tracer.context.inference, call)) tracer.escape(use.at, part);
}

/** `x.M(…)` */
export function followReceiver(tracer: Tracer, use: Use, part: Part): void {
  if (part.heldAs !== undefined) return;
  const call = tracer.context.callAt({ file: use.at.file, node: use.node });
  const { shares } = call.effect;
  if (shares?.operand === 'receiver') followSharing(tracer, call, shares, part);
  else tracer.escape(use.at, part);
}

/** Whether the table says what becomes of the argument. */
function followEffect(
  tracer: Tracer,
  call: Call,
  effect: FunctionEffect,
  index: number,
  at: Place,
  part: Part,
): boolean {
  const { shares } = effect;
  if (effect.stores?.includes(index) === true) {
    if (call.receiver === undefined) tracer.followResult(call.place, 0, { ...part, heldAs: part.heldAs ?? at });
    else keepInReceiver(tracer, call, call.receiver, index, at, part);
    return true;
  }
  if (shares?.operand === index) {
    followSharing(tracer, call, shares, part);
    return true;
  }
  return shares !== undefined || effect.clones === true || effect.borrows === true;
}

function keepInReceiver(tracer: Tracer, call: Call, receiver: Place, index: number, at: Place, part: Part): void {
  const isKey = index === 0 && (call.effect.stores?.length ?? 0) > 1;
  const [key] = call.args;
  const grows = key === undefined || tracer.context.inference.constantAt(key.file, key.node) === undefined;
  keepIn(tracer, receiver, true, { at, part, as: isKey ? 'map key' : 'map value', grows });
}

function followSharing(tracer: Tracer, call: Call, sharing: Sharing, part: Part): void {
  // Whether a piece is still a piece or a copy by now is not known.
  if (sharing.unlessChanged === true && part.size !== 'whole') {
    tracer.followResult(call.place, 0, { ...part, isCertain: false });
    return;
  }
  const limit = sharing.limit === undefined ? undefined : call.args[sharing.limit];
  const value = limit === undefined ? undefined : tracer.context.inference.constantAt(limit.file, limit.node);
  resultTypes(call).forEach((type, index) => {
    if (!holdsNothing(tracer.context.inference.table, type)) {
      const shared = sharedPart(call.place, index, sharing, typeof value === 'number' ? value : undefined, part);
      tracer.followResult(call.place, index, shared);
    }
  });
}

function resultTypes({ callee }: Call): readonly Type[] {
  return callee.kind === 'function' ? (callee.signature?.results ?? []) : [];
}

function followSummary(tracer: Tracer, call: Call, parameter: ParameterSummary, at: Place, part: Part): void {
  const { storesPart, storesWhole } = parameter;
  const piece = `${call.place.file}:${call.place.node}:stored`;
  const small: Part = part.size === 'small' ? part : { ...part, size: 'small', piece, cut: call.place.node };
  const isKnown = parameter.stores === 'never' || storesPart !== undefined || storesWhole !== undefined;
  if (!isKnown) tracer.escape(at, part);
  if (storesPart !== undefined) keepInCallee(tracer, call, storesPart, at, small, small !== part);
  if (storesWhole !== undefined) keepInCallee(tracer, call, storesWhole, at, part, false);
  for (const index of parameter.returnedAs ?? []) tracer.followResult(call.place, index, part);
  for (const index of parameter.returnsPart ?? []) {
    tracer.followResult(call.place, index, { ...small, piece: `${piece}:${index}` });
  }
}

function keepInCallee(tracer: Tracer, call: Call, keeper: Keeper, at: Place, part: Part, isCutInCallee: boolean): void {
  const keep = { at, part, as: keeper.as, grows: true, inCallee: keeper, isCutInCallee } as const;
  if (keeper.in === 'global') tracer.keep({ ...keep, root: 'global', container: call.place });
  else if (call.receiver === undefined) tracer.escape(at, part);
  else if (isCutInCallee || !holdInLocal(tracer, call.receiver, part, at)) keepIn(tracer, call.receiver, true, keep);
}

/**
 * Whether a function of the standard library has nothing to keep an argument in: no result, receiver or other
 * parameter that can hold it.
 */
function keepsNothing(inference: Inference, { key, callee, receiver, target }: Call): boolean {
  if (callee.kind !== 'function' || callee.dynamic || target !== undefined || !isStandardKey(key)) return false;
  if (receiver !== undefined && !holdsNothing(inference.table, inference.typeAt(receiver.file, receiver.node)))
    return false;
  const { signature } = callee;
  return (
    signature !== undefined &&
    signature.results.every(type => holdsNothing(inference.table, type)) &&
    takesNoHolder(inference.table, signature)
  );
}

function takesNoHolder(table: TypeTable, { parameters }: Signature): boolean {
  return parameters.every(parameter => {
    const type = table.underlying(parameter);
    return type.kind === 'basic' || (type.kind === 'slice' && table.underlying(type.element).kind === 'basic');
  });
}

/** Whether no string or slice can lie in a value of the type, errors apart, which are not kept. */
function holdsNothing(table: TypeTable, type: Type): boolean {
  if (type.kind === 'named' && type.path === '' && type.name === 'error') return true;
  const underlying = table.underlying(type);
  if (underlying.kind === 'basic') return !underlying.name.endsWith('string');
  if (underlying.kind === 'struct') return underlying.fields.every(field => holdsNothing(table, field.type));
  return underlying.kind === 'array' && holdsNothing(table, underlying.element);
}
