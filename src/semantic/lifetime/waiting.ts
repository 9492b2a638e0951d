/**
 * Where the code of a function may have to wait for others: on a channel, for a lock, a group, a process or the network.
 *
 * Follows calls of functions of the package and literals that are called in place, and leaves out what runs in other
 * goroutines. Calls through interfaces and of functions of other packages that no table knows are taken to return.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { choiceOf } from '../channels/operation.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

export interface Waiting {
  readonly for: 'channel' | 'lock' | 'others' | 'network';
  readonly at: Place;
}

/** Calls followed from the function inwards. */
const MAX_CALLS = 3;

/** The first place at which the function may have to wait; one that is no lock, if there is one. */
export function waitingIn(pkg: Package, fn: GoFunction): Waiting | undefined {
  const found = [...waitsIn(pkg, fn, MAX_CALLS, new Set())];
  return found.find(({ for: reason }) => reason !== 'lock') ?? found[0];
}

function* waitsIn(pkg: Package, fn: GoFunction, calls: number, seen: Set<GoFunction>): Generator<Waiting> {
  if (seen.has(fn) || fn.body === NO_NODE) return;
  seen.add(fn);
  for (const at of channelWaits(pkg, fn)) yield { for: 'channel', at };
  for (const call of pkg.callsIn(fn)) {
    if (call.mode === 'go' || !pkg.flow(fn).isReachable(call.place.node)) continue;
    const reason = reasonOf(call);
    if (reason !== undefined) yield { for: reason, at: call.place };
    if (calls === 0) continue;
    for (const target of runBy(pkg, call)) yield* waitsIn(pkg, target, calls - 1, seen);
  }
}

function* channelWaits(pkg: Package, fn: GoFunction): Generator<Place> {
  const { file } = fn.place;
  const tree = pkg.tree(file);
  const kinds = [Kind.SendStatement, Kind.UnaryExpression, Kind.RangeClause, Kind.SelectStatement];
  for (const node of tree.descendantsOfKind(fn.body, ...kinds)) {
    const at = { file, node };
    if (pkg.functionAround(at) !== fn || !pkg.flow(fn).isReachable(node)) continue;
    if (waitsOnChannel(pkg, at)) yield at;
  }
}

/** Whether the send, receive, select or range clause has to wait for its partner: no alternative, no default. */
export function waitsOnChannel(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.SendStatement:
      return choiceOf(tree, node) === undefined;
    case Kind.UnaryExpression:
      return tree.kindOf(tree.childByField(node, Field.Operator)) === Token['<-'] && choiceOf(tree, node) === undefined;
    case Kind.SelectStatement:
      return tree.childOfKind(node, Kind.DefaultCase) === NO_NODE;
    default:
      return pkg.underlyingOf({ file, node: tree.childByField(node, Field.Right) }).kind === 'chan';
  }
}

/** What a call runs before it returns, as far as the package shows it; a deferred one among it. */
function runBy(pkg: Package, call: Call): readonly GoFunction[] {
  if (call.target !== undefined) return [call.target];
  return Object.entries(call.effect.callbacks ?? {}).flatMap(([index, { runs }]) => {
    const value = runs === 'inline' ? call.args[Number(index)] : undefined;
    return (value === undefined ? undefined : pkg.functionValue(value)) ?? [];
  });
}

function reasonOf({ key, effect }: Call): Waiting['for'] | undefined {
  if (effect.opens?.some(({ resource }) => LOCKS.has(resource)) === true) return 'lock';
  if (effect.blocks === true || WAITS.has(key)) return 'others';
  return NETWORK.test(key) ? 'network' : undefined;
}

const LOCKS = new Set(['lock', 'read-lock']);

const WAITS = new Set(['time.Sleep', 'os/exec.(*Cmd).Output', 'os/exec.(*Cmd).CombinedOutput']);

const NETWORK = new RegExp(
  '^(?:' +
    [
      String.raw`net/http\.(?:Get|Head|Post|PostForm|\(\*Client\)\.\w+)`,
      String.raw`net\.(?:Dial\w*|Lookup\w+|\(\*Dialer\)\.Dial\w*)`,
      String.raw`net\.(?:Conn|\(\*\w+Conn\))\.(?:Read|Write)\w*`,
      String.raw`database/sql\.\(\*(?:DB|Tx|Conn|Stmt)\)\.(?:Exec|Query|Ping|Commit|Rollback)\w*`,
    ].join('|') +
    ')$',
);
