/**
 * Whether the objects of a type outlive the functions that make them: a function stores them somewhere, or gives them
 * back to callers that do. Those of a list of work that one function makes, shares and waits for do not.
 *
 * Sees composite literals and calls of new. What is passed to a call, put into a map or sent does not count.
 */
import { allocationSites } from '../allocation/allocation-sites.ts';
import { isExported } from '../names/exported.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Store } from '../value-flow/destinations.ts';
import { dereferenced, isNamed, type NamedType, type Type } from '../types/type.ts';

/** What goes into a map or a channel comes and goes. */
const LASTING: ReadonlySet<Store> = new Set(['field', 'global', 'slice', 'array', 'pointer']);

/** Results of results, deeper than this, are not followed. */
const MAX_STEPS = 3;

export function outlivesItsMaker(pkg: Package, type: NamedType): boolean {
  if (isExported(type.name)) return true;
  const isOfType = (made: Type): boolean => isNamed(dereferenced(pkg.types.unaliased(made)), type.path, type.name);
  return [...allocationSites(pkg, isOfType)].some(({ at, pointer }) => isKept(pkg, pointer ?? at, 0));
}

function isKept(pkg: Package, value: Place, steps: number): boolean {
  if (steps > MAX_STEPS) return false;
  const maker = pkg.functionAround(value);
  return pkg.destinations(value).some(destination => {
    if (destination.kind === 'stored') return LASTING.has(destination.in);
    return destination.kind === 'returned' && maker !== undefined && isKeptByCallers(pkg, maker, steps);
  });
}

function isKeptByCallers(pkg: Package, maker: GoFunction, steps: number): boolean {
  const calls = pkg.callersOf(maker);
  return calls === undefined || calls.some(({ place }) => isKept(pkg, place, steps + 1));
}
