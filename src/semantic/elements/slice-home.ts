/**
 * Where a slice that code changes is at home: in a field, a package-level variable, an element of a map, or behind a
 * pointer, as in the methods of a heap.
 *
 * A local that only ever holds such a slice, `old := *h`, is another name for it.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { NamedType } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';

interface Location {
  /** The same for all places that may denote one slice: fields go by their type, whatever the instance. */
  readonly key: string;
  /** Tells instances apart within a function; undefined where that cannot be done. */
  readonly path: string | undefined;
}

export type SliceHome =
  | (Location & { readonly kind: 'field'; readonly cell: FieldCell })
  | (Location & { readonly kind: 'global'; readonly symbol: GoSymbol })
  /** `type`: the named slice type of the package that the pointer points to. */
  | (Location & { readonly kind: 'pointer'; readonly symbol: GoSymbol; readonly type: NamedType | undefined })
  | (Location & { readonly kind: 'map' });

/** Longer chains of names than this are not followed. */
const MAX_NAMES = 4;

/** The home of the slice that an expression denotes; undefined for a local one, and for what a call returns. */
export function homeOf(pkg: Package, { file, node }: Place, names = 0): SliceHome | undefined {
  if (names > MAX_NAMES) return undefined;
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
      return homeOf(pkg, { file, node: tree.firstNamedChild(node) }, names);
    case Kind.SelectorExpression:
      return fieldHome(pkg, { file, node });
    case Kind.UnaryExpression:
      return pointerHome(pkg, { file, node }, names);
    case Kind.IndexExpression:
      return mapHome(pkg, { file, node }, names);
    case Kind.Identifier:
      return variableHome(pkg, { file, node }, names);
    default:
      return undefined;
  }
}

function fieldHome(pkg: Package, at: Place): SliceHome | undefined {
  const cell = pkg.fields.at(at);
  return cell === undefined ? undefined : { kind: 'field', key: cell.key, path: pathOf(pkg, at), cell };
}

function variableHome(pkg: Package, at: Place, names: number): SliceHome | undefined {
  const symbol = pkg.symbolAt(at);
  if (symbol?.kind !== 'variable') return undefined;
  if (symbol.role === 'global')
    return { kind: 'global', key: pathOfSymbol(symbol), path: pathOfSymbol(symbol), symbol };
  const value = pkg.soleValue(symbol);
  return value === undefined ? undefined : homeOf(pkg, value, names + 1);
}

function pointerHome(pkg: Package, { file, node }: Place, names: number): SliceHome | undefined {
  const tree = pkg.tree(file);
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '*') return undefined;
  const operand = { file, node: tree.childByField(node, Field.Operand) };
  const symbol = pkg.symbolAt(operand);
  if (symbol?.kind !== 'variable') return undefined;
  const addressed = pkg.soleValue(symbol);
  if (addressed !== undefined) return addressedHome(pkg, addressed, names);
  if (symbol.role !== 'receiver' && symbol.role !== 'parameter') return undefined;
  const pointed = pkg.types.unaliased(dereferenced(pkg.types.underlying(pkg.typeOfSymbol(symbol))));
  const type = pointed.kind === 'named' && pointed.path === pkg.path ? pointed : undefined;
  const key = type === undefined ? pathOfSymbol(symbol) : keyOfType(type);
  return { kind: 'pointer', key, path: pathOfSymbol(symbol), symbol, type };
}

const keyOfType = ({ path, name }: NamedType): string => `*${path}.${name}`;

function addressedHome(pkg: Package, { file, node }: Place, names: number): SliceHome | undefined {
  const tree = pkg.tree(file);
  const isAddress =
    tree.kindOf(node) === Kind.UnaryExpression && tree.textOf(tree.childByField(node, Field.Operator)) === '&';
  return isAddress ? homeOf(pkg, { file, node: tree.childByField(node, Field.Operand) }, names + 1) : undefined;
}

function mapHome(pkg: Package, at: Place, names: number): SliceHome | undefined {
  const map = { file: at.file, node: pkg.tree(at.file).childByField(at.node, Field.Operand) };
  if (pkg.underlyingOf(map).kind !== 'map') return undefined;
  const home = homeOf(pkg, map, names);
  return home === undefined ? undefined : { kind: 'map', key: `${home.key}[]`, path: pathOf(pkg, at) };
}

/** An expression over variables, fields and indexes by what it names; undefined where a call is part of it. */
function pathOf(pkg: Package, { file, node }: Place): string | undefined {
  const tree = pkg.tree(file);
  const inner = (field: number): string | undefined => pathOf(pkg, { file, node: tree.childByField(node, field) });
  const constant = pkg.constantOf({ file, node });
  if (constant !== undefined) return String(constant);
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
      return pathOf(pkg, { file, node: tree.firstNamedChild(node) });
    case Kind.Identifier: {
      const symbol = pkg.symbolAt({ file, node });
      return symbol?.kind === 'variable' ? pathOfSymbol(symbol) : undefined;
    }
    case Kind.SelectorExpression: {
      const operand = inner(Field.Operand);
      return operand === undefined ? undefined : `${operand}.${tree.textOf(tree.childByField(node, Field.Field))}`;
    }
    case Kind.IndexExpression: {
      const [operand, index] = [inner(Field.Operand), inner(Field.Index)];
      return operand === undefined || index === undefined ? undefined : `${operand}[${index}]`;
    }
    default:
      return undefined;
  }
}

export const pathOfSymbol = ({ name, declaration, path }: GoSymbol): string =>
  declaration === undefined ? `${path}.${name}` : `${name}@${declaration.file}:${declaration.node}`;
