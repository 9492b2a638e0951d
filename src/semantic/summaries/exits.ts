/**
 * How calls end that never return: `panic`, `os.Exit`, and every function that always ends in one of them or blocks.
 *
 * That no call of a function returns is a must-fact: functions that call each other are taken not to return until a
 * path says otherwise (the greatest fixpoint). What an interface or a function value runs is unknown, hence returns.
 */
import type { Call } from '../calls/call.ts';
import type { Declarations } from '../facts.ts';
import type { ConditionalExit, ExitKind } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Condition } from '../effects/effect.ts';
import type { Effects } from '../effects/table.ts';
import { mayEndOtherwise } from './endings.ts';
import { mayRecover } from './recovery.ts';
import { mayReturnOnCondition, returnCondition } from './return-condition.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { FunctionSummary } from './summary.ts';

export interface ExitContext {
  readonly declarations: Declarations;
  readonly effects: Effects;
  treeOf(fn: GoFunction): SyntaxTree;
  symbolAt(at: Place): GoSymbol | undefined;
  callAt(at: Place): Call;
  /** A graph that is built anew, by what is known of calls at the moment. */
  buildFlow(fn: GoFunction): FlowGraph;
}

/** What is known of a function that does not always return. */
interface Ending {
  readonly exit: ExitKind;
  /** Absent if no call returns. */
  readonly returnsIf?: Condition;
}

/** What the runtime and the compiler do beyond what the bodies say: end the process, or put other code in their place. */
const INTRINSICS: ReadonlyMap<string, Ending | undefined> = new Map<string, Ending | undefined>([
  ['runtime.fatalthrow', { exit: 'process-exit' }],
  ['runtime.fatalpanic', { exit: 'process-exit' }],
  ['runtime.exit', { exit: 'process-exit' }],
  ['internal/abi.EscapeNonString', undefined],
  ['crypto/internal/constanttime.boolToUint8', undefined],
]);

/** Recursion without another end overflows the stack, which ends the process. */
const RECURSION: Ending = { exit: 'process-exit' };
/** How a function ends that blocks or loops for ever: like its goroutine, without a caller that goes on. */
const BLOCKED: Ending = { exit: 'goexit' };

export class Exits {
  private readonly context: ExitContext;
  private readonly known = new Map<GoFunction, Ending | undefined>();
  /** Functions whose answer may still hang from one that is assumed, in the order in which they were asked for. */
  private readonly open = new Set<GoFunction>();
  private readonly computing = new Set<GoFunction>();
  private isRecursive = false;

  constructor(context: ExitContext) {
    this.context = context;
  }

  /** How control ends at a call that never returns; undefined if it may return, or if that is not known. */
  ofCall(call: Call): ExitKind | undefined {
    const ending = this.endingOf(call);
    return ending?.returnsIf === undefined ? ending?.exit : undefined;
  }

  /** Likewise, also for a call that returns only if an argument has a certain value. */
  conditionalOfCall(call: Call): ExitKind | ConditionalExit | undefined {
    const ending = this.endingOf(call);
    if (ending?.returnsIf === undefined) return ending?.exit;
    const { argument, is } = ending.returnsIf;
    const given = call.args[argument];
    return given === undefined ? undefined : { kind: ending.exit, unless: { expression: given.node, is } };
  }

  /** How every call of the function ends, if none returns; `goexit` also for one that blocks or loops for ever. */
  ofFunction(fn: GoFunction): ExitKind | undefined {
    const ending = this.endingOfFunction(fn);
    return ending?.returnsIf === undefined ? ending?.exit : undefined;
  }

  /** What importers must know of how its calls end. */
  summaryOf(fn: GoFunction): Pick<FunctionSummary, 'exit' | 'returnsIf'> | undefined {
    return this.endingOfFunction(fn);
  }

  private endingOf(call: Call): Ending | undefined {
    const { callee, effect } = call;
    if (callee.kind === 'builtin') return callee.name === 'panic' ? { exit: 'panic' } : undefined;
    // A goroutine that never ends does not stop the one that started it, and a deferred call only runs at the end.
    if (call.mode !== 'call') return undefined;
    if (effect.exit !== undefined) return endingIn(effect);
    if (call.target !== undefined) return this.endingOfFunction(call.target);
    return call.key === '' ? undefined : endingIn(summaryIn(this.context.declarations, call.key));
  }

  private endingOfFunction(fn: GoFunction): Ending | undefined {
    if (!this.known.has(fn)) this.solve(fn);
    else if (this.computing.has(fn)) this.isRecursive = true;
    return this.known.get(fn);
  }

  private solve(fn: GoFunction): void {
    this.open.add(fn);
    this.known.set(fn, RECURSION);
    this.computing.add(fn);
    this.known.set(fn, this.compute(fn));
    this.computing.delete(fn);
    if (this.computing.size > 0) return;
    if (this.isRecursive) this.iterate();
    this.isRecursive = false;
    this.open.clear();
  }

  /** Once a function turns out to return it always will, so this ends. */
  private iterate(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const fn of this.open) {
        const before = this.known.get(fn);
        if (before === undefined) continue;
        this.computing.add(fn);
        const after = this.compute(fn);
        this.computing.delete(fn);
        if (sameEnding(before, after)) continue;
        this.known.set(fn, after);
        changed = true;
      }
    }
  }

  private compute(fn: GoFunction): Ending | undefined {
    if (fn.kind !== 'literal') {
      const known = INTRINSICS.get(fn.key) ?? endingIn(this.context.effects.of(fn.key));
      if (known !== undefined || INTRINSICS.has(fn.key)) return known;
    }
    if (fn.body === NO_NODE) return undefined;
    const mayNeverReturn = this.mayNeverReturn(fn);
    if (!mayNeverReturn && !this.mayReturnOnCondition(fn)) return undefined;
    const flow = this.context.buildFlow(fn);
    const { exits } = flow;
    if (exits.some(({ kind }) => kind === 'panic') && mayRecover(this.context, fn, flow)) return undefined;
    const exit = worst(exits.map(({ kind }) => kind));
    if (exits.every(({ kind }) => !isNormal(kind))) return exit === undefined ? BLOCKED : { exit };
    if (exit === undefined) return undefined;
    const returnsIf = returnCondition(this.context, fn, flow);
    return returnsIf && { exit, returnsIf };
  }

  /** Whether the last statements leave open that no path returns; most functions plainly do, and need no graph. */
  private mayNeverReturn(fn: GoFunction): boolean {
    return mayEndOtherwise(this.context.treeOf(fn), fn.body, this.exitTest(fn));
  }

  private mayReturnOnCondition(fn: GoFunction): boolean {
    const { file } = fn.place;
    const isConditional = (node: NodeId): boolean =>
      this.endingOf(this.context.callAt({ file, node }))?.returnsIf !== undefined;
    return mayReturnOnCondition(this.context, fn, this.exitTest(fn), isConditional);
  }

  private exitTest({ place: { file } }: GoFunction): (call: NodeId) => boolean {
    return node => this.ofCall(this.context.callAt({ file, node })) !== undefined;
  }
}

function endingIn(facts: Partial<Ending> | undefined): Ending | undefined {
  const { exit, returnsIf } = facts ?? {};
  if (exit === undefined) return undefined;
  return returnsIf === undefined ? { exit } : { exit, returnsIf };
}

const isNormal = (kind: ExitKind): boolean => kind === 'return' || kind === 'end';

/** Of several ways to end, the one that leaves most to happen: a panic may be recovered from, and runs what is deferred. */
const BY_WEIGHT: readonly ExitKind[] = ['panic', 'goexit', 'process-exit'];

function worst(kinds: readonly ExitKind[]): ExitKind | undefined {
  return BY_WEIGHT.find(kind => kinds.includes(kind));
}

function sameEnding(one: Ending | undefined, other: Ending | undefined): boolean {
  return (
    one?.exit === other?.exit &&
    one?.returnsIf?.argument === other?.returnsIf?.argument &&
    one?.returnsIf?.is === other?.returnsIf?.is
  );
}

/**
 * The summary of a function of another package, by its key. A package whose bodies were not analysed has none, and is
 * not read to find that out.
 */
export function summaryIn(declarations: Declarations, key: string): FunctionSummary | undefined {
  const last = key.lastIndexOf('.');
  const name = key.slice(last + 1);
  const pointer = key.lastIndexOf('.(*', last);
  if (pointer >= 0) return methodSummary(declarations, key.slice(0, pointer), key.slice(pointer + 3, last - 1), name);
  // Dots may stand in the path as well: `gopkg.in/yaml.v3.Unmarshal` is a function, `time.Time.Add` a method.
  const facts = declarations.analysed(key.slice(0, last));
  if (facts !== undefined) return facts.functions[name]?.summary;
  const before = key.lastIndexOf('.', last - 1);
  return before < 0 ? undefined : methodSummary(declarations, key.slice(0, before), key.slice(before + 1, last), name);
}

function methodSummary(
  declarations: Declarations,
  path: string,
  type: string,
  name: string,
): FunctionSummary | undefined {
  return declarations.analysed(path)?.types[type]?.methods?.[name]?.summary;
}
