/**
 * Structs that are allocated together with the one struct that points to them: objects that could be one.
 *
 * Only unexported fields that composite literals alone fill, each with an object of its own: then nothing replaces it,
 * and it is there as long as its owner. Silent where any of this cannot be told.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { isExported } from '../names/exported.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { sizeOf } from '../types/sizes.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';

export interface OwnedObject {
  /** What allocates it: `&U{…}` or `new(U)`. */
  readonly at: Place;
  readonly field: string;
  /** The type as written. */
  readonly typeText: string;
  /** Whether the package only selects through the pointer, so that it is never copied, compared or handed on. */
  readonly isOnlySelected: boolean;
}

/** All such objects of one literal `&T{…}`, at least one, in source order. */
export interface OwnedObjects {
  readonly literal: Place;
  readonly owner: string;
  readonly objects: readonly OwnedObject[];
}

/** Larger ones would move their owner to another size class for little. */
const MAX_BYTES = 512;

const SMALL = [
  'bufio.Reader',
  'bufio.Scanner',
  'bufio.Writer',
  'bytes.Buffer',
  'bytes.Reader',
  'strings.Builder',
  'strings.Reader',
  'sync.Map',
  'sync.Mutex',
  'sync.Once',
  'sync.Pool',
  'sync.RWMutex',
  'sync.WaitGroup',
];

const known = new WeakMap<Package, readonly OwnedObjects[]>();

/** Found once for each package: several rules ask. */
export function ownedObjects(pkg: Package): readonly OwnedObjects[] {
  let objects = known.get(pkg);
  if (objects === undefined) known.set(pkg, (objects = findOwnedObjects(pkg)));
  return objects;
}

function findOwnedObjects(pkg: Package): OwnedObjects[] {
  const found: OwnedObjects[] = [];
  for (const { file, node } of pkg.nodes(Kind.UnaryExpression)) {
    const tree = pkg.tree(file);
    const literal = tree.firstNamedChild(node);
    if (tree.kindOf(literal) !== Kind.CompositeLiteral) continue;
    const objects = objectsIn(pkg, { file, node: literal });
    const owner = objects.length === 0 ? undefined : dereferenced(pkg.typeOf({ file, node: literal }));
    if (owner?.kind === 'named' && owner.path === pkg.path) {
      found.push({ literal: { file, node: literal }, owner: owner.name, objects });
    }
  }
  return found;
}

function objectsIn(pkg: Package, { file, node }: Place): OwnedObject[] {
  const tree = pkg.tree(file);
  return tree.namedChildren(tree.childByField(node, Field.Body)).flatMap(element => {
    if (tree.kindOf(element) !== Kind.KeyedElement) return [];
    const value = tree.childByField(element, Field.Value);
    const at = { file, node: value === NO_NODE ? NO_NODE : tree.firstNamedChild(value) };
    const field = tree.textOf(tree.childByField(element, Field.Key));
    const object = at.node === NO_NODE || isExported(field) ? undefined : objectAt(pkg, field, at);
    return object === undefined ? [] : [object];
  });
}

function objectAt(pkg: Package, field: string, at: Place): OwnedObject | undefined {
  const type = allocatedType(pkg, at);
  const pointer = type === undefined ? undefined : pkg.typeOf(at);
  if (type === undefined || pointer?.kind !== 'pointer' || pkg.types.underlying(pointer.element).kind !== 'struct') {
    return undefined;
  }
  const cell = isSmall(pkg, pointer.element) ? pkg.fields.ofElement(at) : undefined;
  if (cell === undefined || !isFilledByLiteralsAlone(pkg, cell)) return undefined;
  return { at, field, typeText: pkg.textOf(type), isOnlySelected: isOnlySelected(pkg, cell) };
}

/** The type that `&U{…}` or `new(U)` names. */
function allocatedType(pkg: Package, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) === Kind.UnaryExpression) {
    const literal = tree.firstNamedChild(node);
    const isAddress = tree.textOf(tree.childByField(node, Field.Operator)) === '&';
    if (!isAddress || tree.kindOf(literal) !== Kind.CompositeLiteral) return undefined;
    return { file, node: tree.childByField(literal, Field.Type) };
  }
  if (tree.kindOf(node) !== Kind.CallExpression) return undefined;
  if (tree.textOf(tree.childByField(node, Field.Function)) !== 'new') return undefined;
  const { callee, args } = pkg.callAt({ file, node });
  return callee.kind === 'builtin' && callee.name === 'new' ? args[0] : undefined;
}

/** What other packages hide in a struct has no size here, but these are known to be small. */
function isSmall(pkg: Package, type: Type): boolean {
  if (type.kind === 'named' && SMALL.includes(`${type.path}.${type.name}`)) return true;
  return (sizeOf(pkg.types, type) ?? Infinity) <= MAX_BYTES;
}

/** Whether every value of the field is an object that a literal of its owner allocates. */
function isFilledByLiteralsAlone(pkg: Package, cell: FieldCell): boolean {
  if (!cell.isComplete || cell.literalValues.some(value => allocatedType(pkg, value) === undefined)) return false;
  return cell.selectors.every(at => !['assigned', 'address'].includes(pkg.useOf(at).kind));
}

function isOnlySelected(pkg: Package, { selectors }: FieldCell): boolean {
  return selectors.every(at => ['field', 'method'].includes(pkg.useOf(at).kind));
}
