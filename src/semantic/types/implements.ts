/**
 * Whether a type implements an interface (Go specification, "Implementing an interface").
 *
 * What hangs from a declaration without source is unknown, unless a method that is plainly missing, or that has another
 * signature, settles it. Constraints, which no value has for a type, are unknown.
 */
import type { Certainty } from './identity.ts';
import { identical } from './identity.ts';
import { methodInSet } from './members.ts';
import type { TypeTable } from './type-table.ts';
import type { Signature, Type } from './type.ts';
import { isExported } from '../names/exported.ts';

export interface RequiredMethod {
  readonly name: string;
  readonly type: Signature;
  /** The package of the interface that declares it; undefined for an interface without a name. */
  readonly path: string | undefined;
}

export function implementsInterface(table: TypeTable, type: Type, wanted: Type): Certainty {
  const { methods, hidden } = methodsOfInterface(table, wanted);
  const provided = providesAll(table, type, methods);
  return hidden && provided === true ? 'unknown' : provided;
}

/** Whether all of the methods are in the method set of the type. */
export function providesAll(table: TypeTable, type: Type, methods: readonly RequiredMethod[]): Certainty {
  let isCertain = true;
  for (const method of methods) {
    const provided = provides(table, type, method);
    if (provided === false) return false;
    if (provided === 'unknown') isCertain = false;
  }
  return isCertain ? true : 'unknown';
}

interface MethodsOfInterface {
  readonly methods: RequiredMethod[];
  /** Something that it embeds is not at hand. */
  hidden: boolean;
}

/** The methods of an interface, embedded ones included; `hidden` for what is no interface. */
export function methodsOfInterface(table: TypeTable, type: Type): MethodsOfInterface {
  const found: MethodsOfInterface = { methods: [], hidden: false };
  collectMethods(table, type, found, 0);
  return found;
}

/** Interfaces nested deeper than this embed themselves, in broken code. */
const MAX_DEPTH = 16;

function collectMethods(table: TypeTable, type: Type, found: MethodsOfInterface, depth: number): void {
  const underlying = table.underlying(type);
  if (underlying.kind !== 'interface' || depth > MAX_DEPTH || underlying.comparable || underlying.unions.length > 0) {
    found.hidden = true;
    return;
  }
  const unaliased = table.unaliased(type);
  const path = unaliased.kind === 'named' ? unaliased.path : undefined;
  for (const { name, type: signature } of underlying.methods) found.methods.push({ name, type: signature, path });
  for (const embedded of underlying.embedded) collectMethods(table, embedded, found, depth + 1);
}

function provides(table: TypeTable, type: Type, { name, type: signature, path }: RequiredMethod): Certainty {
  const method = methodInSet(table, type, name);
  if (method === 'none') return false;
  if (method === 'unknown') return 'unknown';
  if (!isExported(name) && path !== undefined && !isDeclaredIn(method.key, path)) return false;
  return identical(table, method.type, signature);
}

/** Two packages may have methods of the same unexported name: they are different methods. */
const isDeclaredIn = (key: string, path: string): boolean =>
  key.startsWith(`${path}.`) && !key.slice(path.length + 1).includes('/');
