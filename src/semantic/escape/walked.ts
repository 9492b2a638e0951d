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
import { maximumRounds } from './loop-bound.ts';

export interface Walk {
  /** The collection that the innermost of the loops walks through. */
  readonly collection: Place;
  /** Whether elements of it, or of what loops around it walk through, are strings, or the keys of a map: names of files, addresses. */
  readonly ofNames: boolean;
  /** How many rounds each element takes at most; undefined if loops over other collections multiply them. */
  readonly roundsPerElement: number | undefined;
}

/** Loops that a constant bounds to this many rounds multiply those of the others, and walk through nothing. */
const FEW_ROUNDS = 4;

const LISTINGS =
  /^(?:os\.ReadDir|io\/ioutil\.ReadDir|io\/fs\.(?:ReadDir|Glob)|path\/filepath\.Glob|os\.\(\*File\)\.Read[dD]ir\w*)$/;

/** Undefined if one of the loops around the node does anything else, or is not known. */
export function walkAround(pkg: Package, fn: GoFunction, { file, node }: Place): Walk | undefined {
  const collections: Place[] = [];
  let roundsPerElement = 1;
  for (const loop of pkg.flow(fn).loopsAround(node)) {
    const rounds = maximumRounds(pkg, { file, node: loop.node });
    if (rounds !== undefined && rounds <= FEW_ROUNDS) {
      roundsPerElement *= rounds;
      continue;
    }
    const collection = collectionOf(pkg, { file, node: loop.node });
    if (collection === undefined) return undefined;
    collections.push(collection);
  }
  const [innermost] = collections;
  if (innermost === undefined) return undefined;
  return {
    collection: innermost,
    ofNames: collections.some(collection => holdsNames(pkg, collection)),
    roundsPerElement: collections.length === 1 ? roundsPerElement : undefined,
  };
}

/** What the loop ranges over, if that is a collection in memory. */
function collectionOf(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  const range = tree.childOfKind(node, Kind.RangeClause);
  if (range === NO_NODE) return undefined;
  const collection = { file, node: tree.childByField(range, Field.Right) };
  const isCollection = elementOf(pkg.underlyingOf(collection)) !== undefined && !isListing(pkg, collection);
  return isCollection ? collection : undefined;
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
