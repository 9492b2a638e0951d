/**
 * The `Timeout` of an HTTP client, which ends a request and the reading of its response: whether and where it is set.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { Origin } from '../value-flow/origins.ts';

/** What the client that an expression yields has as its timeout; undefined if none is seen. */
export function timeoutOfClient(pkg: Package, client: Place): Place | undefined {
  if (!isNamed(dereferenced(pkg.typeOf(client)), 'net/http', 'Client')) return undefined;
  const literals = pkg.origins(client).flatMap(origin => literalsOf(pkg, origin));
  return first(literals, literal => fieldOfLiteral(pkg, literal, 'Timeout')) ?? timeoutAssigned(pkg, client);
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
