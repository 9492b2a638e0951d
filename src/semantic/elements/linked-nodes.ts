/**
 * Nodes that are taken off the front of a linked list, and that still lead to the rest of it.
 *
 * A node type is a struct of the package with a field that points to another of its kind.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';

export interface UnlinkedNode {
  /** `n.next`, which becomes the head. */
  readonly at: Place;
  readonly node: GoSymbol;
  readonly link: FieldCell;
  readonly head: Place;
}

/** `n := l.head; l.head = n.next; return n`, in packages that never set the link of a node to nil. */
export function unlinkedNodes(pkg: Package): UnlinkedNode[] {
  return [...pkg.nodes(Kind.SelectorExpression)].flatMap(at => {
    const { kind, target } = pkg.useOf(at);
    if ((kind !== 'stored' && kind !== 'alias') || target === undefined) return [];
    const tree = pkg.tree(at.file);
    const node = pkg.symbolAt({ file: at.file, node: tree.childByField(at.node, Field.Operand) });
    const head = { file: at.file, node: target };
    const fn = pkg.functionAround(at);
    const link = node?.role === 'local' ? linkOf(pkg, at, node) : undefined;
    if (node === undefined || link === undefined || fn === undefined || !isHead(pkg, node, head)) return [];
    return isReturned(pkg, node) && !isUnlinked(pkg, link) && !makesNodes(pkg, fn, node)
      ? [{ at, node, link, head }]
      : [];
  });
}

function linkOf(pkg: Package, at: Place, node: GoSymbol): FieldCell | undefined {
  const type = pkg.types.unaliased(dereferenced(pkg.typeOfSymbol(node)));
  const pointed = pkg.types.unaliased(dereferenced(pkg.typeOf(at)));
  const cell = pkg.fields.at(at);
  const isLink =
    type.kind === 'named' && type.path === pkg.path && pointed.kind === 'named' && pointed.name === type.name;
  return isLink && pointed.path === type.path && cell?.isComplete === true ? cell : undefined;
}

/** Whether the variable holds what the place held before. */
function isHead(pkg: Package, node: GoSymbol, head: Place): boolean {
  if (pkg.symbolAt(head)?.role === 'local') return false;
  const value = pkg.soleValue(node);
  return value !== undefined && pkg.textOf(value) === pkg.textOf(head);
}

const isReturned = (pkg: Package, node: GoSymbol): boolean => node.uses.some(use => pkg.useOf(use).kind === 'returned');

/** Whether the package sets the link of any node to nil: it knows what it does. */
function isUnlinked(pkg: Package, link: FieldCell): boolean {
  return link.selectors.some(selector => {
    const value = pkg.useOf(selector).kind === 'assigned' ? pkg.valueAssignedAt(selector) : 'none';
    return value !== 'none' && (value === undefined || pkg.tree(value.file).kindOf(value.node) === Kind.Nil);
  });
}

/** Whether the function makes a node where the list has none: a free list, whose nodes get another link soon. */
function makesNodes(pkg: Package, fn: GoFunction, node: GoSymbol): boolean {
  const tree = pkg.tree(fn.place.file);
  const name = (type: Place): string => pkg.textOf(type);
  const nodeType = dereferenced(pkg.typeOfSymbol(node));
  const wanted = nodeType.kind === 'named' ? nodeType.name : '';
  const literals = [...pkg.nodes(Kind.CompositeLiteral)].filter(
    at => at.file === fn.place.file && tree.contains(fn.place.node, at.node),
  );
  const isMadeByLiteral = literals.some(at => name({ file: at.file, node: tree.firstNamedChild(at.node) }) === wanted);
  return isMadeByLiteral || pkg.callsIn(fn).some(({ callee }) => callee.kind === 'builtin' && callee.name === 'new');
}
