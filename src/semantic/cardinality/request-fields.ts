/**
 * Fields of requests that whoever sends the request decides.
 *
 * Requests that the program itself makes, of a client, have the same type: only those count that come with a
 * ResponseWriter, or from the context of a framework.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Variety } from '../effects/effect.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced, isNamed, named, type Type } from '../types/type.ts';

/** What a field is: a value that varies, or a part of what the operand is. */
export type RequestField = { readonly variety: Variety } | { readonly of: Place };

const OF_REQUEST: ReadonlyMap<string, Variety> = new Map([
  ['RemoteAddr', 'address'],
  ['RequestURI', 'client'],
  ['URL', 'client'],
  ['Header', 'client'],
  ['Form', 'client'],
  ['PostForm', 'client'],
]);

const OF_URL: ReadonlySet<string> = new Set(['Path', 'RawPath', 'RawQuery', 'Fragment']);

/** The field that a selector names, if it is one of those. */
export function requestFieldAt(pkg: Package, { file, node }: Place): RequestField | undefined {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.SelectorExpression) return undefined;
  const name = tree.textOf(tree.childByField(node, Field.Field));
  const operand = { file, node: tree.childByField(node, Field.Operand) };
  const type = ownerType(pkg, operand);
  if (isNamed(type, 'net/url', 'URL')) return OF_URL.has(name) ? { of: operand } : undefined;
  if (isNamed(type, 'google.golang.org/grpc/peer', 'Peer')) return name === 'Addr' ? { variety: 'address' } : undefined;
  const variety = isNamed(type, 'net/http', 'Request') || isOfContext(pkg, operand) ? OF_REQUEST.get(name) : undefined;
  return variety !== undefined && isServed(pkg, operand, 0) ? { variety } : undefined;
}

/** A URL of a request whose type has no source. */
function ownerType(pkg: Package, operand: Place): Type {
  const type = dereferenced(pkg.types.unaliased(pkg.typeOf(operand)));
  if (type.kind !== 'unknown') return type;
  const field = requestFieldAt(pkg, operand);
  return field !== undefined && nameAt(pkg, operand) === 'URL' ? named('net/url', 'URL') : type;
}

/** `c.Request` of gin, whose source is rarely at hand. */
function isOfContext(pkg: Package, at: Place): boolean {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.SelectorExpression || nameAt(pkg, at) !== 'Request') return false;
  const context = { file: at.file, node: tree.childByField(at.node, Field.Operand) };
  return isNamed(dereferenced(pkg.typeOf(context)), 'github.com/gin-gonic/gin', 'Context');
}

function nameAt(pkg: Package, { file, node }: Place): string {
  const tree = pkg.tree(file);
  return tree.kindOf(node) === Kind.SelectorExpression ? tree.textOf(tree.childByField(node, Field.Field)) : '';
}

/** Helpers of helpers deeper than this are not asked for their callers. */
const MAX_STEPS = 3;

/** Whether a client has sent the request. */
function isServed(pkg: Package, request: Place, steps: number): boolean {
  if (isOfContext(pkg, request)) return true;
  return pkg.origins(request).some(origin => {
    if (origin.kind === 'parameter') return isServedParameter(pkg, origin.symbol, steps);
    if (origin.kind !== 'call') return false;
    const { effect, receiver, key } = pkg.callAt(origin.at);
    if (key.endsWith('echo/v4.Context.Request')) return true;
    return effect.formats?.includes('receiver') === true && receiver !== undefined && isServed(pkg, receiver, steps);
  });
}

function isServedParameter(pkg: Package, symbol: GoSymbol, steps: number): boolean {
  const fn = symbol.owner;
  if (fn === undefined) return false;
  if (takesWriter(pkg, fn)) return true;
  const index = fn.parameters.indexOf(symbol);
  if (steps >= MAX_STEPS || index < 0) return false;
  return pkg.callsOf(fn).some(({ args }) => {
    const argument = args[index];
    return argument !== undefined && isServed(pkg, argument, steps + 1);
  });
}

function takesWriter(pkg: Package, fn: GoFunction): boolean {
  return fn.parameters.some(
    parameter => parameter !== undefined && isNamed(pkg.typeOfSymbol(parameter), 'net/http', 'ResponseWriter'),
  );
}
