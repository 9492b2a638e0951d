/**
 * Code that runs once in the life of the process, where a thing that is never released is not a leak.
 *
 * The least set that holds main.main, init, TestMain, package initialisers, bodies of Once, run functions of commands,
 * and every unexported or package-main function whose references are all direct calls, outside loops, from the set. A
 * literal belongs only if it is called, deferred or started by `go` in place, outside loops, in code of the set.
 *
 * A Once in a field runs once for each object: of a type of the package that is made to be done with, outside of package
 * main, objects come and go; of others there is taken to be one. Calls of other packages are not seen: exported functions
 * belong only where they are run by a Once or a command.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { Call } from '../calls/call.ts';
import type { ValueReferences } from '../calls/value-references.ts';
import type { EffectTest } from '../effects/table.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import { type CommandContext, commandMethods, commandValues } from './command-fields.ts';
import { dereferenced } from '../types/type.ts';
import { hasEndingMethod } from './ending-methods.ts';
import { isExported } from '../names/exported.ts';

export interface LifetimeContext extends CommandContext {
  readonly isMain: boolean;
  callsNamed(name: string): readonly Call[];
  /** The calls that are seen to run a function. */
  callsOf(fn: GoFunction): readonly Call[];
  /** Whether control can come to the call a second time within one call of its function. */
  isOnCycle(call: Call): boolean;
  readonly references: ValueReferences;
}

/** Answers by going from a function to its callers, and remembers. */
export class ProcessLifetime {
  private readonly context: LifetimeContext;
  private readonly known = new Map<GoFunction, boolean>();
  private readonly commands: ReadonlySet<GoFunction>;
  private readonly handedTo = new Map<GoFunction, Call>();
  /** What runs a function once, by the functions and the places where they are named. */
  private readonly onceValues = new Map<GoFunction, Place[]>();

  constructor(context: LifetimeContext) {
    this.context = context;
    this.commands = new Set(commandMethods(context));
    for (const name of context.model.effects.namesWith('once', callsOnce)) {
      for (const call of context.callsNamed(name)) this.noteArguments(call);
    }
    for (const { at } of commandValues(context)) this.noteValue(at);
  }

  has(fn: GoFunction): boolean {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    // Every caller must belong, so what comes back to itself does not.
    this.known.set(fn, false);
    const belongs = startsProcess(fn, this.context.isMain) || this.commands.has(fn) || this.belongs(fn);
    this.known.set(fn, belongs);
    return belongs;
  }

  private noteArguments(call: Call): void {
    const isOfProcess = call.key.startsWith('sync.(*Once).') || call.key.startsWith('sync.Once');
    if (isOfProcess && this.isOncePerObject(call)) return;
    for (const at of onceArguments(call)) {
      if (isOfProcess) this.noteValue(at);
      else this.noteHanded(at, call);
    }
  }

  /** A literal that a call runs once: `group.Go(func() {…})`. */
  private noteHanded(at: Place, call: Call): void {
    const fn = this.context.functionValue(at);
    if (fn?.kind === 'literal' && fn.place.node === at.node) this.handedTo.set(fn, call);
  }

  /** `x.once.Do(f)` where objects such as `x` come and go. */
  private isOncePerObject({ key, receiver }: Call): boolean {
    const { model, isMain } = this.context;
    if (key !== 'sync.(*Once).Do' || receiver === undefined || isMain) return false;
    const tree = treeOf(model, receiver.file);
    if (tree.kindOf(receiver.node) !== Kind.SelectorExpression) return false;
    const object = { file: receiver.file, node: tree.childByField(receiver.node, Field.Operand) };
    if (symbolAt(model, object.file, object.node)?.role === 'global') return false;
    const type = dereferenced(this.context.typeOf(object));
    return type.kind === 'named' && type.path === model.path && hasEndingMethod(model.functions, type.path, type.name);
  }

  private noteValue(at: Place): void {
    const fn = this.context.functionValue(at);
    if (fn !== undefined) this.onceValues.set(fn, [...(this.onceValues.get(fn) ?? []), at]);
  }

  private belongs(fn: GoFunction): boolean {
    const once = this.onceValues.get(fn) ?? [];
    if (fn.kind === 'literal') {
      if (once.length > 0) return true;
      const handed = this.handedTo.get(fn);
      if (handed !== undefined) return this.isOnce(handed);
      if (!this.isCalledInPlace(fn)) return false;
    } else if (!this.isNamedOnlyBy(fn, once)) return false;
    const calls = this.context.callsOf(fn);
    return once.length + calls.length > 0 && calls.every(call => this.isOnce(call));
  }

  /** Whether nothing else than direct calls, and what runs it once, can run a declared function. */
  private isNamedOnlyBy(fn: GoFunction, once: readonly Place[]): boolean {
    const { context } = this;
    if (once.length === 0 && !context.isMain && isExported(fn.name)) return false;
    if (fn.kind === 'method' && context.callsNamed(fn.name).some(isDynamic)) return false;
    const references = context.references.of(fn);
    return references?.every(at => once.some(place => place.file === at.file && isWithin(context, place, at))) === true;
  }

  /** Whether the call runs once in the life of the process. */
  private isOnce(call: Call): boolean {
    return call.caller === undefined || (this.has(call.caller) && !this.context.isOnCycle(call));
  }

  /** `func() {…}()`, under `go` and `defer` as well. */
  private isCalledInPlace({ place }: GoFunction): boolean {
    const tree = treeOf(this.context.model, place.file);
    return isCallee(tree, withParentheses(tree, place.node));
  }
}

const isDynamic = ({ callee }: Call): boolean => callee.kind === 'function' && callee.dynamic;

function isWithin({ model }: LifetimeContext, outer: Place, inner: Place): boolean {
  return treeOf(model, outer.file).contains(outer.node, inner.node);
}

/** Whether Go itself runs the function, once. */
export function startsProcess({ kind, name }: GoFunction, isMain: boolean): boolean {
  if (kind !== 'function') return false;
  return name === 'init' || name === 'TestMain' || (name === 'main' && isMain);
}

const callsOnce: EffectTest = ({ callbacks }) => Object.values(callbacks ?? {}).some(({ times }) => times === 'once');

/** What `once.Do(f)` and its like run. */
function onceArguments({ effect, args }: Call): Place[] {
  return Object.entries(effect.callbacks ?? {}).flatMap(([index, { times }]) => {
    const value = args[Number(index)];
    return times === 'once' && value !== undefined ? [value] : [];
  });
}
