/**
 * The `Timeout` of an HTTP client, which ends a request and the reading of its response: whether and where it is set.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { AssignedValue } from '../value-flow/assignment.ts';
import { literalOf, literalsOf, settingOfClient } from './client-settings.ts';

/** What the client that an expression yields has as its timeout; undefined if none is seen. */
export function timeoutOfClient(pkg: Package, client: Place): Place | undefined {
  if (!isNamed(dereferenced(pkg.typeOf(client)), 'net/http', 'Client')) return undefined;
  return settingOfClient(pkg, client, 'Timeout');
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
