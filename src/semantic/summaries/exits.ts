/**
 * How calls end that never return: `panic`, `os.Exit`, and every function that always ends in one of them or blocks.
 */
import type { Call } from '../calls/call.ts';
import type { Declarations } from '../facts.ts';
import type { ExitKind } from '../flow/block.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { mayEndOtherwise } from './endings.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { FunctionSummary } from './summary.ts';

export interface ExitContext {
  readonly declarations: Declarations;
  treeOf(fn: GoFunction): SyntaxTree;
  callAt(at: Place): Call;
  flow(fn: GoFunction): FlowGraph;
}

export class Exits {
  private readonly context: ExitContext;
  private readonly known = new Map<GoFunction, ExitKind | undefined>();

  constructor(context: ExitContext) {
    this.context = context;
  }

  /** How control ends at a call that never returns; undefined if it may return, or if that is not known. */
  ofCall(call: Call): ExitKind | undefined {
    const { callee } = call;
    if (callee.kind === 'builtin') return callee.name === 'panic' ? 'panic' : undefined;
    // A goroutine that never ends does not stop the one that started it, and a deferred call only runs at the end.
    if (call.mode !== 'call') return undefined;
    if (call.target !== undefined) return this.ofFunction(call.target);
    if (call.key === '') return undefined;
    return call.effect.exit ?? summaryIn(this.context.declarations, call.key)?.exit;
  }

  /** How every call of the function ends, if none returns. A function that calls itself is taken to return. */
  ofFunction(fn: GoFunction): ExitKind | undefined {
    if (this.known.has(fn)) return this.known.get(fn);
    this.known.set(fn, undefined);
    const exit = this.compute(fn);
    this.known.set(fn, exit);
    return exit;
  }

  /** Whether the last statements leave open that no path returns; most functions plainly do, and need no graph. */
  private mayNeverReturn(fn: GoFunction): boolean {
    const { file } = fn.place;
    const isExit = (call: NodeId): boolean => this.ofCall(this.context.callAt({ file, node: call })) !== undefined;
    return fn.body !== NO_NODE && mayEndOtherwise(this.context.treeOf(fn), fn.body, isExit);
  }

  private compute(fn: GoFunction): ExitKind | undefined {
    if (!this.mayNeverReturn(fn)) return undefined;
    const { exits, defers } = this.context.flow(fn);
    if (exits.some(exit => exit.kind === 'return' || exit.kind === 'end')) return undefined;
    // A deferred recover turns a panic into a return.
    if (exits.some(exit => exit.kind === 'panic') && defers.length > 0) return undefined;
    return exits[0]?.kind ?? 'goexit';
  }
}

/** The summary of a function of another package, by its key. */
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
