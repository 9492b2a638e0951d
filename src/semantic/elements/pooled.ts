/**
 * Slices of pooled objects that are cut to no length while their arrays still refer to what was stored in them.
 *
 * An object is pooled if the package puts it into a `sync.Pool`. A slice counts if its elements refer to memory, and one
 * at least comes from elsewhere; elements that are made for reuse, `append(s, T{})`, are the purpose of the pool.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced } from '../types/type.ts';
import { holdsPointers } from './pointerful.ts';
import type { Removal } from './removals.ts';
import { comesTooLate } from './late-clearing.ts';
import { isToNothing, removalsIn } from './removals.ts';
import type { SliceHistory } from './slice-history.ts';
import { historyOf } from './slice-history.ts';

export interface PooledSlice extends Removal {
  /** The call of Put. */
  readonly put: Call;
  /** Where elements from elsewhere are added. */
  readonly additions: readonly Place[];
}

export function pooledSlices(pkg: Package): PooledSlice[] {
  const puts = putsByType(pkg);
  if (puts.size === 0) return [];
  return removalsIn(pkg).flatMap(removal => {
    const put = removal.home.kind === 'field' ? puts.get(ownerOf(removal.home.key)) : undefined;
    if (put === undefined || removal.kind !== 'truncate' || !isToNothing(pkg, removal)) return [];
    if (!isOfPooledObject(pkg, removal.target, puts)) return [];
    const slice = pkg.underlyingOf(removal.target);
    if (slice.kind !== 'slice' || holdsPointers(pkg.types, slice.element) !== true) return [];
    const history = historyOf(pkg, removal.home);
    const additions = history.additions.filter(at => addsFromElsewhere(pkg, at));
    return additions.length === 0 || isCleared(pkg, removal, history) ? [] : [{ ...removal, put, additions }];
  });
}

/** Whether the struct that has the slice may be an object of its own: not one that is a part of objects of another type. */
function isOfPooledObject(pkg: Package, { file, node }: Place, puts: ReadonlyMap<string, Call>): boolean {
  const tree = pkg.tree(file);
  const owner = tree.childByField(node, Field.Operand);
  if (tree.kindOf(node) !== Kind.SelectorExpression || tree.kindOf(owner) !== Kind.SelectorExpression) return true;
  if (pkg.underlyingOf({ file, node: owner }).kind !== 'struct') return true;
  const whole = pkg.types.unaliased(dereferenced(pkg.typeOf({ file, node: tree.childByField(owner, Field.Operand) })));
  if (whole.kind !== 'named') return true;
  return puts.has(`${whole.path}.${whole.name}`) && isOfPooledObject(pkg, { file, node: owner }, puts);
}

const ownerOf = (key: string): string => key.slice(0, key.lastIndexOf('.'));

/** The calls of Put by the named type, of this package, of what they put. */
function putsByType(pkg: Package): Map<string, Call> {
  const puts = new Map<string, Call>();
  for (const call of pkg.callsTo('sync.(*Pool).Put')) {
    const [value] = call.args;
    const type = value === undefined ? undefined : pkg.types.unaliased(dereferenced(pkg.typeOf(value)));
    if (type?.kind === 'named' && type.path === pkg.path) puts.set(`${type.path}.${type.name}`, call);
  }
  return puts;
}

/** Whether anything clears elements, or may do so where the slice is cut. */
function isCleared(pkg: Package, removal: Removal, history: SliceHistory): boolean {
  const { resets, unknown, calls } = history;
  const { within } = removal;
  const zeroings = history.zeroings.filter(at => !comesTooLate(pkg, removal, at));
  if (zeroings.length + resets.length + unknown.length > 0) return true;
  return calls.some(
    at => pkg.functionAround(at) === within || pkg.tree(at.file).kindOf(at.node) === Kind.IndexExpression,
  );
}

/** Whether append gets a value that is not made for the purpose. */
function addsFromElsewhere(pkg: Package, append: Place): boolean {
  return pkg
    .callAt(append)
    .args.slice(1)
    .some(at => !isMade(pkg, at));
}

/** Whether a value is made for the purpose, and refers to nothing else. */
export function isMade(pkg: Package, at: Place): boolean {
  const tree = pkg.tree(at.file);
  const isLiteral = (node: number): boolean =>
    tree.kindOf(node) === Kind.CompositeLiteral &&
    tree.firstNamedChild(tree.childByField(node, Field.Body)) === NO_NODE;
  return isLiteral(at.node) || pkg.origins(at).every(origin => origin.kind === 'made' || isLiteral(origin.at.node));
}
