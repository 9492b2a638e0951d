/**
 * What of a summary is of use in other packages: they can name no unexported member, and what is unknown goes without
 * saying.
 */
import type { FunctionSummary, ParameterSummary } from './summary.ts';
import { isExported } from '../names/exported.ts';

/** Undefined if nothing is left. */
export function forImporters(summary: FunctionSummary): FunctionSummary | undefined {
  const { receiver, parameters, ...others } = summary;
  const ofReceiver = receiver === undefined ? undefined : usable(receiver);
  const ofParameters = parameters?.map(parameter => (parameter === null ? null : (usable(parameter) ?? null)));
  const hasParameters = ofParameters?.some(parameter => parameter !== null) === true;
  const left = {
    ...others,
    ...(ofReceiver !== undefined && { receiver: ofReceiver }),
    ...(hasParameters && { parameters: ofParameters }),
  };
  return Object.keys(left).length === 0 ? undefined : left;
}

function usable({ calls, stores, ...others }: ParameterSummary): ParameterSummary | undefined {
  const named = Object.entries(calls ?? {}).filter(([path]) => path === '' || path.split('.').every(isExported));
  const left = {
    ...(named.length > 0 && { calls: Object.fromEntries(named) }),
    ...others,
    ...(stores !== undefined && stores !== 'some' && { stores }),
  };
  return Object.keys(left).length === 0 ? undefined : left;
}

/** Both together, parameter by parameter; the second wins. */
export function joined(
  one: FunctionSummary | undefined,
  other: FunctionSummary | undefined,
): FunctionSummary | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const longest = Math.max(one.parameters?.length ?? 0, other.parameters?.length ?? 0);
  const parameters = Array.from({ length: longest }, (_, index) => {
    const [first, second] = [one.parameters?.[index] ?? null, other.parameters?.[index] ?? null];
    return first === null ? second : { ...first, ...second };
  });
  return { ...one, ...other, ...(longest > 0 && { parameters }) };
}
