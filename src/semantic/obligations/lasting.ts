/**
 * How much of what is obtained is left if nobody gives it back: by a round of a loop, or by an owner.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { calledName } from '../escape/method-name.ts';
import { registersCallback } from '../escape/signs.ts';
import { hasEndingMethod } from '../lifetime/ending-methods.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { isStandardKey } from '../std/standard-paths.ts';
import { findMember } from '../types/members.ts';
import { dereferenced, type Type } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';

/** What ends by itself when its time is up. */
const SELF_ENDING = new Set([
  'context.WithTimeout',
  'context.WithTimeoutCause',
  'context.WithDeadline',
  'context.WithDeadlineCause',
  'time.NewTimer',
  'time.AfterFunc',
]);

/** What holds no more than a little memory: nothing runs, nothing is open. */
const MEMORY = new Set(['context.WithCancel', 'context.WithCancelCause', 'archive/zip.(*File).Open']);

/** What is over once the next one is asked for. */
const REPLACED = new Set(['mime/multipart.(*Reader).NextPart', 'mime/multipart.(*Reader).NextRawPart']);

/**
 * - `nothing`: to get the next one is to give this one back;
 * - `expires`: it ends when its time is up, so that no more than that time's worth is left;
 * - `memory`: a little memory;
 * - `all`: everything, such as an open file.
 */
export function leftOf(pkg: Package, obtained: Place): 'nothing' | 'expires' | 'memory' | 'all' {
  const key = keyOf(pkg, obtained);
  if (REPLACED.has(key)) return 'nothing';
  if (SELF_ENDING.has(key)) return 'expires';
  return MEMORY.has(key) ? 'memory' : 'all';
}

function keyOf(pkg: Package, at: Place): string {
  return pkg.tree(at.file).kindOf(at.node) === Kind.CallExpression ? pkg.callAt(at).key : '';
}

/**
 * Whether it is of a type of the standard library: a file, a connection, a response. Others that are closed may hold
 * anything, and often no more than memory.
 */
export function isStandardResource(pkg: Package, symbol: GoSymbol): boolean {
  const type = dereferenced(pkg.types.unaliased(pkg.typeOfSymbol(symbol)));
  return type.kind === 'named' && isStandardKey(`${type.path}.${type.name}`);
}

/** Whether to obtain it is to be called back, so that it has to go on: `hub.Subscribe(topic, func(…) {…})`. */
export function isSubscription(pkg: Package, obtained: Place): boolean {
  if (pkg.tree(obtained.file).kindOf(obtained.node) !== Kind.CallExpression) return false;
  const call = pkg.callAt(obtained);
  const takesCallback = call.args.some(arg => pkg.underlyingOf(arg).kind === 'func');
  return takesCallback && calledName(pkg, call) !== '' && registersCallback(pkg, call);
}

/**
 * Whether the type that has the field is made to be done with: by a method such as `Close`, or by a channel of signals,
 * `chan struct{}`. Others tend to live as long as the process.
 */
export function hasOwnerWithEnd(pkg: Package, { key, selectors }: FieldCell): boolean {
  const owner = key.slice(0, key.lastIndexOf('.'));
  const [path, name] = [owner.slice(0, owner.lastIndexOf('.')), owner.slice(owner.lastIndexOf('.') + 1)];
  return hasEndingMethod(pkg.functions, path, name) || selectors.some(at => holdsSignals(pkg, at));
}

/** Methods that end an object, as those of other packages are called. */
const ENDING_METHODS = ['Close', 'Stop', 'Shutdown'];

/** Whether an object of the type, or behind the pointer, is made to be done with, by a method such as `Close`. */
export function isMadeToEnd(pkg: Package, type: Type): boolean {
  const owner = dereferenced(type);
  if (owner.kind !== 'named') return false;
  if (hasEndingMethod(pkg.functions, owner.path, owner.name)) return true;
  return ENDING_METHODS.some(name => findMember(pkg.types, owner, name)?.kind === 'method');
}

/** Whether the struct of a selector `x.f` has a field `chan struct{}`. */
function holdsSignals(pkg: Package, { file, node }: Place): boolean {
  const operand = pkg.typeOf({ file, node: pkg.tree(file).childByField(node, Field.Operand) });
  const struct = pkg.types.underlying(dereferenced(pkg.types.unaliased(operand)));
  if (struct.kind !== 'struct') return false;
  return struct.fields.some(({ type }) => {
    const channel = pkg.types.underlying(type);
    const element = channel.kind === 'chan' ? pkg.types.underlying(channel.element) : undefined;
    return element?.kind === 'struct' && element.fields.length === 0;
  });
}
