/**
 * Errors that are one of a few: package-level variables, errors.New with a constant, the error of a context, and what
 * functions of the package return if they return nothing else.
 */
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Origin } from '../value-flow/origins.ts';

const BOUNDED = new Set(['context.Context.Err', 'errors.New']);

/** Functions that call functions deeper than this are not looked into. */
const MAX_STEPS = 3;

export function isBoundedError(pkg: Package, at: Place, steps = 0): boolean {
  return pkg.origins(at).every(origin => isBounded(pkg, origin, steps));
}

function isBounded(pkg: Package, origin: Origin, steps: number): boolean {
  switch (origin.kind) {
    case 'global':
    case 'nil':
    case 'zero':
      return true;
    case 'call': {
      const { key, target, args } = pkg.callAt(origin.at);
      if (BOUNDED.has(key)) return args.every(arg => pkg.constantOf(arg) !== undefined);
      return target !== undefined && steps < MAX_STEPS && returnsBounded(pkg, target, origin.result, steps + 1);
    }
    default:
      return false;
  }
}

function returnsBounded(pkg: Package, target: GoFunction, result: number, steps: number): boolean {
  const { file } = target.place;
  const tree = pkg.tree(file);
  return pkg.flow(target).exits.every(({ kind, node }) => {
    if (kind !== 'return') return true;
    const value = returnedValues(tree, node)[result];
    return value !== undefined && isBoundedError(pkg, { file, node: value }, steps);
  });
}
