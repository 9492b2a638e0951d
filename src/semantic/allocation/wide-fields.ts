/**
 * Integer fields that only ever hold small constants, in structs that would be allocated smaller without their
 * width.
 *
 * The type of such a field is a named integer of the package, an enumeration: all its values are constants that fit into
 * one byte, and nothing converts another number to it or computes one. How often the struct is allocated is not asked.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { isExported } from '../names/exported.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { sizeClassOf } from '../types/size-classes.ts';
import { sizeOf } from '../types/sizes.ts';
import type { NamedType, StructField, StructType, Type } from '../types/type.ts';
import { BYTE, dereferenced, isNamed } from '../types/type.ts';
import { allocationSites } from './allocation-sites.ts';

export interface WideFields {
  /** The name in the declaration of the struct. */
  readonly at: Place;
  readonly struct: string;
  /** The fields, and the types to declare as uint8, each once. */
  readonly fields: readonly string[];
  readonly types: readonly string[];
  /** In bytes, as the allocator rounds them up: today, and with the narrow types. */
  readonly size: number;
  readonly narrowSize: number;
  /** Where the package allocates such structs one by one, at least once. */
  readonly allocations: readonly Place[];
}

/** Wider than one byte. */
const WIDE = ['int', 'int64', 'int32', 'uint', 'uint64', 'uint32'];
const MAX_BYTE = 255;

export function wideFields(pkg: Package): WideFields[] {
  const isSmallEnumeration = smallEnumerations(pkg);
  return [...pkg.nodes(Kind.TypeSpec)].flatMap(({ file, node }) => {
    const tree = pkg.tree(file);
    const at = { file, node: tree.childByField(node, Field.Name) };
    const isStruct = tree.kindOf(tree.childByField(node, Field.Type)) === Kind.StructType;
    const wide = isStruct ? wideFieldsOf(pkg, isSmallEnumeration, at) : undefined;
    return wide === undefined ? [] : [wide];
  });
}

function wideFieldsOf(
  pkg: Package,
  isSmallEnumeration: (type: NamedType) => boolean,
  at: Place,
): WideFields | undefined {
  const struct: NamedType = { kind: 'named', path: pkg.path, name: pkg.textOf(at), args: [] };
  const type = pkg.types.underlying(struct);
  if (type.kind !== 'struct') return undefined;
  const isWide = ({ type: of }: StructField): boolean => of.kind === 'named' && isSmallEnumeration(of);
  const fields = type.fields.filter(field => !field.embedded && isWide(field) && isClosed(pkg, struct.name, field));
  const size = sizeOf(pkg.types, type);
  const narrowSize = fields.length === 0 ? undefined : sizeOf(pkg.types, narrowed(type, fields));
  if (size === undefined || narrowSize === undefined) return undefined;
  if (sizeClassOf(narrowSize) >= sizeClassOf(size)) return undefined;
  const allocations = [...allocationSites(pkg, made => isOfType(dereferenced(made), struct))].flatMap(
    ({ at, pointer }) => (pointer === undefined ? [] : [at]),
  );
  if (allocations.length === 0) return undefined;
  return {
    at,
    struct: struct.name,
    fields: fields.map(({ name }) => name),
    types: [...new Set(fields.map(({ type: of }) => (of.kind === 'named' ? of.name : '')))],
    size: sizeClassOf(size),
    narrowSize: sizeClassOf(narrowSize),
    allocations,
  };
}

/** Whether nothing outside the package, and no pointer, can put another value into the field. */
function isClosed(pkg: Package, struct: string, { name }: StructField): boolean {
  if (isExported(name)) return false;
  const cell = pkg.fields.byKey(`${pkg.path}.${struct}.${name}`);
  return cell.isComplete && cell.selectors.every(at => pkg.useOf(at).kind !== 'address');
}

function narrowed(type: StructType, wide: readonly StructField[]): StructType {
  return { ...type, fields: type.fields.map(field => (wide.includes(field) ? { ...field, type: BYTE } : field)) };
}

/** Tells which types are wide enumerations of small constants; judges each type once. */
function smallEnumerations(pkg: Package): (type: NamedType) => boolean {
  const known = new Map<string, boolean>();
  return type => {
    if (type.path !== pkg.path || isExported(type.name)) return false;
    let isSmall = known.get(type.name);
    if (isSmall === undefined) known.set(type.name, (isSmall = isSmallEnumeration(pkg, type)));
    return isSmall;
  };
}

function isSmallEnumeration(pkg: Package, type: NamedType): boolean {
  const underlying = pkg.types.underlying(type);
  if (underlying.kind !== 'basic' || !WIDE.includes(underlying.name)) return false;
  const constants = constantsOf(pkg, type);
  if (constants.length < 2 || !constants.every(at => isByte(pkg.constantOf(at)))) return false;
  const conversions = pkg.callsNamed(type.name);
  if (conversions.some(({ args: [value] }) => value === undefined || !isByte(pkg.constantOf(value)))) return false;
  return !isComputed(pkg, type);
}

const isByte = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= MAX_BYTE;

function constantsOf(pkg: Package, type: NamedType): Place[] {
  return [...pkg.nodes(Kind.ConstSpec)].flatMap(({ file, node }) =>
    pkg
      .tree(file)
      .childrenByField(node, Field.Name)
      .map(name => ({ file, node: name }))
      .filter(at => isOfType(pkg.typeOf(at), type)),
  );
}

/** Whether the package computes values of the type, which may then be larger than its constants. */
function isComputed(pkg: Package, type: NamedType): boolean {
  const steps = [...pkg.nodes(Kind.IncStatement, Kind.DecStatement)].map(({ file, node }) => ({
    file,
    node: pkg.tree(file).firstNamedChild(node),
  }));
  const sums = [...pkg.nodes(Kind.BinaryExpression)].filter(at => pkg.constantOf(at) === undefined);
  return [...steps, ...sums].some(at => isOfType(pkg.typeOf(at), type));
}

const isOfType = (of: Type, type: NamedType): boolean => of.kind === 'named' && isNamed(of, type.path, type.name);
