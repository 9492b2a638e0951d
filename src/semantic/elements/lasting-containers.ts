/**
 * Containers that live long and that the package sees all of: those of package-level variables, and those in fields of
 * types whose objects live long. Exported ones belong to others as well.
 */
import { isExported } from '../names/exported.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { named } from '../types/type.ts';
import { LongLivedTypes } from './outliving.ts';
import { pathOfSymbol, type SliceHome } from './slice-home.ts';

export type LastingHome = Extract<SliceHome, { kind: 'global' | 'field' }>;

/** @param isAsked which types of containers. */
export function lastingContainers(pkg: Package, isAsked: (type: Type) => boolean): LastingHome[] {
  const types = new LongLivedTypes(pkg);
  return [...globals(pkg, isAsked), ...fields(pkg, isAsked).filter(home => types.own(home))];
}

function globals(pkg: Package, isAsked: (type: Type) => boolean): LastingHome[] {
  return pkg.variables
    .filter(symbol => !isExported(symbol.name) && isAsked(pkg.typeOfSymbol(symbol)))
    .map(symbol => ({ kind: 'global', key: pathOfSymbol(symbol), path: undefined, symbol }));
}

function fields(pkg: Package, isAsked: (type: Type) => boolean): LastingHome[] {
  return pkg.typeNames.flatMap(name => {
    const struct = pkg.types.underlying(named(pkg.path, name));
    if (struct.kind !== 'struct') return [];
    const cells = struct.fields
      .filter(field => !isExported(field.name) && isAsked(field.type))
      .map(field => pkg.fields.byKey(`${pkg.path}.${name}.${field.name}`));
    return cells
      .filter(({ isComplete }) => isComplete)
      .map(cell => ({ kind: 'field' as const, key: cell.key, path: undefined, cell }));
  });
}

/** What the package calls the container. */
export const nameOfHome = (home: LastingHome): string => (home.kind === 'field' ? home.cell.name : home.symbol.name);

/** Every place where it goes by its own name. */
export function mentionsOfHome(home: LastingHome): readonly Place[] {
  return home.kind === 'field' ? home.cell.selectors : home.symbol.uses;
}
