/**
 * Whether the transport of an HTTP client, where the package shows it, has connections that serve many requests at once:
 * then no connection waits for the body of one response to be read.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { settingOfClient } from './client-settings.ts';

/** What a response holds there until its body is closed is a stream. Sources: the documentation of each module. */
const MULTIPLEXING: ReadonlySet<string> = new Set([
  'golang.org/x/net/http2.Transport',
  'github.com/quic-go/quic-go/http3.RoundTripper',
  'github.com/quic-go/quic-go/http3.Transport',
]);

export function sharesConnections(pkg: Package, client: Place): boolean {
  const transport = settingOfClient(pkg, client, 'Transport');
  if (transport === undefined) return false;
  return pkg.origins(transport).some(({ kind, at }) => kind === 'literal' && MULTIPLEXING.has(typeName(pkg, at)));
}

/** The type of a literal as it is written: `golang.org/x/net/http2.Transport`, whether or not its source is there. */
function typeName(pkg: Package, { file, node }: Place): string {
  const tree = pkg.tree(file);
  const type = tree.childByField(node, Field.Type);
  if (type === NO_NODE || tree.kindOf(type) !== Kind.QualifiedType) return '';
  const member = pkg.memberAt({ file, node: type });
  return member?.kind === 'qualified' ? `${member.path}.${member.name}` : '';
}
