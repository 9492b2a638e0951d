/**
 * The methods that a package declares for one of its types.
 */
import type { GoFunction } from './symbol.ts';

/** Those of `T` and of `*T`, without what the type embeds. */
export function methodsOf(functions: readonly GoFunction[], path: string, type: string): GoFunction[] {
  const receivers = [`${path}.(*${type}).`, `${path}.${type}.`];
  return functions.filter(
    ({ kind, key, name }) => kind === 'method' && receivers.some(receiver => key === receiver + name),
  );
}
