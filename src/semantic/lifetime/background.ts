/**
 * Goroutines that run in the background: which start one that runs a function, and what shows that it should end before the
 * process does.
 */
import type { Call, Goroutine } from '../calls/call.ts';
import type { Loop } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { dereferenced, type Signature, type Type } from '../types/type.ts';
import type { Use } from '../value-flow/use.ts';
import type { Lifetimes } from './lifetimes.ts';

export interface BackgroundContext {
  readonly path: string;
  /** The calls that are seen to run a function. */
  callsOf(fn: GoFunction): readonly Call[];
  readonly goroutines: readonly Goroutine[];
  tree(file: FileId): SyntaxTree;
  symbolAt(at: Place): GoSymbol | undefined;
  useOf(at: Place): Use;
  functionByKey(key: string): GoFunction | undefined;
  typeOfSymbol(symbol: GoSymbol): Type;
  signatureOf(fn: GoFunction): Signature;
  flow(fn: GoFunction): FlowGraph;
  readonly lifetimes: Pick<Lifetimes, 'runsRepeatedly'>;
}

/** An object with an end, to which a goroutine belongs. */
export interface Owner {
  readonly type: string;
  /** The method that ends it. */
  readonly method: GoFunction;
}

const ENDING_METHODS = ['Close', 'Stop', 'Shutdown'];
/** From a function outwards to the `go` statement, through so many calls. */
const MAX_CALLS = 3;

/** The goroutine that runs the function, itself or through calls. */
export function startOf(context: BackgroundContext, fn: GoFunction, calls = MAX_CALLS): Goroutine | undefined {
  const direct = context.goroutines.find(goroutine => goroutine.entry === fn && !goroutine.joined);
  if (direct !== undefined || calls === 0) return direct;
  for (const call of context.callsOf(fn)) {
    if (call.mode !== 'call' || call.caller === undefined || call.caller === fn) continue;
    const start = startOf(context, call.caller, calls - 1);
    if (start !== undefined) return start;
  }
  return undefined;
}

/**
 * A type of the package with an end that the function belongs to: its receiver, or what the constructor around returns if
 * the goroutine works on it.
 */
export function ownerOf(context: BackgroundContext, fn: GoFunction, { starter, start }: Goroutine): Owner | undefined {
  const outermost = [fn, starter].flatMap(inner => (inner === undefined ? [] : [declaredAround(inner)]));
  for (const candidate of outermost) {
    const symbols = [candidate.receiver, ...candidate.results].filter(symbol => symbol !== undefined);
    const results = servesResult(context, start) ? context.signatureOf(candidate).results : [];
    for (const owner of [...symbols.map(symbol => context.typeOfSymbol(symbol)), ...results]) {
      const type = dereferenced(owner);
      if (type.kind !== 'named' || type.path !== context.path) continue;
      const method = endingMethod(context, type.name);
      if (method !== undefined) return { type: type.name, method };
    }
  }
  return undefined;
}

/**
 * Whether more and more of them are started: in a loop, or by a function that is seen to run again and again; not those
 * that serve an object which that function returns, whose life nothing here tells.
 */
export function isStartedRepeatedly(context: BackgroundContext, { starter, start }: Goroutine): boolean {
  if (starter === undefined || servesResult(context, start)) return false;
  return context.flow(starter).isOnCycle(start.node) || context.lifetimes.runsRepeatedly(starter);
}

/** `c := &cache{}; go c.expire(); return c` */
function servesResult(context: BackgroundContext, { file, node }: Place): boolean {
  for (const name of context.tree(file).descendantsOfKind(node, Kind.Identifier)) {
    const symbol = context.symbolAt({ file, node: name });
    if (symbol?.kind !== 'variable' || symbol.role !== 'local' || context.typeOfSymbol(symbol).kind !== 'pointer')
      continue;
    if (symbol.uses.some(use => context.useOf(use).kind === 'returned')) return true;
  }
  return false;
}

/** Whether no way leads out of the loop, and it can come round. */
export function isEndless({ blocks, exits }: Loop): boolean {
  return blocks.size > 0 && exits.length === 0;
}

function declaredAround(fn: GoFunction): GoFunction {
  return fn.parent === undefined ? fn : declaredAround(fn.parent);
}

function endingMethod(context: BackgroundContext, type: string): GoFunction | undefined {
  for (const name of ENDING_METHODS) {
    const pointer = context.functionByKey(`${context.path}.(*${type}).${name}`);
    const method = pointer ?? context.functionByKey(`${context.path}.${type}.${name}`);
    if (method !== undefined) return method;
  }
  return undefined;
}
