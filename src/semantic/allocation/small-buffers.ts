/**
 * Slices of a small constant size that are made together with the struct that holds them: two objects where the struct
 * could hold an array.
 *
 * Only where the struct is allocated on its own, `&T{buf: make([]byte, 0, 64)}`: a struct that is copied must not point
 * into itself. Measured with Go 1.26: two objects, against one with an array.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import { bytesOf } from './sizes.ts';

export interface ArrayBacked {
  /** The `make` call. */
  readonly made: Place;
  readonly owner: string;
  readonly field: string;
  readonly elementText: string;
  readonly capacity: number;
  /** In bytes, on 64 bits. */
  readonly size: number;
}

/** Larger buffers are better off on their own: the struct would move to another size class. */
const MAX_BYTES = 256;

export function smallBuffers(pkg: Package): ArrayBacked[] {
  const found: ArrayBacked[] = [];
  for (const at of pkg.nodes(Kind.CallExpression)) {
    const { callee, args } = pkg.callAt(at);
    if (callee.kind !== 'builtin' || callee.name !== 'make' || args.length < 2) continue;
    const buffer = bufferAt(pkg, at, args);
    if (buffer !== undefined) found.push(buffer);
  }
  return found;
}

function bufferAt(pkg: Package, made: Place, args: readonly Place[]): ArrayBacked | undefined {
  const [typeAt, ...sizes] = args;
  const last = sizes.at(-1);
  const capacity = last === undefined ? undefined : pkg.constantOf(last);
  const type = pkg.underlyingOf(made);
  if (typeAt === undefined || typeof capacity !== 'number' || capacity < 1 || type.kind !== 'slice') return undefined;
  const size = sizeOf(pkg, type.element, capacity);
  const holder = holderOf(pkg, made);
  if (size === undefined || size > MAX_BYTES || holder === undefined) return undefined;
  const text = pkg.textOf(typeAt);
  return { made, ...holder, elementText: text.startsWith('[]') ? text.slice(2) : text, capacity, size };
}

function sizeOf(pkg: Package, element: Type, capacity: number): number | undefined {
  const bytes = bytesOf(pkg.types, element);
  return bytes === undefined ? undefined : bytes * capacity;
}

/** The unexported field of a struct of the package, allocated here, that the call fills. */
function holderOf(pkg: Package, { file, node }: Place): { owner: string; field: string } | undefined {
  const tree = pkg.tree(file);
  const element = tree.ancestorOfKind(node, Kind.KeyedElement, Kind.Block);
  if (tree.kindOf(element) !== Kind.KeyedElement) return undefined;
  const value = tree.childByField(element, Field.Value);
  if (value === NO_NODE || tree.firstNamedChild(value) !== node) return undefined;
  const literal = tree.ancestorOfKind(element, Kind.CompositeLiteral);
  const allocation = tree.parentOf(literal);
  if (tree.kindOf(allocation) !== Kind.UnaryExpression) return undefined;
  const type = dereferenced(pkg.typeOf({ file, node: literal }));
  const field = tree.textOf(tree.childByField(element, Field.Key));
  if (type.kind !== 'named' || type.path !== pkg.path || pkg.types.underlying(type).kind !== 'struct') return undefined;
  return /^\p{Lu}/u.test(field) ? undefined : { owner: type.name, field };
}
