/**
 * Slices that are put into a sync.Pool themselves, or by a pointer, with all that their array refers to.
 *
 * All names of what goes into a pool and comes out of it are followed: variables, fields, and the parameters and results
 * of functions of the package. One that goes where nobody sees it, an element that is cleared, and elements that go into
 * pools of their own: silence.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import { holdsPointers } from './pointerful.ts';
import { PooledNames } from './pooled-names.ts';
import { type Pool, poolOf } from './pools.ts';

export interface PooledArray {
  /** The call of Put. */
  readonly put: Call;
  /** What to report: where the slice is cut, or else what is put. */
  readonly value: Place;
  /** The slice, by the name that it has there. */
  readonly slice: Place;
  /** Where elements from elsewhere are added. */
  readonly additions: readonly Place[];
  /**
   * Whether the elements are references to objects, or strings. Structs and slices are copies, and what they refer to
   * belongs to the original as well, which may live on.
   */
  readonly hasObjects: boolean;
}

export function pooledArrays(pkg: Package): PooledArray[] {
  const puts = [...pkg.callsTo('sync.(*Pool).Put')].filter(call => isOfPointers(pkg, call));
  return [...byPool(pkg, puts)].flatMap(([pool, calls]) => {
    const names = new PooledNames(pkg, pool);
    for (const { args } of calls) for (const value of args) names.followBack(value);
    for (const get of pkg.callsTo('sync.(*Pool).Get')) {
      if (poolOf(pkg, get) === pool) names.follow(get.place);
    }
    names.finish();
    const { additions, truncations, isCleared } = names;
    if (isCleared || additions.length === 0 || truncations.length === 0) return [];
    const [first] = calls;
    if (first === undefined) return [];
    const place = placeOf(pkg, calls, truncations, first);
    return [{ ...place, additions, hasObjects: OBJECTS.has(elementKind(pkg, place.put)) }];
  });
}

function byPool(pkg: Package, puts: readonly Call[]): Map<Pool, Call[]> {
  const pools = new Map<Pool, Call[]>();
  for (const call of puts) {
    const pool = poolOf(pkg, call);
    if (pool !== undefined) pools.set(pool, [...(pools.get(pool) ?? []), call]);
  }
  return pools;
}

const OBJECTS: ReadonlySet<Type['kind'] | undefined> = new Set(['pointer', 'interface', 'func', 'basic']);

function elementKind(pkg: Package, put: Call): Type['kind'] | undefined {
  const element = elementOf(pkg, put);
  return element === undefined ? undefined : pkg.types.underlying(element).kind;
}

function isOfPointers(pkg: Package, put: Call): boolean {
  const element = elementOf(pkg, put);
  return element !== undefined && holdsPointers(pkg.types, element) === true;
}

/** The type of the elements of the slice that is put, or of that to which a pointer is. */
function elementOf(pkg: Package, { args: [value] }: Call): Type | undefined {
  if (value === undefined) return undefined;
  const slice = pkg.types.underlying(dereferenced(pkg.types.unaliased(pkg.typeOf(value))));
  return slice.kind === 'slice' ? slice.element : undefined;
}

/** The cut in a function that puts the slice; of the others, what is put. */
function placeOf(
  pkg: Package,
  puts: readonly Call[],
  truncations: readonly Place[],
  first: Call,
): Pick<PooledArray, 'put' | 'value' | 'slice'> {
  for (const put of puts) {
    for (const value of truncations) {
      const slice = operandOf(pkg, value);
      if (pkg.functionAround(value) === put.caller && isNamed(pkg, slice)) return { put, value, slice };
    }
  }
  const [value = first.place] = first.args;
  return { put: first, value, slice: value };
}

/** What a slice expression cuts, without parentheses. */
function operandOf(pkg: Package, { file, node }: Place): Place {
  const tree = pkg.tree(file);
  let operand = tree.childByField(node, Field.Operand);
  while (tree.kindOf(operand) === Kind.ParenthesizedExpression) operand = tree.firstNamedChild(operand);
  return { file, node: operand };
}

/** Not what comes out of the pool just there, and is cut before it is filled. */
const isNamed = (pkg: Package, { file, node }: Place): boolean =>
  pkg.tree(file).kindOf(node) !== Kind.TypeAssertionExpression;
