/**
 * The `Timeout` of an HTTP client, which ends a request and the reading of its response: whether and where it is set.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { AssignedValue } from '../value-flow/assignment.ts';
import type { Origin } from '../value-flow/origins.ts';

/** What the client that an expression yields has as its timeout; undefined if none is seen. */
export function timeoutOfClient(pkg: Package, client: Place): Place | undefined {
  if (!isNamed(dereferenced(pkg.typeOf(client)), 'net/http', 'Client')) return undefined;
  const literals = pkg.origins(client).flatMap(origin => literalsOf(pkg, origin));
  return first(literals, literal => fieldOfLiteral(pkg, literal, 'Timeout')) ?? timeoutAssigned(pkg, client);
}

/** Whether the client is one whose every setting is in sight: then it has no timeout unless {@link timeoutOfClient} tells one. */
export function isClientInSight(pkg: Package, client: Place): boolean {
  if (isDefaultClient(pkg, client)) return true;
  if (!isNamed(dereferenced(pkg.typeOf(client)), 'net/http', 'Client')) return false;
  const origins = pkg.origins(client);
  return (
    origins.length > 0 &&
    origins.every(origin => {
      if (origin.kind === 'zero' || origin.kind === 'made' || isDefaultClient(pkg, origin.at)) return true;
      if (origin.kind === 'field') return isHeldInSight(pkg, origin.stores);
      return literalsOf(pkg, origin).length > 0;
    })
  );
}

/** Whether all that a field may hold are literals and the default client. */
function isHeldInSight(pkg: Package, stores: readonly AssignedValue[] | undefined): boolean {
  return (
    stores !== undefined &&
    stores.length > 0 &&
    stores.every(({ value }) => isDefaultClient(pkg, value) || literalOf(pkg, value).length > 0)
  );
}

/** Nobody sets a timeout for it, as far as goleaklint can tell. */
function isDefaultClient(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.SelectorExpression) return false;
  const holder = pkg.symbolAt({ file, node: tree.childByField(node, Field.Operand) });
  const name = tree.textOf(tree.childByField(node, Field.Field));
  return holder?.kind === 'package' && holder.path === 'net/http' && name === 'DefaultClient';
}

/** The value of a key in a composite literal. */
function fieldOfLiteral(pkg: Package, { file, node }: Place, name: string): Place | undefined {
  const tree = pkg.tree(file);
  for (const element of tree.namedChildren(tree.childByField(node, Field.Body))) {
    if (tree.kindOf(element) !== Kind.KeyedElement) continue;
    if (tree.textOf(tree.childByField(element, Field.Key)) !== name) continue;
    return { file, node: tree.firstNamedChild(tree.childByField(element, Field.Value)) };
  }
  return undefined;
}

/** The literals that a variable of the package, or a field, may hold as well. */
function literalsOf(pkg: Package, origin: Origin): readonly Place[] {
  switch (origin.kind) {
    case 'literal':
      return [origin.at];
    case 'field':
      return (origin.stores ?? []).flatMap(({ value }) => literalOf(pkg, value));
    case 'global': {
      const { declaration } = origin.symbol ?? {};
      const value = declaration === undefined ? undefined : pkg.valueAssignedAt(declaration);
      return value === undefined || value === 'none' ? [] : literalOf(pkg, value);
    }
    default:
      return [];
  }
}

const literalOf = (pkg: Package, value: Place): readonly Place[] =>
  pkg.origins(value).flatMap(({ kind, at }) => (kind === 'literal' ? [at] : []));

/** `client.Timeout = d` */
function timeoutAssigned(pkg: Package, client: Place): Place | undefined {
  const symbol = pkg.symbolAt(client);
  return first(symbol?.uses ?? [], at => {
    const use = pkg.useOf(at);
    if (use.kind !== 'field' || use.name !== 'Timeout') return undefined;
    const selector = { file: at.file, node: use.node };
    const value = pkg.useOf(selector).kind === 'assigned' ? pkg.valueAssignedAt(selector) : undefined;
    return value === 'none' ? undefined : value;
  });
}

function first<T, R>(items: readonly T[], of: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = of(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
