/**
 * In which thread of control code runs, as one function sees it: its own, a goroutine, or one that cannot be told.
 *
 * Follows literals that are called, deferred or started in place, variables that hold one literal, and direct calls of
 * functions of the package. A literal handed to a callee without known effects may run anywhere.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Goroutine } from '../calls/call.ts';
import type { GoFunction } from '../names/symbol.ts';
import type { ChannelContext } from './context.ts';

/** `own`: within a call of the function; `deferred`: when it ends; `goroutine`: in a goroutine started since. */
export type Thread = 'own' | 'deferred' | 'goroutine' | 'unknown';

export class Threads {
  private readonly context: ChannelContext;
  private goroutinesOf: Map<GoFunction, Goroutine[]> | undefined;

  constructor(context: ChannelContext) {
    this.context = context;
  }

  /** The goroutines that begin with the function. */
  startsOf(fn: GoFunction): readonly Goroutine[] {
    if (this.goroutinesOf === undefined) {
      this.goroutinesOf = new Map();
      for (const start of this.context.goroutines) {
        if (start.entry !== undefined) push(this.goroutinesOf, start.entry, start);
      }
    }
    return this.goroutinesOf.get(fn) ?? [];
  }

  /** The threads in which `fn` runs as the function `observer` sees it. */
  of(fn: GoFunction, observer: GoFunction): ReadonlySet<Thread> {
    const threads = new Set<Thread>();
    this.collect(fn, observer, threads, new Set());
    return threads;
  }

  private collect(fn: GoFunction, observer: GoFunction, threads: Set<Thread>, seen: Set<GoFunction>): void {
    if (fn === observer) {
      threads.add('own');
      return;
    }
    if (seen.has(fn)) return;
    seen.add(fn);
    const starts = this.startsOf(fn);
    const calls = this.context.callsOf(fn).filter(call => call.mode !== 'go');
    if (starts.length > 0) threads.add('goroutine');
    for (const call of calls) {
      const around = new Set<Thread>();
      if (call.caller === undefined) around.add('unknown');
      else this.collect(call.caller, observer, around, new Set(seen));
      for (const thread of around) threads.add(thread === 'own' && call.mode === 'defer' ? 'deferred' : thread);
    }
    if (fn.kind === 'literal' && !this.isAccountedFor(fn, starts.length + calls.length)) {
      this.collectCallback(fn, observer, threads, seen);
    }
    if (starts.length + calls.length === 0 && fn.kind !== 'literal') threads.add('unknown');
  }

  /** Whether all that happens to a literal is that it is called: in place, or through the variable that holds it. */
  private isAccountedFor(fn: GoFunction, known: number): boolean {
    const tree = this.context.tree(fn.place.file);
    const parent = tree.parentOf(fn.place.node);
    if (isCallee(tree, fn.place.node)) return true;
    return known > 0 && tree.kindOf(tree.parentOf(parent)) === Kind.ShortVarDeclaration;
  }

  /** A literal handed to a callee: what the effects tell, else unknown; code of a goroutine stays outside `observer`. */
  private collectCallback(fn: GoFunction, observer: GoFunction, threads: Set<Thread>, seen: Set<GoFunction>): void {
    const tree = this.context.tree(fn.place.file);
    const node = tree.parentOf(tree.parentOf(fn.place.node));
    if (tree.kindOf(node) === Kind.CallExpression) {
      const call = this.context.callAt({ file: fn.place.file, node });
      const index = call.args.findIndex(arg => arg.node === fn.place.node);
      const callback = call.effect.callbacks?.[index];
      if (callback?.runs === 'goroutine') return;
      if (callback?.runs === 'inline' && call.caller !== undefined) {
        this.collect(call.caller, observer, threads, seen);
        return;
      }
    }
    const around = fn.parent === undefined ? new Set<Thread>(['unknown']) : this.of(fn.parent, observer);
    const isOutside = around.size === 1 && around.has('goroutine');
    threads.add(isOutside ? 'goroutine' : 'unknown');
  }
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}
