/**
 * The HTTP transports and clients that functions make, and what becomes of each: whether it makes requests where it is
 * made, whether its idle connections are closed, and whether anything else gets hold of it.
 *
 * Variables are followed whatever the order of statements, which errs towards a release, and so towards silence.
 */
import { followsFailureOnly } from '../../src/rule/obligations.ts';
import type { Call, GoFunction, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { needsUnsetValue } from '../../src/rule/references.ts';
import { Kind, NO_NODE } from '../../src/rule/syntax.ts';
import { leavesIdle } from './idle.ts';
import { type IdleTime, idleTimeOfClone, KEPT_FOR_EVER, settingsIn, settingsOfLiteral } from './settings.ts';

const HTTP = 'net/http';
const REQUESTS: readonly string[] = ['Do', 'Get', 'Head', 'Post', 'PostForm', 'RoundTrip'];

/** A function that passes a client on through more functions than this is taken to keep it. */
const MAX_DEPTH = 3;

export interface Transport {
  readonly at: Place;
  readonly maker: GoFunction;
  /** A call that makes a request with it and leaves its connection idle. */
  readonly request: Place;
  readonly idle: IdleTime;
}

/** The transports that functions make for requests of their own and leave behind with open connections. */
export function* transportsLeftBehind(pkg: Package): Generator<Transport> {
  for (const { at, idle } of made(pkg)) yield* leftBehind(pkg, at, idle, 0);
}

interface Made {
  readonly at: Place;
  /** Undefined if it keeps no idle connections. */
  readonly idle: IdleTime | undefined;
}

function* made(pkg: Package): Generator<Made> {
  for (const at of pkg.nodes(Kind.CompositeLiteral)) {
    if (isNamed(pkg, at, 'Transport')) yield { at, idle: settingsOfLiteral(pkg, at) };
  }
  for (const call of pkg.callsTo(`${HTTP}.(*Transport).Clone`))
    yield { at: call.place, idle: idleTimeOfClone(pkg, call) };
  for (const call of pkg.callsNamed('new')) {
    if (call.callee.kind === 'builtin' && isNamed(pkg, call.place, 'Transport'))
      yield { at: call.place, idle: KEPT_FOR_EVER };
  }
}

function* leftBehind(pkg: Package, at: Place, initial: IdleTime | undefined, depth: number): Generator<Transport> {
  const maker = pkg.functionAround(at);
  if (maker === undefined || initial === undefined || depth > MAX_DEPTH) return;
  // Few calls make one.
  if (followsFailureOnly(pkg, maker, at) || needsUnsetValue(pkg, maker, at)) return;
  const trail = new Trail(pkg, maker, initial);
  trail.follow(at);
  const { requests, idle, isSettled } = trail;
  if (isSettled || idle === undefined) return;
  const request = requests.find(made => leavesIdle(pkg, made));
  if (trail.isReturned) {
    for (const call of callsOf(pkg, maker)) yield* leftBehind(pkg, call.place, idle, depth + 1);
  } else if (request !== undefined && isForOneCall(pkg, maker, at, request)) yield { at, maker, request, idle };
}

const callsOf = (pkg: Package, fn: GoFunction): readonly Call[] =>
  fn.kind === 'literal' ? [] : pkg.callsNamed(fn.name).filter(call => call.target === fn && call.mode === 'call');

/** Not one that many requests share, in a function that goes on for long. */
function isForOneCall(pkg: Package, maker: GoFunction, at: Place, request: Place): boolean {
  const flow = pkg.flow(maker);
  if (flow.isOnCycle(at.node)) return true;
  if (pkg.exits.ofFunction(maker) !== undefined) return false;
  const isShared = pkg.functionAround(request) === maker && flow.isOnCycle(request.node);
  return !isShared || pkg.lifetimes.runsRepeatedly(maker);
}

function isNamed(pkg: Package, at: Place, name: string): boolean {
  const type = pkg.typeOf(at);
  const named = type.kind === 'pointer' ? type.element : type;
  return named.kind === 'named' && named.path === HTTP && named.name === name;
}

class Trail {
  readonly requests: Place[] = [];
  isReturned = false;
  /** Closed, or in other hands. */
  isSettled = false;
  idle: IdleTime | undefined;
  private readonly pkg: Package;
  private readonly maker: GoFunction;
  private readonly seen = new Set<GoSymbol>();

  constructor(pkg: Package, maker: GoFunction, idle: IdleTime) {
    this.pkg = pkg;
    this.maker = maker;
    this.idle = idle;
  }

  /** Follows the transport, or the client that has it, from an expression. */
  follow(at: Place): void {
    const use = this.pkg.useOf(at);
    const around = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'address':
      case 'converted':
      case 'dereferenced':
      case 'asserted':
        this.follow(around);
        return;
      case 'alias':
        this.hold(this.pkg.symbolAt({ file: at.file, node: use.target ?? NO_NODE }));
        return;
      case 'literal':
        if (isNamed(this.pkg, around, 'Client')) this.follow(around);
        else this.isSettled = true;
        return;
      case 'stored':
        this.store({ file: at.file, node: use.target ?? NO_NODE });
        return;
      case 'method':
        this.call(use.name ?? '', around);
        return;
      case 'field':
        this.select(at, around, use.name ?? '');
        return;
      case 'argument':
        this.pass(this.pkg.callAt(around), use.index ?? 0);
        return;
      case 'returned':
        this.give(use.index ?? 0);
        return;
      case 'assigned':
      case 'discarded':
      case 'operand':
      case 'condition':
        return;
      default:
        this.isSettled = true;
    }
  }

  private hold(symbol: GoSymbol | undefined): void {
    if (symbol?.kind !== 'variable' || symbol.owner === undefined) {
      this.isSettled = true;
      return;
    }
    if (this.seen.has(symbol)) return;
    this.seen.add(symbol);
    if (symbol.role === 'result') this.give(this.maker.results.indexOf(symbol));
    for (const at of symbol.uses) {
      if (this.pkg.functionAround(at) === symbol.owner) this.follow(at);
      else this.isSettled = true;
    }
  }

  /** Callers are looked at only where it is the first result. */
  private give(result: number): void {
    if (result === 0) this.isReturned = true;
    else this.isSettled = true;
  }

  /** `client.Transport = transport`, of a client that is made here as well. */
  private store(target: Place): void {
    const tree = this.pkg.tree(target.file);
    const operand = { file: target.file, node: tree.firstNamedChild(target.node) };
    const symbol = this.pkg.symbolAt(operand);
    const isOwn = symbol?.role === 'local' && isNamed(this.pkg, operand, 'Client') && this.isMadeHere(symbol);
    if (isOwn) this.hold(symbol);
    else this.isSettled = true;
  }

  private isMadeHere(symbol: GoSymbol): boolean {
    if (symbol.owner !== this.maker) return false;
    if (this.pkg.typeOfSymbol(symbol).kind !== 'pointer') return true;
    const value = this.pkg.soleValue(symbol);
    return value !== undefined && isLiteralOrNew(this.pkg, value);
  }

  private call(name: string, call: Place): void {
    if (REQUESTS.includes(name)) this.requests.push(call);
    else this.isSettled = true;
  }

  /** A setting of the transport; the transport of a client is somebody else's as soon as it is read. */
  private select(operand: Place, selector: Place, name: string): void {
    const isSetting = this.pkg.useOf(selector).kind === 'assigned';
    if (isNamed(this.pkg, operand, 'Transport')) {
      if (isSetting) this.idle = settingsIn(this.pkg, selector, name, this.idle);
    } else if (name === 'Transport' && !isSetting) this.isSettled = true;
  }

  private pass({ target, callee }: Call, index: number): void {
    const parameter = target?.parameters[index];
    if (callee.kind !== 'function' || parameter === undefined) this.isSettled = true;
    else this.hold(parameter);
  }
}

function isLiteralOrNew(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const made = tree.kindOf(node) === Kind.UnaryExpression ? tree.firstNamedChild(node) : node;
  if (tree.kindOf(made) === Kind.CompositeLiteral) return true;
  return tree.kindOf(made) === Kind.CallExpression && pkg.callAt({ file, node: made }).callee.kind === 'builtin';
}
