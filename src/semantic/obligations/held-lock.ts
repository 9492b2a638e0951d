/**
 * Whether a lock that a function takes is given back on every way out of it.
 *
 * A lock has no variable of its own: it is wherever the same path of variable and fields leads. It is followed in a
 * function that gives it back on some way, by that path, and that does not give the path another meaning meanwhile.
 * Where locks of its class are passed from one function to another, see `lock-class.ts`, the last return says nothing.
 * Unknown for locks in elements of containers.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced } from '../types/type.ts';
import { type KeyedCondition, keyOfCondition, type Numbering } from '../value-flow/condition-key.ts';
import type { Acquisition } from './holders.ts';
import { Inquiry } from './inquiry.ts';
import { literalAround, runsOf } from './literals.ts';
import { type LockClass, lockClass, lockClassOf } from './lock-class.ts';
import type { Obligation } from './spec.ts';

export interface LockObligation extends Obligation {
  /** Some functions expect to be called with such a lock taken, and give it back. */
  readonly isPassedAround?: true;
}

const UNKNOWN: LockObligation = { status: 'unknown' };

/** Whether the lock that the call takes, one of the kind, is given back. */
export function obligationOfLock(pkg: Package, call: Call, resource: string): LockObligation {
  const spec = pkg.effects.resource(resource);
  const { caller, receiver, mode, place } = call;
  const [release] = spec?.releases ?? [];
  if (spec === undefined || release === undefined || caller === undefined || receiver === undefined) return UNKNOWN;
  if (mode !== 'call') return UNKNOWN;
  const path = new LockPath(pkg, caller, receiver);
  if (path.releases(release).length === 0) return UNKNOWN;
  const others = lockClass(pkg, lockClassOf(pkg, receiver), release);
  if (others.isEnteredHeld(caller)) return UNKNOWN;
  const acquisition: Acquisition = {
    call: place.node,
    holder: path.symbol,
    outcome: undefined,
    exhausting: undefined,
    unnamed: [...path.deferrals(release), ...path.otherMeanings(), ...handed(pkg, caller, path, others)],
  };
  const obligation = new Inquiry(pkg, spec).obligation(caller, acquisition);
  if (!others.isPassedAround) return obligation;
  return isLastWay(pkg, caller, obligation) ? UNKNOWN : { ...obligation, isPassedAround: true };
}

/** Whether it is the return at the end of the function, the way of success, that leaves the lock taken. */
function isLastWay(pkg: Package, { body }: GoFunction, { exit, again }: Obligation): boolean {
  if (exit === undefined) return again !== true;
  const tree = pkg.tree(exit.file);
  const list = tree.firstNamedChild(body);
  return tree.kindOf(exit.node) !== Kind.ReturnStatement || tree.namedChildren(list).at(-1) === exit.node;
}

type Unnamed = NonNullable<Acquisition['unnamed']>[number];

/** Calls and values of functions, and literals, that give back a lock of the class without naming this one here. */
function* handed(pkg: Package, fn: GoFunction, path: LockPath, { releasers }: LockClass): Generator<Unnamed> {
  if (releasers.size === 0) return;
  for (const releaser of releasers) {
    if (releaser.parent !== fn || path.isNamedIn(releaser)) continue;
    const { how, places } = runsOf(pkg, releaser);
    for (const at of places) yield { at, how: 'maybe', deferred: how === 'deferred' };
  }
  for (const { target, place, mode } of pkg.callsIn(fn)) {
    if (target === undefined || !releasers.has(target)) continue;
    yield { at: place.node, how: 'maybe', deferred: mode === 'defer' };
  }
  const { file, node } = fn.place;
  for (const selector of pkg.tree(file).descendantsOfKind(node, Kind.SelectorExpression)) {
    const value = pkg.functionValue({ file, node: selector });
    if (value !== undefined && releasers.has(value)) yield { at: selector, how: 'move', deferred: false };
  }
}

/** A lock by the variable and fields that lead to it, as a variable of the function. */
class LockPath {
  readonly symbol: GoSymbol;
  private readonly pkg: Package;
  private readonly fn: GoFunction;
  private readonly root: GoSymbol | undefined;
  /** The lock is a field without a name of what the path leads to, so that only its methods are about it. */
  private readonly isEmbedded: boolean;

  constructor(pkg: Package, fn: GoFunction, lock: Place) {
    this.pkg = pkg;
    this.fn = fn;
    const type = dereferenced(pkg.typeOf(lock));
    this.isEmbedded = type.kind !== 'named' || type.path !== 'sync';
    const numbering: Numbering = new Map();
    const keyed = keyOfCondition(pkg, numbering, lock, undefined);
    [this.root] = keyed?.symbols ?? [];
    const uses = keyed === undefined ? [] : [...this.usesOf(keyed, numbering, lock)];
    this.symbol = {
      kind: 'variable',
      name: pkg.textOf(lock),
      declaration: undefined,
      role: 'local',
      owner: fn,
      path: '',
      uses,
    };
  }

  private *usesOf({ key }: KeyedCondition, numbering: Numbering, lock: Place): Generator<Place> {
    const { file } = lock;
    const tree = this.pkg.tree(file);
    const kind = tree.kindOf(lock.node);
    const name = this.lastName(lock.node);
    for (const node of tree.descendantsOfKind(this.fn.place.node, kind)) {
      if (this.lastName(node) !== name || tree.fieldOf(node) === Field.Field) continue;
      const at = { file, node };
      if (keyOfCondition(this.pkg, numbering, at, undefined)?.key !== key) continue;
      if (!this.isEmbedded || /Lock$|lock$/.test(this.pkg.useOf(at).name ?? '')) yield at;
    }
  }

  private lastName(node: NodeId): string {
    const tree = this.pkg.tree(this.fn.place.file);
    const name = tree.kindOf(node) === Kind.SelectorExpression ? tree.childByField(node, Field.Field) : node;
    return tree.textOf(name);
  }

  /** The uses that give it back, here or in literals. */
  releases(release: string): readonly Place[] {
    return this.symbol.uses.filter(at => {
      const { kind, name } = this.pkg.useOf(at);
      return kind === 'method' && name === release;
    });
  }

  /** `defer mu.Unlock()` holds for what is locked later as well. */
  *deferrals(release: string): Generator<Unnamed> {
    for (const at of this.releases(release)) {
      const { node } = this.pkg.useOf(at);
      const { mode, caller } = this.pkg.callAt({ file: at.file, node });
      if (mode === 'defer' && caller === this.fn) yield { at: node, how: 'release', deferred: true };
    }
  }

  /** Where the variable that leads to the lock gets another value, or another name. */
  *otherMeanings(): Generator<Unnamed> {
    for (const at of this.root?.uses ?? []) {
      const { kind } = this.pkg.useOf(at);
      const literal = literalAround(this.pkg, this.fn, at);
      if (literal === null || (kind !== 'assigned' && kind !== 'alias')) continue;
      yield { at: literal?.place.node ?? at.node, how: 'move', deferred: false };
    }
  }

  isNamedIn(literal: GoFunction): boolean {
    return this.symbol.uses.some(at => literalAround(this.pkg, this.fn, at) === literal);
  }
}
