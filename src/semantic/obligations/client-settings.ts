/**
 * What the fields of an HTTP client are set to, where the package shows it: in the literal that makes the client, or later.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Origin } from '../value-flow/origins.ts';

/** What a field of the client that an expression yields is set to; undefined if nothing is seen to set it. */
export function settingOfClient(pkg: Package, client: Place, name: string): Place | undefined {
  const literals = pkg
    .origins(client)
    .flatMap(origin => [...literalsOf(pkg, origin), ...literalsReturned(pkg, origin)]);
  return first(literals, literal => fieldOfLiteral(pkg, literal, name)) ?? valueAssigned(pkg, client, name);
}

/** The literals that a variable of the package, or a field, may hold as well. */
export function literalsOf(pkg: Package, origin: Origin): readonly Place[] {
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

export const literalOf = (pkg: Package, value: Place): readonly Place[] =>
  pkg.origins(value).flatMap(({ kind, at }) => (kind === 'literal' ? [at] : []));

/** The literals that a function of the package may return. */
function literalsReturned(pkg: Package, origin: Origin): readonly Place[] {
  const fn = origin.kind === 'call' ? pkg.callAt(origin.at).target : undefined;
  if (origin.kind !== 'call' || fn === undefined) return [];
  const { file } = fn.place;
  const tree = pkg.tree(file);
  return [...tree.descendantsOfKind(fn.body, Kind.ReturnStatement)].flatMap(node => {
    const value = returnedValues(tree, node)[origin.result];
    return value === undefined || pkg.functionAround({ file, node }) !== fn
      ? []
      : literalOf(pkg, { file, node: value });
  });
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

/** `client.Timeout = d` */
function valueAssigned(pkg: Package, client: Place, name: string): Place | undefined {
  const symbol = pkg.symbolAt(client);
  return first(symbol?.uses ?? [], at => {
    const use = pkg.useOf(at);
    if (use.kind !== 'field' || use.name !== name) return undefined;
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
