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

interface Candidate {
  readonly type: Type;
  /** Reached through a pointer, so that methods of the pointer are in the method set. */
  readonly indirect: boolean;
}

interface Level {
  readonly candidates: Candidate[];
  /** A type whose members are not at hand: what lies deeper than it cannot be told. */
  hidden: boolean;
}

/**
 * The field or method that `x.name` selects for an x of the type; undefined if there is none, if it is ambiguous, or
 * if an embedded type that could have it is unknown.
 */
export function findMember(table: TypeTable, type: Type, name: string): Member | undefined {
  return search(table, type, name).member;
}

/** The method of that name in the method set of the type; unknown where an embedded type without source may have it. */
export function methodInSet(table: TypeTable, type: Type, name: string): MethodMember | 'none' | 'unknown' {
  const { member, indirect, hidden } = search(table, type, name);
  if (member === undefined) return hidden ? 'unknown' : 'none';
  if (member.kind === 'field') return 'none';
  const unaliased = table.unaliased(type);
  const isOfInterface = unaliased.kind === 'pointer' && table.underlying(unaliased.element).kind === 'interface';
  return isOfInterface || (member.pointer && !indirect) ? 'none' : member;
}

interface Found {
  readonly member: Member | undefined;
  readonly indirect: boolean;
  /** Some type was met whose members are not at hand. */
  readonly hidden: boolean;
}

function search(table: TypeTable, type: Type, name: string): Found {
  let level: Level = { candidates: [candidateOf(table, type, false)], hidden: false };
  const seen = new Set<string>();
  while (level.candidates.length > 0) {
    const next: Level = { candidates: [], hidden: false };
    const hits: Found[] = [];
    for (const candidate of level.candidates) {
      const { type: at, indirect } = candidate;
      if (at.kind === 'named' && isRepeated(seen, `${at.path}.${at.name}`)) continue;
      const member = memberAt(table, candidate, name, level, next);
      if (member !== undefined) hits.push({ member, indirect, hidden: false });
    }
    const [only] = hits;
    if (hits.length === 1 && only !== undefined) return only;
    if (hits.length > 1) return NOTHING;
    if (level.hidden || seen.size > MAX_TYPES) return { ...NOTHING, hidden: true };
    level = next;
  }
  return NOTHING;
}

const NOTHING: Found = { member: undefined, indirect: false, hidden: false };

/** More embedded types than this are a cycle in broken code. */
const MAX_TYPES = 200;
const MAX_DEPTH = 32;

/** The type that selectors look at: both the pointer and what it points to may be aliases. */
function candidateOf(table: TypeTable, type: Type, indirect: boolean): Candidate {
  const unaliased = table.unaliased(type);
  return {
    type: table.unaliased(dereferenced(unaliased)),
    indirect: indirect || unaliased.kind === 'pointer',
  };
}

function memberAt(
  table: TypeTable,
  { type, indirect }: Candidate,
  name: string,
  level: Level,
  next: Level,
): Member | undefined {
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
    if (field.embedded) next.candidates.push(candidateOf(table, field.type, indirect));
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
