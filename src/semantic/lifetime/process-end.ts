/**
 * Ways out of functions after which the process ends: what a goroutine still waits for then ends with it.
 *
 * Such are the ways out of main.main and of the functions that a command-line library runs as the command, and those of
 * functions whose every call is seen and leads to such a way out at once: `return f()`, a call that is the last
 * statement, or one whose error makes its caller leave. A hook that runs before the command ends the process only with an
 * error. Tests that run a command within their own process are left out of account.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { treeOf } from '../inference/model.ts';
import { isExported } from '../names/exported.ts';
import type { GoFunction } from '../names/symbol.ts';
import { commandMethods, commandValues } from './command-fields.ts';
import { lastOfErrorBranch, returnsError, statementAround } from './error-branch.ts';
import type { LifetimeContext } from './process-lifetime.ts';

export interface ProcessEndContext extends LifetimeContext {
  flow(fn: GoFunction): FlowGraph;
}

export class ProcessEnd {
  private readonly context: ProcessEndContext;
  private readonly commands = new Set<GoFunction>();
  private readonly hooks = new Set<GoFunction>();

  constructor(context: ProcessEndContext) {
    this.context = context;
    for (const { at, isHook } of commandValues(context)) {
      const fn = context.functionValue(at);
      if (fn !== undefined) (isHook ? this.hooks : this.commands).add(fn);
    }
    for (const fn of commandMethods(context)) this.commands.add(fn);
  }

  /** Whether the process ends once the function leaves by the exit: a return statement, or the end of its body. */
  follows(fn: GoFunction, exit: NodeId): boolean {
    return this.isLast(fn, exit, new Set());
  }

  private isLast(fn: GoFunction, exit: NodeId, seen: ReadonlySet<GoFunction>): boolean {
    if (seen.has(fn)) return false;
    const { context } = this;
    const fails = returnsError(treeOf(context.model, fn.place.file), exit);
    const calls = context.callsOf(fn);
    const isRun = this.commands.has(fn) || (fails && this.hooks.has(fn)) || (context.isMain && fn.name === 'main');
    if (calls.length === 0) return isRun;
    if (!isRun && !this.isOnlyCalled(fn)) return false;
    return calls.every(call => this.endsAfter(call, fails, new Set([...seen, fn])));
  }

  /** Whether all that can run a function are direct calls of the package. */
  private isOnlyCalled(fn: GoFunction): boolean {
    if (fn.kind === 'literal') return true;
    if (isExported(fn.name) && !this.context.isMain) return false;
    return this.context.references.of(fn)?.length === 0;
  }

  /** Whether the process ends at once after a call, if `fails` after one that has returned an error. */
  private endsAfter({ place, caller, mode }: Call, fails: boolean, seen: ReadonlySet<GoFunction>): boolean {
    if (caller === undefined || mode !== 'call') return false;
    const tree = treeOf(this.context.model, place.file);
    const statement = statementAround(tree, place.node);
    const { exits } = this.context.flow(caller);
    const isLast = isLastIn(tree, statement, caller.body);
    const last = fails ? (lastOfErrorBranch(this.context.model, place.file, statement) ?? statement) : statement;
    const left = exits.filter(({ kind, node }) => tree.contains(last, node) || (isLast && kind === 'end'));
    return (
      left.length > 0 && left.every(({ kind, node }) => kind === 'process-exit' || this.isLast(caller, node, seen))
    );
  }
}

/** Whether nothing of a function comes after a statement, no further round of a loop either. */
function isLastIn(tree: SyntaxTree, statement: NodeId, body: NodeId): boolean {
  for (let at = statement; at !== body && at !== NO_NODE; at = tree.parentOf(at)) {
    const parent = tree.parentOf(at);
    if (tree.kindOf(at) === Kind.ForStatement) return false;
    if (tree.kindOf(parent) === Kind.StatementList && tree.namedChildren(parent).at(-1) !== at) return false;
  }
  return true;
}
