/**
 * What is made from a resource and is of no use without it: the bucket of a client, a client of generated code around a
 * connection. Whoever keeps that has use for the resource as well, and may be the one who answers for it.
 */
import type { Call } from '../calls/call.ts';
import { canHoldResource } from '../escape/can-hold.ts';
import { calledName } from '../escape/method-name.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { targetsOf } from './destination.ts';
import { isStandardKey } from '../std/standard-paths.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { UseKind } from '../value-flow/use.ts';

/** `pb.NewGreeterClient(conn)` as generators of code write it: it calls methods of the connection, and closes nothing. */
const STUB = /^New\w*Client$/;

/** Whether the call makes a client that only borrows the connection which is its sole argument. */
export function makesStub(pkg: Package, call: Call): boolean {
  const [connection, ...others] = call.args;
  if (connection === undefined || others.length > 0 || call.receiver !== undefined) return false;
  if (!STUB.test(calledName(pkg, call))) return false;
  return isNamed(dereferenced(pkg.typeOf(connection)), 'google.golang.org/grpc', 'ClientConn');
}

/**
 * Whether the method, of which no source is seen, may return something that goes on using what it is called on. Those of
 * the standard library that do are in the tables.
 */
export function makesDependent(pkg: Package, call: Call): boolean {
  const { place, receiver, effect } = call;
  if (receiver === undefined || effect.borrows === true || isOfStandardLibrary(pkg, call, receiver)) return false;
  const type = pkg.typeOf(place);
  if (type.kind === 'unknown') return isNamedAsThing(pkg, place);
  return canHoldResource(pkg.types, type.kind === 'tuple' ? (type.elements[0] ?? type) : type);
}

function isOfStandardLibrary(pkg: Package, { key }: Call, receiver: Place): boolean {
  if (key !== '') return isStandardKey(key);
  const type = dereferenced(pkg.typeOf(receiver));
  return type.kind === 'named' && isStandardKey(type.path);
}

/** Of an unknown result: whether code keeps it as something else than an error, which is what most methods return. */
function isNamedAsThing(pkg: Package, place: Place): boolean {
  const [target] = targetsOf(pkg, place);
  if (target === undefined) return KEPT.includes(pkg.useOf(place).kind);
  return !ERROR.test(pkg.textOf({ file: place.file, node: target }));
}

const KEPT: readonly UseKind[] = ['stored', 'literal', 'sent'];
const ERROR = /^_$|^err|Err(?:or)?$/;
