/**
 * Code of a program of which nothing shows that it runs more than once: what it leaves behind when it returns ends with
 * the process, as far as one can tell.
 *
 * A program is package main, and by convention what lies below a directory `cmd`. Its code runs again if it is called in
 * a loop, handles requests, is handed as a value to somebody who may call it as he likes, or is a method that is called
 * unseen; and so does all that such code calls. Commands of command-line libraries run once. A function that is kept in
 * the program's own data and takes the words of a command line, or returns an exit code, is taken to be such a command.
 *
 * Not seen: calls from other packages. Exported functions are taken to run once unless the package shows more.
 */
import type { NodeId } from '../../syntax/tree.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import { isExported } from '../names/exported.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, isNamed } from '../types/type.ts';
import type { Use } from '../value-flow/use.ts';
import { commandMethods, commandValues } from './command-fields.ts';
import type { LifetimeContext } from './process-lifetime.ts';
import { isHandler } from './repetition.ts';

export interface ProgramContext extends LifetimeContext {
  useOf(at: Place): Use;
}

export class ProgramRuns {
  private readonly context: ProgramContext;
  private readonly known = new Map<GoFunction, boolean>();
  private readonly commands = new Set<GoFunction>();
  private readonly commandValues: readonly Place[];

  constructor(context: ProgramContext) {
    this.context = context;
    this.commandValues = [...commandValues(context)].map(({ at }) => at);
    for (const fn of commandMethods(context)) this.commands.add(fn);
  }

  /** Whether nothing shows that the function runs more than once. */
  areSingle(fn: GoFunction): boolean {
    const known = this.known.get(fn);
    if (known !== undefined) return known;
    // A set that grows while it is walked through: the function and all that its runs come from.
    const callers = new Set([fn]);
    const isSingle = [...this.withCallers(callers)].every(runsAgain => !runsAgain);
    this.known.set(fn, isSingle);
    return isSingle;
  }

  private *withCallers(callers: Set<GoFunction>): Generator<boolean> {
    for (const fn of callers) {
      if (isHandler(this.context.signatureOf(fn))) yield true;
      for (const run of this.runsOf(fn)) {
        yield run === 'again' || this.context.isOnCycle(run);
        if (run !== 'again' && run.caller !== undefined) callers.add(run.caller);
      }
    }
  }

  private *runsOf(fn: GoFunction): Generator<Call | 'again'> {
    const { context } = this;
    const calls = [...context.callsOf(fn), ...this.callsThroughInterfaces(fn)];
    yield* calls;
    if (fn.kind === 'literal') {
      yield* this.runsThrough(fn, fn.place, calls.length === 0);
      return;
    }
    const references = context.references.of(fn);
    if (references === undefined) yield 'again';
    for (const at of references ?? []) yield* this.runsThrough(fn, at, true);
    const isUnseen = fn.kind === 'method' && isExported(fn.name) && calls.length === 0;
    if (isUnseen && !this.commands.has(fn) && !takesWords(context.signatureOf(fn))) yield 'again';
  }

  /** Calls that may run a method, of what nobody knows the type: with as many arguments as it takes. */
  private callsThroughInterfaces(fn: GoFunction): readonly Call[] {
    if (fn.kind !== 'method') return [];
    const { parameters, variadic } = this.context.signatureOf(fn);
    return this.context
      .callsNamed(fn.name)
      .filter(({ callee }) => callee.kind === 'unknown' || (callee.kind === 'function' && callee.dynamic))
      .filter(({ args }) => variadic || args.length === parameters.length);
  }

  /** What runs a function that is a value at a place. */
  private *runsThrough(fn: GoFunction, at: Place, isTold: boolean): Generator<Call | 'again'> {
    const { context } = this;
    if (this.commandValues.some(value => contains(context, value, at))) return;
    const { kind, node, index, target } = context.useOf(at);
    switch (kind) {
      case 'called':
      case 'discarded':
        return;
      case 'argument':
        yield this.runOfArgument({ file: at.file, node }, index);
        return;
      case 'alias':
        yield* this.runsThroughVariable(fn, at, target, isTold);
        return;
      case 'literal':
        if (!this.isOwnData({ file: at.file, node }) || !isCommand(context.signatureOf(fn))) yield 'again';
        return;
      default:
        if (isTold && !isCommand(context.signatureOf(fn))) yield 'again';
    }
  }

  private runOfArgument(at: Place, index: number | undefined): Call | 'again' {
    const call = this.context.callAt(at);
    return index !== undefined && call.effect.callbacks?.[index]?.times === 'once' ? call : 'again';
  }

  private *runsThroughVariable(
    fn: GoFunction,
    { file }: Place,
    target: NodeId | undefined,
    isTold: boolean,
  ): Generator<Call | 'again'> {
    const symbol = target === undefined ? undefined : symbolAt(this.context.model, file, target);
    if (symbol?.role !== 'local') {
      if (isTold && !isCommand(this.context.signatureOf(fn))) yield 'again';
      return;
    }
    for (const use of symbol.uses) {
      const { kind } = this.context.useOf(use);
      if (kind === 'assigned' || kind === 'called') continue;
      if (kind === 'alias') yield 'again';
      else yield* this.runsThrough(fn, use, true);
    }
  }

  /** Whether a composite literal is of a type of the program itself, or of none with a name. */
  private isOwnData(literal: Place): boolean {
    const type = dereferenced(this.context.typeOf(literal));
    if (type.kind === 'unknown')
      return treeOf(this.context.model, literal.file).kindOf(literal.node) !== Kind.CompositeLiteral;
    return type.kind !== 'named' || type.path === this.context.model.path;
  }
}

function contains({ model }: ProgramContext, outer: Place, inner: Place): boolean {
  return outer.file === inner.file && treeOf(model, outer.file).contains(outer.node, inner.node);
}

/** Whether a function takes the words of a command line, or returns an exit code: it ends with a number or an error. */
function isCommand(signature: Signature): boolean {
  return takesWords(signature) || (endsWithCode(signature) && signature.results.some(isInt));
}

const isInt = (type: Type): boolean => type.kind === 'basic' && type.name === 'int';

const endsWithCode = ({ results }: Signature): boolean =>
  results.length > 0 && results.every(type => isInt(type) || isNamed(type, '', 'error'));

function takesWords(signature: Signature): boolean {
  return endsWithCode(signature) && signature.parameters.some(isWords);
}

const isWords = (type: Type): boolean =>
  type.kind === 'slice' && type.element.kind === 'basic' && type.element.name === 'string';
