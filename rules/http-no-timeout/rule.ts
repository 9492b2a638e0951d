/**
 * Finds HTTP clients and servers without any timeout: literals, and the functions of net/http that use such a client or
 * server.
 */
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';
import { isNamed } from '../../src/rule/types.ts';

const HTTP = 'net/http';

/** What limits the reading of a request; WriteTimeout alone does not. */
const OF_SERVER: readonly string[] = ['ReadTimeout', 'ReadHeaderTimeout'];

const REQUESTS: readonly string[] = ['Get', 'Head', 'Post', 'PostForm'].map(name => `${HTTP}.${name}`);
const SERVING: readonly string[] = ['ListenAndServe', 'ListenAndServeTLS', 'Serve', 'ServeTLS'].map(
  name => `${HTTP}.${name}`,
);

type Kinds = 'client' | 'server';

export const rule = defineRule({
  meta: {
    id: 'http-no-timeout',
    family: 'resource',
    tier: 'opt-in',
    summary: 'An HTTP client or server has no timeout',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Without a timeout, an HTTP client waits as long as the server keeps the connection open, even if the server ' +
      'says nothing. The goroutine that called, two goroutines of the connection and everything that they refer to ' +
      'stay as long. http.DefaultClient has no timeout. A server without ReadHeaderTimeout keeps a goroutine, a ' +
      'file descriptor and buffers for every client that does not finish its request, until the client closes the ' +
      'connection: a few thousand slow clients use up the descriptors.',
    remedy:
      'Make one client with a Timeout, or give every request a context with a deadline. Set ReadHeaderTimeout of ' +
      'servers, and ReadTimeout if bodies are small.',
    limits:
      'Holds for every version of Go. Not reported: clients whose Transport is not written in place, since it may ' +
      'have its own timeouts, and packages that assign timeouts to fields later. Whether requests have a context ' +
      'with a deadline is not known; hence info and opt-in.',
    references: [
      'https://pkg.go.dev/net/http#Client',
      'https://pkg.go.dev/net/http#Server',
      'https://blog.cloudflare.com/the-complete-guide-to-golang-net-http-timeouts/',
    ],
    messages: {
      client:
        'this client has no timeout, so that a server that does not answer keeps the caller and a connection for ever; set ' +
        'Timeout, or use contexts with a deadline',
      server:
        'this server has no timeout for reading requests, so that each client that sends none keeps a goroutine and a ' +
        'connection for ever; set ReadHeaderTimeout',
      request:
        '{function} uses a client without timeout, so that a server that does not answer keeps the caller and a connection ' +
        'for ever; use a client with a Timeout',
      serving:
        '{function} serves without timeouts, so that each client that sends no request keeps a goroutine and a connection ' +
        'for ever; use a Server with ReadHeaderTimeout',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: [HTTP],
  check({ pkg, report }) {
    for (const at of pkg.nodes(Kind.CompositeLiteral)) {
      const kind = kindOf(pkg, at);
      if (kind === undefined || isLimited(pkg, at, kind) || isSetLater(pkg, kind)) continue;
      report(at, kind, kind === 'server' ? { severity: 'warning' } : {});
    }
    for (const call of pkg.callsTo(...REQUESTS))
      report(call.place, 'request', { data: { function: nameOf(call.key) } });
    for (const call of pkg.callsTo(...SERVING)) report(call.place, 'serving', { data: { function: nameOf(call.key) } });
  },
});

const nameOf = (key: string): string => `http.${key.slice(key.lastIndexOf('.') + 1)}`;

function kindOf(pkg: Package, at: Place): Kinds | undefined {
  const type = pkg.typeOf(at);
  if (isNamed(type, HTTP, 'Client')) return 'client';
  return isNamed(type, HTTP, 'Server') ? 'server' : undefined;
}

function isLimited(pkg: Package, literal: Place, kind: Kinds): boolean {
  const keys = elementsOf(pkg, literal);
  if (keys === undefined) return true;
  if (kind === 'server') return OF_SERVER.some(name => keys.has(name));
  const transport = keys.get('Transport');
  return keys.has('Timeout') || (transport !== undefined && mayLimit(pkg, transport));
}

/** Whether a transport may end requests that take too long: unless it is written in place, without such a setting. */
function mayLimit(pkg: Package, transport: Place): boolean {
  const [origin, ...others] = pkg.origins(transport);
  if (origin?.kind !== 'literal' || others.length > 0) return true;
  return (
    !isNamed(pkg.typeOf(origin.at), HTTP, 'Transport') ||
    elementsOf(pkg, origin.at)?.has('ResponseHeaderTimeout') !== false
  );
}

/** The values of a literal by their keys; undefined if it has none. */
function elementsOf(pkg: Package, { file, node }: Place): ReadonlyMap<string, Place> | undefined {
  const tree = pkg.tree(file);
  const found = new Map<string, Place>();
  for (const element of tree.namedChildren(tree.childByField(node, Field.Body))) {
    if (tree.kindOf(element) === Kind.Comment) continue;
    if (tree.kindOf(element) !== Kind.KeyedElement) return undefined;
    const value = tree.firstNamedChild(tree.childByField(element, Field.Value));
    found.set(tree.textOf(tree.childByField(element, Field.Key)), { file, node: value });
  }
  return found;
}

/** Whether the package assigns to a timeout of a client, or of a server. */
function isSetLater(pkg: Package, kind: Kinds): boolean {
  for (const { file, node } of pkg.nodes(Kind.AssignmentStatement)) {
    const tree = pkg.tree(file);
    for (const target of tree.namedChildren(tree.childByField(node, Field.Left))) {
      if (tree.kindOf(target) !== Kind.SelectorExpression) continue;
      const name = tree.textOf(tree.childByField(target, Field.Field));
      if (!(kind === 'client' ? ['Timeout', 'Transport'] : OF_SERVER).includes(name)) continue;
      if (isOf(pkg, { file, node: tree.childByField(target, Field.Operand) }, kind)) return true;
    }
  }
  return false;
}

function isOf(pkg: Package, operand: Place, kind: Kinds): boolean {
  const type = pkg.typeOf(operand);
  return isNamed(type.kind === 'pointer' ? type.element : type, HTTP, kind === 'client' ? 'Client' : 'Server');
}
