/**
 * Loops that walk through a collection that is in memory already, so that there are no more rounds than elements.
 *
 * Lists of files (what a directory holds, what a pattern matches) do not count: their length is whatever is found.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';

export interface Walk {
  /** The collection that the innermost loop walks through. */
  readonly collection: Place;
  /** Whether its elements, or the keys of a map, are strings: names of files, addresses. */
  readonly ofNames: boolean;
}

const LISTINGS =
  /^(?:os\.ReadDir|io\/ioutil\.ReadDir|io\/fs\.(?:ReadDir|Glob)|path\/filepath\.Glob|os\.\(\*File\)\.Read[dD]ir\w*)$/;

/** Undefined if one of the loops around the node does anything else, or is not known. */
export function walkAround(pkg: Package, fn: GoFunction, { file, node }: Place): Walk | undefined {
  const collections: Place[] = [];
  for (const loop of pkg.flow(fn).loopsAround(node)) {
    const tree = pkg.tree(file);
    const range = tree.childOfKind(loop.node, Kind.RangeClause);
    if (range === NO_NODE) return undefined;
    const collection = { file, node: tree.childByField(range, Field.Right) };
    if (elementOf(pkg.underlyingOf(collection)) === undefined || isListing(pkg, collection)) return undefined;
    collections.push(collection);
  }
  const [innermost] = collections;
  if (innermost === undefined) return undefined;
  return { collection: innermost, ofNames: collections.some(collection => holdsNames(pkg, collection)) };
}

function elementOf(type: Type): Type | undefined {
  if (type.kind === 'map') return type.key;
  return type.kind === 'slice' || type.kind === 'array' ? type.element : undefined;
}

function holdsNames(pkg: Package, collection: Place): boolean {
  const element = elementOf(pkg.underlyingOf(collection));
  const underlying = element === undefined ? undefined : pkg.types.underlying(element);
  return underlying?.kind === 'basic' && underlying.name === 'string';
}

function isListing(pkg: Package, collection: Place): boolean {
  return pkg.origins(collection).some(({ kind, at }) => kind === 'call' && LISTINGS.test(pkg.callAt(at).key));
}
