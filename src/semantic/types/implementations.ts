/**
 * The types that implement an interface, where all of them are in sight.
 *
 * That is so if one of the interface's methods is unexported: no other package can have it. An unexported interface that
 * has only exported methods may hold foreign types as well, so it must not be implemented by any type that the imports
 * of the package declare. Methods are compared by name and signature.
 */
import { printType } from './type-text.ts';
import { findMember } from './members.ts';
import type { TypeTable } from './type-table.ts';
import type { InterfaceMethod, NamedType, Type } from './type.ts';
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

/** Interfaces that embed deeper than this are broken code. */
const MAX_DEPTH = 16;

/**
 * The keys of the methods that a call of method `name` of an interface may run; undefined if it may run others.
 */
export function methodsBehind(
  context: ImplementationContext,
  owner: NamedType,
  name: string,
): readonly string[] | undefined {
  if (owner.path !== context.path) return undefined;
  const methods = methodsOf(context.table, owner);
  if (methods === undefined || !isInSight(context, owner, methods)) return undefined;
  const keys: string[] = [];
  for (const typeName of context.typeNames) {
    const type: NamedType = { kind: 'named', path: context.path, name: typeName, args: [] };
    if (context.table.underlying(type).kind === 'interface' || !implementsAll(context.table, type, methods)) continue;
    const member = findMember(context.table, pointerTo(type), name);
    // An embedded interface: what it holds is not known.
    if (member?.kind !== 'method' || member.dynamic) return undefined;
    keys.push(member.key);
  }
  return keys.length === 0 ? undefined : [...new Set(keys)];
}

/** All methods of an interface, embedded ones included; undefined if one of those is not at hand. */
function methodsOf(table: TypeTable, type: Type, depth = 0): readonly InterfaceMethod[] | undefined {
  const underlying = table.underlying(type);
  if (underlying.kind !== 'interface' || depth > MAX_DEPTH) return undefined;
  const methods = [...underlying.methods];
  for (const embedded of underlying.embedded) {
    const inner = methodsOf(table, embedded, depth + 1);
    if (inner === undefined) return undefined;
    methods.push(...inner);
  }
  return methods;
}

const isExported = (name: string): boolean => /^\p{Lu}/u.test(name);

function isInSight(context: ImplementationContext, owner: NamedType, methods: readonly InterfaceMethod[]): boolean {
  if (methods.some(({ name }) => !isExported(name))) return true;
  if (isExported(owner.name)) return false;
  const foreign = context.foreignTypes();
  if (foreign === undefined) return false;
  for (const type of foreign) if (implementsAll(context.table, type, methods)) return false;
  return true;
}

function implementsAll(table: TypeTable, type: NamedType, methods: readonly InterfaceMethod[]): boolean {
  return methods.every(method => {
    const member = findMember(table, pointerTo(type), method.name);
    return member?.kind === 'method' && printType(member.type) === printType(method.type);
  });
}
