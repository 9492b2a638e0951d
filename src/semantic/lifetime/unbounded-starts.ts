/**
 * Goroutines that a loop starts as fast as something outside gives it work, with nothing that limits how many are under
 * way: no slot to take before, no wait in the round, no number that is compared, no constant number of rounds.
 *
 * Work comes from a channel, from peers that connect or send datagrams, or from a list that a caller hands over. What
 * limits those is not seen: a pool of senders, a listener that counts its connections.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE, type SyntaxTree } from '../../syntax/tree.ts';
import type { Call, Goroutine } from '../calls/call.ts';
import { choiceOf, receivedIn } from '../channels/operation.ts';
import { maximumRounds } from '../escape/loop-bound.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import { isNamed } from '../types/type.ts';
import { waitingIn } from './waiting.ts';

export interface Supply {
  readonly kind: 'channel' | 'connections' | 'datagrams' | 'list';
  /** The channel, the call or the list. */
  readonly from: Place;
  /** The select that receives, or {@link NO_NODE}. */
  readonly select: NodeId;
}

export interface UnboundedStart {
  readonly goroutine: Goroutine;
  readonly supply: Supply;
  /** Where the goroutine may have to wait, and so is under way for long; undefined where that is not known. */
  readonly waits: Place | undefined;
}

/** A start in a loop. */
interface Round {
  readonly starter: GoFunction;
  readonly start: Place;
  /** The innermost ForStatement around. */
  readonly loop: Place;
}

const ACCEPTS = /^net\.(?:Listener|\(\*(?:TCP|Unix)Listener\))\.Accept(?:TCP|Unix)?$/;
const READS_DATAGRAM = /^net\.(?:PacketConn|\(\*(?:UDP|Unix|IP)Conn\))\.Read(?:From|Msg)\w*$/;
/** Methods that wait for a slot or for others by their names, wherever they are declared. */
const WAITS = new Set(['Acquire', 'Wait', 'TryAcquire', 'TryGo', 'SetLimit']);
const RELATIONS: readonly number[] = [Token['<'], Token['<='], Token['>'], Token['>=']];

export function* unboundedStarts(pkg: Package): Generator<UnboundedStart> {
  for (const goroutine of pkg.goroutines) {
    const round = goroutine.joined ? undefined : roundOf(pkg, goroutine);
    const supply = round === undefined ? undefined : supplyOf(pkg, round);
    if (round === undefined || supply === undefined || isLimited(pkg, round, supply)) continue;
    const waiting = goroutine.entry === undefined ? undefined : waitingIn(pkg, goroutine.entry);
    const waits = waiting?.for === 'lock' ? undefined : waiting?.at;
    if (supply.kind === 'connections' || waits !== undefined) yield { goroutine, supply, waits };
  }
}

function roundOf(pkg: Package, { start, starter }: Goroutine): Round | undefined {
  if (starter === undefined || pkg.tree(start.file).kindOf(start.node) !== Kind.GoStatement) return undefined;
  const [innermost] = pkg.flow(starter).loopsAround(start.node);
  if (innermost === undefined) return undefined;
  const loop = { file: start.file, node: innermost.node };
  return maximumRounds(pkg, loop) === undefined ? { starter, start, loop } : undefined;
}

function supplyOf(pkg: Package, round: Round): Supply | undefined {
  const { file, node } = round.loop;
  const tree = pkg.tree(file);
  const range = tree.childOfKind(node, Kind.RangeClause);
  if (range === NO_NODE) return receivedSupply(pkg, round) ?? peersOf(pkg, round);
  const from = { file, node: tree.childByField(range, Field.Right) };
  const { kind } = pkg.underlyingOf(from);
  if (kind === 'chan') return isOwn(pkg, round, from) ? undefined : { kind: 'channel', from, select: NO_NODE };
  return (kind === 'slice' || kind === 'map') && isOfRequest(pkg, from)
    ? { kind: 'list', from, select: NO_NODE }
    : undefined;
}

/**
 * `case job := <-jobs:` around the start, in a select that else waits for signals only: one that receives other values as
 * well is the loop of a state machine, for which each value is one step. A case that drops the value is a signal itself.
 */
function receivedSupply(pkg: Package, round: Round): Supply | undefined {
  const { start, loop } = round;
  const tree = pkg.tree(start.file);
  const alternative = tree.ancestorOfKind(start.node, Kind.CommunicationCase, Kind.FuncLiteral);
  if (tree.kindOf(alternative) !== Kind.CommunicationCase || !tree.contains(loop.node, alternative)) return undefined;
  const node = receivedIn(tree, alternative);
  const others = choiceOf(tree, node)?.others ?? [];
  if (node === NO_NODE || !keepsValue(tree, alternative) || others.some(other => keepsValue(tree, other)))
    return undefined;
  const from = { file: start.file, node };
  const type = pkg.underlyingOf(from);
  if (type.kind !== 'chan' || isNamed(type.element, 'time', 'Time') || isOwn(pkg, round, from)) return undefined;
  return { kind: 'channel', from, select: tree.parentOf(alternative) };
}

function keepsValue(tree: SyntaxTree, alternative: NodeId): boolean {
  return tree.childByField(tree.childByField(alternative, Field.Communication), Field.Left) !== NO_NODE;
}

/** Whether the function has made the channel: what comes over it are answers to what it has started itself. */
function isOwn(pkg: Package, { starter }: Round, from: Place): boolean {
  return pkg.channels.at(from).some(({ maker }) => maker === starter || maker === starter.parent);
}

function peersOf(pkg: Package, round: Round): Supply | undefined {
  for (const call of callsInRound(pkg, round)) {
    const kind = ACCEPTS.test(call.key) ? 'connections' : READS_DATAGRAM.test(call.key) ? 'datagrams' : undefined;
    if (kind !== undefined && comesBefore(pkg, round, call.place)) return { kind, from: call.place, select: NO_NODE };
  }
  return undefined;
}

/** Whether a list is what a client sends: part of an HTTP request. */
function isOfRequest(pkg: Package, from: Place): boolean {
  const root = rootVariable(pkg, from);
  const type = root === undefined ? undefined : pkg.typeOfSymbol(root);
  return type?.kind === 'pointer' && isNamed(type.element, 'net/http', 'Request');
}

function isLimited(pkg: Package, round: Round, supply: Supply): boolean {
  return (
    waitsOnChannel(pkg, round, supply) ||
    comparesNumbers(pkg, round) ||
    callsInRound(pkg, round).some(call => call.place.node !== supply.from.node && limits(pkg, round, call))
  );
}

/** A send anywhere in the round, as it may take a slot; a receive or a select that every start has to pass. */
function waitsOnChannel(pkg: Package, round: Round, supply: Supply): boolean {
  const { file } = round.loop;
  const tree = pkg.tree(file);
  for (const at of nodesInRound(pkg, round, Kind.SendStatement, Kind.UnaryExpression, Kind.SelectStatement)) {
    const kind = tree.kindOf(at.node);
    if (kind === Kind.SendStatement) return true;
    if (kind === Kind.SelectStatement) {
      const mayPass = at.node === supply.select || tree.childOfKind(at.node, Kind.DefaultCase) !== NO_NODE;
      if (!mayPass && comesBefore(pkg, round, at)) return true;
    } else if (
      tree.kindOf(tree.childByField(at.node, Field.Operator)) === Token['<-'] &&
      choiceOf(tree, at.node) === undefined
    ) {
      return true;
    }
  }
  return false;
}

/** `if running >= limit`, `if next == len(all)`: what is compared may be how many are under way. */
function comparesNumbers(pkg: Package, round: Round): boolean {
  const { file } = round.loop;
  const tree = pkg.tree(file);
  return nodesInRound(pkg, round, Kind.BinaryExpression).some(({ node }) => {
    const operator = tree.kindOf(tree.childByField(node, Field.Operator));
    return RELATIONS.includes(operator) || (operator === Token['=='] && isNumber(pkg, { file, node }));
  });
}

function isNumber(pkg: Package, comparison: Place): boolean {
  const { file, node } = comparison;
  const type = pkg.underlyingOf({ file, node: pkg.tree(file).childByField(node, Field.Left) });
  return type.kind === 'basic' && type.name.includes('int');
}

/** Whether a call may wait until there is room; one that is not known may. */
function limits(pkg: Package, round: Round, call: Call): boolean {
  const { callee, effect, target, place, key } = call;
  if (WAITS.has(nameOf(key))) return true;
  if (!comesBefore(pkg, round, place)) return false;
  if (effect.blocks === true || key === 'time.Sleep') return true;
  if (target !== undefined) return (waitingIn(pkg, target)?.for ?? 'lock') !== 'lock';
  return callee.kind === 'value' || callee.kind === 'unknown';
}

const nameOf = (key: string): string => key.slice(key.lastIndexOf('.') + 1);

function callsInRound(pkg: Package, { starter, loop }: Round): Call[] {
  const tree = pkg.tree(loop.file);
  return pkg.callsIn(starter).filter(call => call.mode === 'call' && tree.contains(loop.node, call.place.node));
}

function nodesInRound(pkg: Package, { starter, loop }: Round, ...kinds: readonly number[]): Place[] {
  const { file, node } = loop;
  return [...pkg.tree(file).descendantsOfKind(node, ...kinds)]
    .map(inner => ({ file, node: inner }))
    .filter(at => pkg.functionAround(at) === starter);
}

function comesBefore(pkg: Package, { starter, start }: Round, { node }: Place): boolean {
  return pkg.flow(starter).dominates(node, start.node);
}
