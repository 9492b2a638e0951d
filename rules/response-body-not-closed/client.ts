/**
 * Who makes a request: whether its response comes from the network as it does from http.Client itself.
 */
import type { Call, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { isNamed, type Type } from '../../src/rule/types.ts';

const ROUND_TRIPPER = 'net/http.RoundTripper.RoundTrip';

/** Whether a round tripper that code of the module has made answers: it may make the response in memory. */
export function isOwnRoundTripper(pkg: Package, { key, receiver }: Call): boolean {
  if (key !== ROUND_TRIPPER || receiver === undefined) return false;
  return pkg.origins(receiver).some(({ kind, at }) => {
    if (kind === 'call') return !pkg.callAt(at).key.startsWith('net/http.');
    return kind === 'literal' && !isOfHttp(pkg, at);
  });
}

function isOfHttp(pkg: Package, at: Place): boolean {
  return isNamed(withoutPointer(pkg.typeOf(at)), 'net/http', 'Transport');
}

/**
 * Whether the client is embedded in a type of another package, which may have a transport that reads and closes the
 * bodies itself.
 */
export function isEmbeddedElsewhere(pkg: Package, { key, receiver }: Call): boolean {
  if (receiver === undefined || !key.startsWith('net/http.(*Client).')) return false;
  const type = withoutPointer(pkg.typeOf(receiver));
  if (isNamed(type, 'net/http', 'Client') || embedsClient(pkg, type)) return false;
  return !holdersOf(pkg, receiver).some(holder => isReplaced(pkg, holder));
}

/** The variables that hold the value, through a field as well. */
function holdersOf(pkg: Package, at: Place): GoSymbol[] {
  const stored = pkg.origins(at).flatMap(origin => (origin.kind === 'field' ? (origin.stores ?? []) : []));
  return [at, ...stored.map(({ value }) => value)].flatMap(place => pkg.symbolAt(place) ?? []);
}

/** `helper.Client = …`: the client is one of this package then. */
function isReplaced(pkg: Package, holder: GoSymbol): boolean {
  return holder.uses.some(at => {
    const { kind, name, node } = pkg.useOf(at);
    return kind === 'field' && name === 'Client' && pkg.useOf({ file: at.file, node }).kind === 'assigned';
  });
}

/** Whether a type of this package embeds the client itself. */
function embedsClient(pkg: Package, type: Type): boolean {
  if (type.kind !== 'named' || type.path !== pkg.path) return false;
  const struct = pkg.types.underlying(type);
  if (struct.kind !== 'struct') return false;
  return struct.fields.some(
    ({ embedded, type: field }) =>
      embedded && (isNamed(withoutPointer(field), 'net/http', 'Client') || embedsClient(pkg, withoutPointer(field))),
  );
}

const withoutPointer = (type: Type): Type => (type.kind === 'pointer' ? type.element : type);
