/**
 * Slices of a small constant size that are made together with the struct that holds them: two objects where the struct
 * could hold an array.
 *
 * Only where the struct is allocated on its own, `&T{buf: make([]byte, 0, 64)}`: a struct that is copied must not point
 * into itself. Measured with Go 1.26: two objects, against one with an array. Silent where a far larger buffer is made
 * beside it, which the small one adds nothing to, and where the field gets another buffer later, so that the array
 * would be dead weight; also where neither can be told.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import { dereferenced } from '../types/type.ts';
import { bytesOf } from './sizes.ts';
import { isExported } from '../names/exported.ts';

/** A buffer that could be an array. */
interface ArrayBacked {
  /** The `make` call. */
  readonly made: Place;
  readonly field: string;
  readonly elementText: string;
  readonly capacity: number;
  /** In bytes, on 64 bits. */
  readonly size: number;
}

/** All such buffers of one composite literal, at least one, in source order. */
export interface SmallBuffers {
  readonly owner: string;
  readonly buffers: readonly [ArrayBacked, ...ArrayBacked[]];
}

/** Larger buffers are better off on their own: the struct would move to another size class. */
const MAX_BYTES = 256;
/** So many times larger, and the buffer beside is what the literal costs. */
const FAR_LARGER = 16;

export function smallBuffers(pkg: Package): SmallBuffers[] {
  const found: SmallBuffers[] = [];
  for (const at of pkg.nodes(Kind.UnaryExpression)) {
    const tree = pkg.tree(at.file);
    const literal = tree.firstNamedChild(at.node);
    if (tree.kindOf(literal) !== Kind.CompositeLiteral) continue;
    const group = buffersIn(pkg, { file: at.file, node: literal });
    if (group !== undefined) found.push(group);
  }
  return found;
}

function buffersIn(pkg: Package, literal: Place): SmallBuffers | undefined {
  const { file } = literal;
  const made = madeIn(pkg, literal);
  if (made.length === 0) return undefined;
  const owner = dereferenced(pkg.typeOf(literal));
  if (owner.kind !== 'named' || owner.path !== pkg.path || pkg.types.underlying(owner).kind !== 'struct')
    return undefined;
  const small = made.flatMap(({ field, node }) => {
    const buffer = isExported(field) ? undefined : bufferAt(pkg, field, { file, node });
    return buffer === undefined || isReplaced(pkg, owner.name, buffer) ? [] : [buffer];
  });
  const total = small.reduce((sum, { size }) => sum + size, 0);
  const isBesideLarger = made.some(({ node }) => (sizeOf(pkg, { file, node }) ?? Infinity) >= FAR_LARGER * total);
  const [first, ...others] = small;
  return first === undefined || isBesideLarger ? undefined : { owner: owner.name, buffers: [first, ...others] };
}

/** The fields of a literal that a `make` of a slice fills. */
function madeIn(pkg: Package, { file, node }: Place): { field: string; node: NodeId }[] {
  const tree = pkg.tree(file);
  return tree.namedChildren(tree.childByField(node, Field.Body)).flatMap(element => {
    if (tree.kindOf(element) !== Kind.KeyedElement) return [];
    const value = tree.childByField(element, Field.Value);
    const made = value === NO_NODE ? NO_NODE : tree.firstNamedChild(value);
    if (made === NO_NODE || !isMadeSlice(pkg, { file, node: made })) return [];
    return [{ field: tree.textOf(tree.childByField(element, Field.Key)), node: made }];
  });
}

function isMadeSlice(pkg: Package, at: Place): boolean {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.CallExpression) return false;
  // Most calls in literals are of something else, which need not be resolved to see.
  if (tree.textOf(tree.childByField(at.node, Field.Function)) !== 'make') return false;
  const { callee } = pkg.callAt(at);
  return callee.kind === 'builtin' && callee.name === 'make' && pkg.underlyingOf(at).kind === 'slice';
}

function bufferAt(pkg: Package, field: string, made: Place): ArrayBacked | undefined {
  const capacity = capacityOf(pkg, made);
  const size = sizeOf(pkg, made);
  const [typeAt] = pkg.callAt(made).args;
  if (typeAt === undefined || capacity === undefined || capacity < 1) return undefined;
  if (size === undefined || size > MAX_BYTES) return undefined;
  const text = pkg.textOf(typeAt);
  return { made, field, elementText: text.startsWith('[]') ? text.slice(2) : text, capacity, size };
}

function capacityOf(pkg: Package, made: Place): number | undefined {
  const last = pkg.callAt(made).args.slice(1).at(-1);
  const capacity = last === undefined ? undefined : pkg.constantOf(last);
  return typeof capacity === 'number' ? capacity : undefined;
}

/** In bytes; undefined where the capacity is not constant or the size of an element unknown. */
function sizeOf(pkg: Package, made: Place): number | undefined {
  const capacity = capacityOf(pkg, made);
  const type = pkg.underlyingOf(made);
  const bytes = type.kind === 'slice' ? bytesOf(pkg.types, type.element) : undefined;
  return bytes === undefined || capacity === undefined ? undefined : bytes * capacity;
}

/** Whether the package lets the field point to something that may be larger. */
function isReplaced(pkg: Package, owner: string, { field, capacity }: ArrayBacked): boolean {
  const key = `${pkg.path}.${owner}.${field}`;
  for (const at of pkg.nodes(Kind.SelectorExpression)) {
    const tree = pkg.tree(at.file);
    if (tree.textOf(tree.childByField(at.node, Field.Field)) !== field) continue;
    const cell = pkg.fields.at(at);
    if (cell?.key !== key) continue;
    return cell.selectors.some(
      selector => pkg.useOf(selector).kind === 'assigned' && !keepsBuffer(pkg, cell, selector, capacity),
    );
  }
  return false;
}

/** Whether what is assigned to the field is its own buffer, as in `t.buf = append(t.buf[:0], x)`, or none. */
function keepsBuffer(pkg: Package, cell: FieldCell, selector: Place, capacity: number): boolean {
  const { file } = selector;
  const tree = pkg.tree(file);
  const statement = tree.parentOf(tree.parentOf(selector.node));
  const right = tree.childByField(statement, Field.Right);
  if (right === NO_NODE) return false;
  for (const node of tree.descendantsOfKind(right, Kind.CallExpression)) {
    if (isMadeSlice(pkg, { file, node }) && (capacityOf(pkg, { file, node }) ?? Infinity) > capacity) return false;
  }
  const value = pkg.valueAssignedAt(selector);
  if (value !== undefined && value !== 'none' && isNoneOrSmall(pkg, value)) return true;
  return cell.selectors.some(other => other.file === file && tree.contains(right, other.node));
}

/** `nil`, or a buffer that was seen to be no larger. */
const isNoneOrSmall = (pkg: Package, value: Place): boolean =>
  pkg.tree(value.file).kindOf(value.node) === Kind.Nil || isMadeSlice(pkg, value);
