/**
 * Fields and methods of a type, with embedding and promotion (Go specification, "Selectors").
 */
import type { MethodInfo, TypeTable } from './type-table.ts';
import { bindingsOf } from './type-table.ts';
import type { InterfaceType, NamedType, Signature, Type } from './type.ts';
import { dereferenced, substitute } from './type.ts';

export interface FieldMember {
  readonly kind: 'field';
  readonly name: string;
  readonly type: Type;
  /** The named type whose struct declares the field; undefined for a field of an unnamed struct. */
  readonly owner: NamedType | undefined;
}

export interface MethodMember {
  readonly kind: 'method';
  readonly name: string;
  /** `importPath.(*T).M`, `importPath.T.M`; for a method of an interface `importPath.I.M`. */
  readonly key: string;
  readonly type: Signature;
  readonly pointer: boolean;
  /** Called through an interface: the method that runs is not known. */
  readonly dynamic: boolean;
}

export type Member = FieldMember | MethodMember;

interface Level {
  readonly types: Type[];
  /** A type whose members are not at hand: what lies deeper than it cannot be told. */
  hidden: boolean;
}

/**
 * The field or method that `x.name` selects for an x of the type; undefined if there is none, if it is ambiguous, or
 * if an embedded type that could have it is unknown.
 */
export function findMember(table: TypeTable, type: Type, name: string): Member | undefined {
  let level: Level = { types: [pointee(table, type)], hidden: false };
  const seen = new Set<string>();
  while (level.types.length > 0) {
    const next: Level = { types: [], hidden: false };
    const hits: Member[] = [];
    for (const candidate of level.types) {
      if (candidate.kind === 'named' && isRepeated(seen, `${candidate.path}.${candidate.name}`)) continue;
      const hit = memberAt(table, candidate, name, level, next);
      if (hit !== undefined) hits.push(hit);
    }
    if (hits.length === 1) return hits[0];
    if (hits.length > 1 || level.hidden || seen.size > MAX_TYPES) return undefined;
    level = next;
  }
  return undefined;
}

/** More embedded types than this are a cycle in broken code. */
const MAX_TYPES = 200;
const MAX_DEPTH = 32;

/** The type that selectors look at: both the pointer and what it points to may be aliases. */
function pointee(table: TypeTable, type: Type): Type {
  return table.unaliased(dereferenced(table.unaliased(type)));
}

function memberAt(table: TypeTable, type: Type, name: string, level: Level, next: Level): Member | undefined {
  const owner = type.kind === 'named' ? type : undefined;
  const info = owner === undefined ? undefined : table.lookup(owner);
  if (owner !== undefined && info === undefined) {
    level.hidden = true;
    return undefined;
  }
  const method = info?.method(name);
  if (owner !== undefined && info !== undefined && method !== undefined) {
    return declaredMethod(method, bindingsOf(info.parameters, owner.args));
  }
  const underlying = table.underlying(type);
  if (underlying.kind === 'interface') return interfaceMethod(table, underlying, owner, name, level);
  if (underlying.kind === 'unknown') level.hidden = true;
  if (underlying.kind !== 'struct') return undefined;
  for (const field of underlying.fields) {
    if (field.name === name) return { kind: 'field', name, type: field.type, owner };
    if (field.embedded) next.types.push(pointee(table, field.type));
  }
  return undefined;
}

function declaredMethod(method: MethodInfo, bindings: ReadonlyMap<string, Type>): MethodMember {
  const type = substitute(method.type, bindings);
  return {
    kind: 'method',
    name: method.name,
    key: method.key,
    type: type.kind === 'func' ? type : method.type,
    pointer: method.pointer,
    dynamic: false,
  };
}

/** Embedded interfaces are of the same depth as the interface itself. */
function interfaceMethod(
  table: TypeTable,
  type: InterfaceType,
  owner: NamedType | undefined,
  name: string,
  level: Level,
  depth = 0,
): MethodMember | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const method = type.methods.find(candidate => candidate.name === name);
  if (method !== undefined) {
    const prefix = owner === undefined ? 'interface' : owner.path === '' ? owner.name : `${owner.path}.${owner.name}`;
    return { kind: 'method', name, key: `${prefix}.${name}`, type: method.type, pointer: false, dynamic: true };
  }
  for (const embedded of type.embedded) {
    const inner = table.unaliased(embedded);
    const underlying = table.underlying(inner);
    if (underlying.kind === 'unknown') level.hidden = true;
    if (underlying.kind !== 'interface' || underlying === type) continue;
    const found = interfaceMethod(
      table,
      underlying,
      inner.kind === 'named' ? inner : undefined,
      name,
      level,
      depth + 1,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function isRepeated(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return true;
  seen.add(key);
  return false;
}
