/**
 * Which types a constraint allows (Go specification, "Interface types"), and the one underlying type that all of them
 * share: by it `s[i]` or `range s` of a type parameter is typed.
 *
 * Two types count as the same if they print the same, aliases at their outside resolved. A constraint that is not at
 * hand is unknown.
 */
import type { TypeTable } from './type-table.ts';
import { printType } from './type-text.ts';
import type { InterfaceType, Term, Type } from './type.ts';
import { UNKNOWN } from './type.ts';

/** The terms that a type argument may match; `all` where methods alone decide. */
export type TypeSet = readonly Term[] | 'all' | 'unknown';

/** Constraints nested deeper than this are a cycle in broken code. */
const MAX_DEPTH = 16;

export function typeSetOf(table: TypeTable, constraint: Type, depth = 0): TypeSet {
  if (depth > MAX_DEPTH) return 'unknown';
  const underlying = table.underlying(constraint);
  switch (underlying.kind) {
    case 'unknown':
      return 'unknown';
    case 'interface':
      return typeSetOfInterface(table, underlying, depth + 1);
    default:
      return [{ tilde: false, type: table.unaliased(constraint) }];
  }
}

function typeSetOfInterface(table: TypeTable, type: InterfaceType, depth: number): TypeSet {
  const embedded = type.embedded.map(inner => typeSetOf(table, inner, depth));
  const unions = type.unions.map(union => unite(union.map(term => typeSetOfTerm(table, term, depth))));
  return [...embedded, ...unions].reduce<TypeSet>((left, right) => intersect(table, left, right), 'all');
}

/** A term of a union is a type, or the name of another constraint. */
function typeSetOfTerm(table: TypeTable, term: Term, depth: number): TypeSet {
  return term.tilde ? [{ tilde: true, type: table.underlying(term.type) }] : typeSetOf(table, term.type, depth);
}

function unite(sets: readonly TypeSet[]): TypeSet {
  if (sets.includes('all')) return 'all';
  if (sets.includes('unknown')) return 'unknown';
  return sets.flatMap(set => (typeof set === 'string' ? [] : set));
}

function intersect(table: TypeTable, left: TypeSet, right: TypeSet): TypeSet {
  if (left === 'all' || right === 'unknown') return right;
  if (right === 'all' || left === 'unknown') return left;
  const common = left.filter(term => right.some(other => covers(table, other, term)));
  return [...common, ...right.filter(term => !common.includes(term) && left.some(other => covers(table, other, term)))];
}

function covers(table: TypeTable, wide: Term, narrow: Term): boolean {
  if (!wide.tilde) return !narrow.tilde && printType(wide.type) === printType(narrow.type);
  return printType(wide.type) === printType(table.underlying(narrow.type));
}

/** The underlying type that all types of the constraint share; unknown if they share none. */
export function coreType(table: TypeTable, constraint: Type): Type {
  const [first, ...others] = underlyingTypes(table, constraint);
  if (first === undefined) return UNKNOWN;
  const text = printType(first);
  return others.every(other => printType(other) === text) ? first : UNKNOWN;
}

/** The underlying types of all types that the constraint allows; none if they cannot be told. */
export function underlyingTypes(table: TypeTable, constraint: Type): readonly Type[] {
  const set = typeSetOf(table, constraint);
  return typeof set === 'string' ? [] : set.map(term => table.underlying(term.type));
}
