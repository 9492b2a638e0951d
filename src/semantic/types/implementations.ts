/**
 * The types that implement an interface, where all of them are in sight.
 *
 * That is so if one of the interface's methods is unexported: no other package can have it. An unexported interface that
 * has only exported methods may hold foreign types as well, so it must not be implemented by any type that the imports
 * of the package declare. Where it is unknown whether a type implements the interface, not all of them are in sight.
 */
import type { RequiredMethod } from './implements.ts';
import { isExported } from '../names/exported.ts';
import { methodsOfInterface, providesAll } from './implements.ts';
import { methodInSet } from './members.ts';
import type { TypeTable } from './type-table.ts';
import type { NamedType } from './type.ts';
import { pointerTo } from './type.ts';

export interface ImplementationContext {
  readonly table: TypeTable;
  /** Import path of the package under analysis. */
  readonly path: string;
  /** Names of the types that it declares at package level. */
  readonly typeNames: readonly string[];
  /** Named types of the packages that it imports; undefined if one of them has no source. */
  foreignTypes(): Iterable<NamedType> | undefined;
}

/**
 * The keys of the methods that a call of method `name` of an interface may run; undefined if it may run others.
 */
export function methodsBehind(
  context: ImplementationContext,
  owner: NamedType,
  name: string,
): readonly string[] | undefined {
  if (owner.path !== context.path) return undefined;
  const { table } = context;
  const { methods, hidden } = methodsOfInterface(table, owner);
  if (hidden) return undefined;
  const keys: string[] = [];
  for (const typeName of context.typeNames) {
    const type: NamedType = { kind: 'named', path: context.path, name: typeName, args: [] };
    if (table.underlying(type).kind === 'interface') continue;
    const implemented = providesAll(table, pointerTo(type), methods);
    if (implemented === false) continue;
    const method = implemented === true ? methodInSet(table, pointerTo(type), name) : 'unknown';
    // An embedded interface: what it holds is not known.
    if (method === 'unknown' || method === 'none' || method.dynamic) return undefined;
    keys.push(method.key);
  }
  // Asked last, since it may read what the imports declare.
  return keys.length === 0 || !isInSight(context, owner, methods) ? undefined : [...new Set(keys)];
}

function isInSight(context: ImplementationContext, owner: NamedType, methods: readonly RequiredMethod[]): boolean {
  if (methods.some(({ name, path }) => !isExported(name) && path === context.path)) return true;
  if (isExported(owner.name)) return false;
  const foreign = context.foreignTypes();
  if (foreign === undefined) return false;
  for (const type of foreign) {
    const isInterface = context.table.underlying(type).kind === 'interface';
    if (providesAll(context.table, isInterface ? type : pointerTo(type), methods) !== false) return false;
  }
  return true;
}
