/**
 * Types whose objects are made to be done with before the process ends: those with a method such as `Close`.
 *
 * Told by names of methods, since the owner of an object, and when it goes, is hardly ever in sight.
 */
import { methodsOf } from '../names/methods.ts';
import type { GoFunction } from '../names/symbol.ts';

/** As whole words at the start of a name, or after the `Must` of those that do not fail. */
const ENDING = /^(?:must)?(?:close|stop|shutdown|cancel|destroy|dispose|finish|quit|release|terminate|end)(?![a-z])/i;

/** Whether the functions of a package give its type `name` such a method. */
export function hasEndingMethod(functions: readonly GoFunction[], path: string, name: string): boolean {
  return methodsOf(functions, path, name).some(method => ENDING.test(method.name));
}
