/**
 * Small parts of something larger that are kept for long when nothing else keeps the whole: pointers to a field, and
 * what a buffer of generous size was filled with.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { sizeOf } from '../types/sizes.ts';
import { dereferenced } from '../types/type.ts';
import type { LastingSink } from './lasting-sinks.ts';
import { lastingSinks } from './lasting-sinks.ts';

export interface KeptPart {
  /** The expression that is a part. */
  readonly part: Place;
  readonly whole: GoSymbol;
  readonly madeAt: Place;
  readonly sink: LastingSink;
}

export interface ExcessCapacity extends KeptPart {
  /** Bytes. */
  readonly capacity: number;
}

/** Smaller objects and buffers are not worth a word, in bytes. */
const MIN_WHOLE = 1024;
const MIN_CAPACITY = 4096;

/** Pointers to fields, `&x.f`, of an object that the function makes and keeps in no other way. */
export function interiorPointers(pkg: Package): KeptPart[] {
  return [...pkg.nodes(Kind.UnaryExpression)].flatMap(part => {
    const tree = pkg.tree(part.file);
    const field = tree.childByField(part.node, Field.Operand);
    if (tree.kindOf(field) !== Kind.SelectorExpression) return [];
    if (tree.textOf(tree.childByField(part.node, Field.Operator)) !== '&') return [];
    const whole = pkg.symbolAt({ file: part.file, node: tree.childByField(field, Field.Operand) });
    const madeAt = whole?.role === 'local' ? madeFor(pkg, whole) : undefined;
    if (whole === undefined || madeAt === undefined || !isLarger(pkg, whole, { file: part.file, node: field }))
      return [];
    const [sink] = lastingSinks(pkg, part);
    return sink === undefined || leaves(pkg, whole) ? [] : [{ part, whole, madeAt, sink }];
  });
}

/** The literal or `new` that the variable holds, and nothing else ever. */
function madeFor(pkg: Package, symbol: GoSymbol): Place | undefined {
  const [use] = symbol.uses;
  if (use === undefined || symbol.uses.some(at => pkg.useOf(at).kind === 'assigned')) return undefined;
  const [origin, ...others] = pkg.origins(use);
  return others.length === 0 && (origin?.kind === 'literal' || origin?.kind === 'made') ? origin.at : undefined;
}

/** Whether the object is much larger than its field, or refers to memory by other fields. */
function isLarger(pkg: Package, whole: GoSymbol, field: Place): boolean {
  const { types } = pkg;
  const struct = types.underlying(dereferenced(pkg.typeOfSymbol(whole)));
  if (struct.kind !== 'struct') return false;
  const { name = '' } = pkg.fields.at(field) ?? {};
  const others = struct.fields.filter(each => each.name !== name);
  if (others.length === struct.fields.length) return false;
  return others.some(
    ({ type }) => refersToMuch(types.underlying(type).kind) || (sizeOf(types, type) ?? 0) >= MIN_WHOLE,
  );
}

/** Slices and maps refer to memory of any size. */
const refersToMuch = (kind: string): boolean => kind === 'slice' || kind === 'map';

/** Whether the object itself, not only a field, goes anywhere. */
function leaves(pkg: Package, symbol: GoSymbol): boolean {
  return symbol.uses.some(use => {
    const { kind } = pkg.useOf(use);
    return kind !== 'field' && kind !== 'method';
  });
}

/** `buf[:n]` of a buffer that is made with a constant size, and text of a Builder that was told to grow by one. */
export function excessCapacities(pkg: Package): ExcessCapacity[] {
  return [...slicedBuffers(pkg), ...grownBuilders(pkg)];
}

function slicedBuffers(pkg: Package): ExcessCapacity[] {
  return [...pkg.nodes(Kind.SliceExpression)].flatMap(part => {
    const tree = pkg.tree(part.file);
    const whole = pkg.symbolAt({ file: part.file, node: tree.childByField(part.node, Field.Operand) });
    const end = { file: part.file, node: tree.childByField(part.node, Field.End) };
    if (whole?.role !== 'local' || end.node === NO_NODE || pkg.constantOf(end) !== undefined) return [];
    const madeAt = madeFor(pkg, whole);
    const capacity = madeAt === undefined ? undefined : bytesOf(pkg, madeAt);
    if (madeAt === undefined || capacity === undefined || capacity < MIN_CAPACITY) return [];
    const [sink] = lastingSinks(pkg, part);
    return sink === undefined || isSharedByRounds(pkg, madeAt, part) ? [] : [{ part, whole, madeAt, sink, capacity }];
  });
}

/** Of `make([]T, n)` or `make([]T, n, m)` with constants. */
function bytesOf(pkg: Package, madeAt: Place): number | undefined {
  const { callee, args } = pkg.callAt(madeAt);
  const type = pkg.underlyingOf(madeAt);
  const count = args.length < 2 ? undefined : pkg.constantOf(args[args.length - 1] ?? madeAt);
  if (callee.kind !== 'builtin' || callee.name !== 'make' || type.kind !== 'slice') return undefined;
  const size = sizeOf(pkg.types, type.element);
  return typeof count === 'number' && size !== undefined ? count * size : undefined;
}

/** Whether a loop takes part after part from one buffer, which is then kept by all of them together. */
function isSharedByRounds(pkg: Package, madeAt: Place, part: Place): boolean {
  const fn = pkg.functionAround(part);
  const tree = pkg.tree(part.file);
  return (
    fn !== undefined &&
    pkg.flow(fn).canReach(part.node, part.node, node => tree.contains(node, madeAt.node) || node === madeAt.node)
  );
}

function grownBuilders(pkg: Package): ExcessCapacity[] {
  return [...pkg.callsTo('strings.(*Builder).Grow')].flatMap(grow => {
    const [size] = grow.args;
    const capacity = size === undefined ? undefined : pkg.constantOf(size);
    const whole = grow.receiver === undefined ? undefined : pkg.symbolAt(grow.receiver);
    if (typeof capacity !== 'number' || capacity < MIN_CAPACITY || whole?.role !== 'local') return [];
    return whole.uses.flatMap(use => {
      const { kind, name, node } = pkg.useOf(use);
      const part = { file: use.file, node };
      if (kind !== 'method' || name !== 'String') return [];
      const [sink] = lastingSinks(pkg, part);
      return sink === undefined ? [] : [{ part, whole, madeAt: grow.place, sink, capacity }];
    });
  });
}
