/**
 * Functions of the package that put something into a map or list and give back what takes it out again: a function, or an
 * object with a method such as Unsubscribe.
 *
 * Containers are fields and package-level variables, fields by their type, whatever the instance. A function counts for
 * what it does itself, and for what the functions of the package do that it calls.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced } from '../types/type.ts';
import { pathOfSymbol } from './slice-home.ts';

export interface Registration {
  readonly fn: GoFunction;
  /** The result that takes out again what was put in. */
  readonly result: number;
  /** How: the name of its method, or `''` for a call of it. */
  readonly release: string;
}

/** Methods that end a subscription, the most telling name first. */
const ENDING = ['Unsubscribe', 'Unregister', 'Cancel', 'Close', 'Stop', 'Release'];

/** Functions that are called by functions deeper than this are not looked into. */
const MAX_STEPS = 2;

const INSERTING: readonly string[] = ['Store', 'LoadOrStore', 'Swap', 'PushBack', 'PushFront'];
const REMOVING: readonly string[] = ['Delete', 'LoadAndDelete', 'CompareAndDelete', 'Remove'];

export function registrationsIn(pkg: Package): Registration[] {
  return pkg.functions.flatMap(fn => {
    if (fn.kind === 'literal' || fn.body === NO_NODE) return [];
    const { results } = pkg.signatureOf(fn);
    return results.flatMap((_, result) => registrationOf(pkg, fn, result) ?? []);
  });
}

function registrationOf(pkg: Package, fn: GoFunction, result: number): Registration | undefined {
  const type = pkg.types.unaliased(pkg.signatureOf(fn).results[result] ?? { kind: 'unknown' });
  const underlying = pkg.types.underlying(type);
  if (underlying.kind === 'func') {
    if (underlying.parameters.length > 0) return undefined;
    const undo = returnedFunctions(pkg, fn, result);
    const isUndone = undo.length > 0 && undo.every(each => each !== undefined && undoes(pkg, fn, each));
    return isUndone ? { fn, result, release: '' } : undefined;
  }
  const object = dereferenced(type);
  if (object.kind !== 'named' || object.path !== pkg.path) return undefined;
  const release = ENDING.find(name => {
    const method =
      pkg.functionByKey(`${pkg.path}.(*${object.name}).${name}`) ??
      pkg.functionByKey(`${pkg.path}.${object.name}.${name}`);
    return method !== undefined && undoes(pkg, fn, method, `${object.path}.${object.name}.`);
  });
  return release === undefined ? undefined : { fn, result, release };
}

/** The functions that a result may be; undefined among them for one that is not known. */
function returnedFunctions(pkg: Package, fn: GoFunction, result: number): (GoFunction | undefined)[] {
  const { file } = fn.place;
  const tree = pkg.tree(file);
  return pkg.flow(fn).exits.flatMap(({ kind, node }) => {
    if (kind !== 'return') return [];
    const value = returnedValues(tree, node)[result];
    if (value === undefined) return [undefined];
    return tree.kindOf(value) === Kind.Nil ? [] : [pkg.functionValue({ file, node: value })];
  });
}

/** Whether one function takes something out of a container into which the other puts something. */
function undoes(pkg: Package, fn: GoFunction, undo: GoFunction, own = ''): boolean {
  const removals = containersOf(pkg, undo, removalsIn, 0);
  if (removals.size === 0) return false;
  return [...containersOf(pkg, fn, insertionsIn, 0)].some(
    key => removals.has(key) && (own === '' || !key.startsWith(own)),
  );
}

function containersOf(pkg: Package, fn: GoFunction, directly: typeof removalsIn, steps: number): Set<string> {
  const found = new Set(directly(pkg, fn));
  if (steps >= MAX_STEPS) return found;
  for (const { target } of pkg.callsIn(fn)) {
    if (target === undefined || target === fn || target.body === NO_NODE) continue;
    for (const key of containersOf(pkg, target, directly, steps + 1)) found.add(key);
  }
  return found;
}

function insertionsIn(pkg: Package, fn: GoFunction): string[] {
  return [
    ...assignedIn(pkg, fn).flatMap(({ target, value }) => {
      const tree = pkg.tree(target.file);
      if (tree.kindOf(target.node) === Kind.IndexExpression) {
        const container = { file: target.file, node: tree.childByField(target.node, Field.Operand) };
        return pkg.underlyingOf(container).kind === 'map' ? containerKey(pkg, container) : [];
      }
      return isAppendTo(pkg, value, target) ? containerKey(pkg, target) : [];
    }),
    ...methodContainers(pkg, fn, INSERTING),
  ];
}

function removalsIn(pkg: Package, fn: GoFunction): string[] {
  return [
    ...pkg.callsIn(fn).flatMap(({ callee, args: [map] }) => {
      return callee.kind === 'builtin' && callee.name === 'delete' && map !== undefined ? containerKey(pkg, map) : [];
    }),
    ...assignedIn(pkg, fn).flatMap(({ target, value }) => {
      const isSlice = pkg.underlyingOf(target).kind === 'slice';
      return isSlice && value !== undefined && !isAppendTo(pkg, value, target) ? containerKey(pkg, target) : [];
    }),
    ...methodContainers(pkg, fn, REMOVING),
  ];
}

/** The sync.Maps and lists whose methods the function calls. */
function methodContainers(pkg: Package, fn: GoFunction, names: readonly string[]): string[] {
  return pkg.callsIn(fn).flatMap(({ key, receiver }) => {
    const isOf = key.startsWith('sync.(*Map).') || key.startsWith('container/list.(*List).');
    const isNamed = names.includes(key.slice(key.lastIndexOf('.') + 1));
    return isOf && isNamed && receiver !== undefined ? containerKey(pkg, receiver) : [];
  });
}

/** The single assignments in the code of a function, those of literals in it left out. */
function assignedIn(pkg: Package, fn: GoFunction): { target: Place; value: Place | undefined }[] {
  const { file } = fn.place;
  const tree = pkg.tree(file);
  return [...tree.descendantsOfKind(fn.body, Kind.AssignmentStatement)].flatMap(node => {
    if (pkg.functionAround({ file, node }) !== fn) return [];
    const target = tree.firstNamedChild(tree.childByField(node, Field.Left));
    const value = tree.firstNamedChild(tree.childByField(node, Field.Right));
    return [{ target: { file, node: target }, value: { file, node: value } }];
  });
}

/** `append(s, x)` as the value of `s`; `append(s[:i], …)` takes something out. */
function isAppendTo(pkg: Package, value: Place | undefined, target: Place): boolean {
  if (value === undefined || pkg.tree(value.file).kindOf(value.node) !== Kind.CallExpression) return false;
  const { callee, args } = pkg.callAt(value);
  const [first] = args;
  return (
    callee.kind === 'builtin' &&
    callee.name === 'append' &&
    first !== undefined &&
    pkg.textOf(first) === pkg.textOf(target)
  );
}

function containerKey(pkg: Package, at: Place): string[] {
  const cell = pkg.fields.at(at);
  if (cell !== undefined) return [cell.key];
  const symbol = pkg.symbolAt(at);
  return symbol?.role === 'global' ? [pathOfSymbol(symbol)] : [];
}
