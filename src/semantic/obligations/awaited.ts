/**
 * Whether the package shows code that nothing but the end of a context lets go on.
 *
 * Follows the context through variables, unexported fields, parameters and contexts around it that nobody can cancel.
 * Does not see what other packages do with it, nor whether such code is run.
 */
import { choiceOf } from '../channels/operation.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { ValueUse } from '../value-flow/value-uses.ts';

/** Contexts around contexts deeper than this are not followed. */
const MAX_DEPTH = 3;

/**
 * Whether a receive from Done is the only way on: it stands alone, or no other case of its select leads out of the
 * function.
 *
 * @param context the call that makes it.
 */
export const isAwaited = (pkg: Package, context: Place, depth = MAX_DEPTH): boolean =>
  pkg.usesOfValue(context).uses.some(use => isWait(pkg, use, depth));

function isWait(pkg: Package, { kind, name, at: { file }, node, index }: ValueUse, depth: number): boolean {
  const at = { file, node };
  if (kind === 'method') return name === 'Done' && pkg.usesOfValue(at).uses.some(use => isOnlyWayOn(pkg, use));
  if (kind !== 'argument' || depth === 0) return false;
  const { nests, acquires } = pkg.callAt(at).effect;
  return nests === index && acquires === undefined && isAwaited(pkg, at, depth - 1);
}

function isOnlyWayOn(pkg: Package, { kind, at: { file }, node, within }: ValueUse): boolean {
  if (kind !== 'receive' || within === undefined) return false;
  const choice = choiceOf(pkg.tree(file), node);
  if (choice === undefined) return true;
  const { select, alternative } = choice;
  const out = pkg.flow(within).pathToExit(select, never, undefined, edge => edge.alternative !== alternative);
  return out === undefined;
}

const never = (): boolean => false;
