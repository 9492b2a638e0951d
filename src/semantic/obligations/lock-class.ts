/**
 * Locks as other functions know them: one for each field, package-level variable or type that holds a lock, whatever the
 * instance; and whether functions give them back that have not taken them.
 *
 * Where some function expects to be called with a lock held and gives it back, the lock is passed from one function to
 * another, and one that returns with it may be right to. Calls that no name leads to (through interfaces) are not seen.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Block } from '../flow/block.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { printType } from '../types/type-text.ts';
import { dereferenced } from '../types/type.ts';

/** The method that takes what another one gives back. */
const TAKEN_BY: Readonly<Record<string, string>> = { Unlock: 'Lock', RUnlock: 'RLock' };

/** The name of the class of locks that an expression denotes one of. */
export function lockClassOf(pkg: Package, lock: Place): string {
  const tree = pkg.tree(lock.file);
  const cell = pkg.fields.at(lock);
  if (cell !== undefined) return cell.key;
  if (tree.kindOf(lock.node) === Kind.SelectorExpression) {
    return `.${tree.textOf(tree.childByField(lock.node, Field.Field))}`;
  }
  const symbol = pkg.symbolAt(lock);
  if (symbol?.role === 'global') return `${symbol.path}.${symbol.name}`;
  return printType(dereferenced(pkg.typeOf(lock)));
}

const known = new WeakMap<Package, Map<string, LockClass>>();

/** The class of locks that go by a name, and that `release` gives back. */
export function lockClass(pkg: Package, name: string, release: string): LockClass {
  const answers = known.get(pkg) ?? new Map<string, LockClass>();
  known.set(pkg, answers);
  const key = `${name} ${release}`;
  const answer = answers.get(key) ?? new LockClass(pkg, name, release);
  answers.set(key, answer);
  return answer;
}

export class LockClass {
  /** Functions, literals among them, that give back a lock which they have not taken, and do not take it again. */
  readonly releasers: ReadonlySet<GoFunction>;
  /** Whether one of them may be called by code that is not in sight. */
  readonly isPassedAround: boolean;
  private readonly pkg: Package;
  /** Where functions take a lock, and where they give one back, by themselves or through others. */
  private readonly taken = new Map<GoFunction, Set<NodeId>>();
  private readonly given = new Map<GoFunction, Set<NodeId>>();

  constructor(pkg: Package, name: string, release: string) {
    this.pkg = pkg;
    this.collect(this.taken, TAKEN_BY[release] ?? '', name);
    this.collect(this.given, release, name);
    const found = new Set<GoFunction>();
    this.isPassedAround = this.spread(found);
    this.releasers = found;
  }

  /** Whether the function may give back a lock that it has not taken: it is called with the lock held. */
  isEnteredHeld(fn: GoFunction): boolean {
    return !this.releasesBefore(fn).next().done;
  }

  private collect(sites: Map<GoFunction, Set<NodeId>>, method: string, name: string): void {
    for (const { caller, receiver, place } of this.pkg.callsNamed(method)) {
      if (caller === undefined || receiver === undefined) continue;
      if (lockClassOf(this.pkg, receiver) === name) add(sites, caller, place.node);
    }
  }

  private spread(found: Set<GoFunction>): boolean {
    const pending = [...this.given.keys()];
    let isPassedAround = false;
    // A list that grows while it is walked through: a queue.
    for (const fn of pending) {
      if (found.has(fn) || !this.leavesReleased(fn)) continue;
      found.add(fn);
      const users = this.usersOf(fn);
      if (users.length === 0) isPassedAround = true;
      for (const { caller, node } of users) {
        add(this.given, caller, node);
        pending.push(caller);
      }
    }
    return isPassedAround;
  }

  /** Where the function is run: the calls of a declared one, the place of a literal in the function around it. */
  private usersOf(fn: GoFunction): { caller: GoFunction; node: NodeId }[] {
    if (fn.kind === 'literal') return fn.parent === undefined ? [] : [{ caller: fn.parent, node: fn.place.node }];
    const calls = this.pkg.callersOf(fn) ?? [];
    return calls.flatMap(({ caller, place }) => (caller === undefined ? [] : [{ caller, node: place.node }]));
  }

  private leavesReleased(fn: GoFunction): boolean {
    const flow = this.pkg.flow(fn);
    const taken = this.taken.get(fn) ?? NOWHERE;
    for (const from of this.releasesBefore(fn)) {
      for (const { block, start } of freeWays(from.block, from.start, taken)) {
        if (flow.exitAt(block) !== undefined && !block.nodes.slice(start).some(node => taken.has(node))) return true;
      }
    }
    return false;
  }

  /** Just after the releases that control comes to without passing where the function takes a lock. */
  private *releasesBefore(fn: GoFunction): Generator<Way> {
    const taken = this.taken.get(fn) ?? NOWHERE;
    const given = this.given.get(fn) ?? NOWHERE;
    for (const { block } of freeWays(this.pkg.flow(fn).entry, 0, taken)) {
      for (const [index, node] of block.nodes.entries()) {
        if (taken.has(node)) break;
        if (given.has(node)) yield { block, start: index + 1 };
      }
    }
  }
}

const NOWHERE: ReadonlySet<NodeId> = new Set();

/** A block from one of its nodes on. */
interface Way {
  readonly block: Block;
  readonly start: number;
}

function add(sites: Map<GoFunction, Set<NodeId>>, fn: GoFunction, node: NodeId): void {
  const nodes = sites.get(fn);
  if (nodes === undefined) sites.set(fn, new Set([node]));
  else nodes.add(node);
}

/** The blocks that control comes to from a place without passing a node that stops it; it may be stopped in them. */
function* freeWays(block: Block, start: number, stops: ReadonlySet<NodeId>): Generator<Way> {
  const seen = new Set<Block>();
  const pending = [{ block, start }];
  for (const way of pending) {
    yield way;
    if (way.block.nodes.slice(way.start).some(node => stops.has(node))) continue;
    for (const { block: next } of way.block.successors) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push({ block: next, start: 0 });
    }
  }
}
