/**
 * What comes to code: does anything in its package show that it runs more than once, and by which functions can other
 * packages run it?
 *
 * Code runs again if it is called in a loop, handles requests, or is handed as a value to somebody who may call it as he
 * likes; and so does all that such code calls. Commands of command-line libraries run once. Of a program (package main, and
 * by convention what lies below a directory `cmd`) exported functions are taken to run once unless the package shows more,
 * and so is a function that is kept in the program's own data and takes the words of a command line, or returns an exit
 * code: a command. Its methods that are called unseen, and exported functions of other packages, are entry points. What
 * nobody at all is seen to run may run again, outside of programs.
 *
 * Not seen: calls by linkname, assembly, reflection and files of other builds, and what other packages call by an exported
 * variable.
 */
import type { NodeId } from '../../syntax/tree.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { Inference } from '../inference/inference.ts';
import { isExported } from '../names/exported.ts';
import { methodsOf } from '../names/methods.ts';
import type { FileId, GoFunction, Place } from '../names/symbol.ts';
import type { Signature, Type } from '../types/type.ts';
import { dereferenced, isNamed, named } from '../types/type.ts';
import { methodsOfInterface } from '../types/implements.ts';
import type { Use } from '../value-flow/use.ts';
import { commandMethods, commandValues } from './command-fields.ts';
import type { EntryPoint, Runs } from './entry-point.ts';
import { type LifetimeContext, startsProcess } from './process-lifetime.ts';
import { isHandler } from './repetition.ts';
import { mentionsOf } from './mentions.ts';

export interface RunsContext extends LifetimeContext {
  readonly isProgram: boolean;
  readonly inference: Inference;
  useOf(at: Place): Use;
  /** Whether a file serves tests alone: what it calls says nothing. */
  isTestSupport(file: FileId): boolean;
}

type Run = Call | 'again';

/** The functions that run another, once each; undefined stands for Go itself, at the start of the process. */
type Callers = readonly (GoFunction | undefined)[];

/** Where the runs of a function come from. */
interface Provenance {
  /** Undefined if it runs again. */
  readonly callers: Callers | undefined;
  /** Whether other packages may run it. */
  readonly isEntryPoint: boolean;
}

type Shape = Pick<EntryPoint, 'key' | 'name' | 'isMethod' | 'siblings' | 'parameters' | 'isVariadic'>;

export class RunSearch {
  private readonly context: RunsContext;
  private readonly known = new Map<GoFunction, Provenance>();
  private readonly commands: ReadonlySet<GoFunction>;
  private readonly commandValues: readonly Place[];
  /** The functions that those values denote. */
  private readonly handedToCommands: ReadonlySet<GoFunction | undefined>;

  constructor(context: RunsContext) {
    this.context = context;
    this.commands = new Set(commandMethods(context));
    this.commandValues = [...commandValues(context)].map(({ at }) => at);
    this.handedToCommands = new Set(this.commandValues.map(at => context.functionValue(at)));
  }

  of(fn: GoFunction): Runs {
    return this.search([fn]);
  }

  /** How a function of another package runs by what this one does with it; undefined if that is nothing. */
  through(entry: EntryPoint): Runs | undefined {
    const runs = [...this.runsOfForeign(entry)];
    if (runs.length === 0) return undefined;
    const callers = this.callersBy(runs);
    return callers === undefined ? 'again' : this.search(callers.flatMap(caller => caller ?? []));
  }

  /** Goes from functions to all that their runs come from. */
  private search(functions: readonly GoFunction[]): Runs {
    const found = new Map<GoFunction, Provenance>();
    const open = new Set(functions);
    // A set grows while it is walked through.
    for (const fn of open) {
      const provenance = this.provenanceOf(fn);
      if (provenance.callers === undefined) return 'again';
      found.set(fn, provenance);
      for (const caller of provenance.callers) if (caller !== undefined) open.add(caller);
    }
    return [...open].filter(fn => found.get(fn)?.isEntryPoint).map(fn => this.entryPointOf(fn, found));
  }

  private provenanceOf(fn: GoFunction): Provenance {
    let known = this.known.get(fn);
    if (known === undefined) this.known.set(fn, (known = this.findProvenance(fn)));
    return known;
  }

  /** What nobody is seen to run may run again, outside of programs. */
  private findProvenance(fn: GoFunction): Provenance {
    const calls = this.callsOf(fn);
    const isEntryPoint = this.isEntryPoint(fn, calls.length > 0);
    const found = isHandler(this.context.signatureOf(fn)) ? undefined : this.callersBy(this.runsOf(fn, calls));
    if (this.runsByItself(fn)) return { isEntryPoint, callers: found && [...found, undefined] };
    const isUnseen = found?.length === 0 && !this.context.isProgram && !isEntryPoint;
    return { isEntryPoint, callers: isUnseen ? undefined : found };
  }

  private callersBy(runs: Iterable<Run>): Callers | undefined {
    const callers: (GoFunction | undefined)[] = [];
    for (const run of runs) {
      if (run === 'again' || this.context.isOnCycle(run)) return undefined;
      callers.push(run.caller);
    }
    return callers;
  }

  private *runsOf(fn: GoFunction, calls: readonly Call[]): Generator<Run> {
    const { context } = this;
    yield* calls;
    const signature = context.signatureOf(fn);
    if (fn.kind === 'literal') {
      yield* this.runsThrough(signature, fn.place, context.callsOf(fn).length === 0);
      return;
    }
    const references = context.references.of(fn);
    if (references === undefined) yield 'again';
    for (const at of references ?? []) yield* this.runsThrough(signature, at, true);
  }

  private callsOf(fn: GoFunction): readonly Call[] {
    return [...this.context.callsOf(fn), ...this.callsThroughInterfaces(fn)];
  }

  private isEntryPoint(fn: GoFunction, isCalled: boolean): boolean {
    if (fn.kind === 'literal' || !isExported(fn.name) || this.commands.has(fn)) return false;
    return !this.context.isProgram || (fn.kind === 'method' && !isCalled && !takesWords(this.context.signatureOf(fn)));
  }

  private entryPointOf(fn: GoFunction, found: ReadonlyMap<GoFunction, Provenance>): EntryPoint {
    const leading = new Set(found.get(fn)?.callers);
    // A set grows while it is walked through.
    for (const caller of leading) {
      if (caller !== undefined) for (const next of found.get(caller)?.callers ?? []) leading.add(next);
    }
    const others = [...leading].flatMap(caller => (caller !== undefined && caller !== fn ? caller : []));
    return {
      ...this.shapeOf(fn),
      isReached: leading.has(undefined),
      callers: others.filter(caller => found.get(caller)?.isEntryPoint).map(({ key }) => key),
    };
  }

  /** Whether Go runs it, or a library of commands. */
  private runsByItself(fn: GoFunction): boolean {
    return startsProcess(fn, this.context.isMain) || this.commands.has(fn) || this.handedToCommands.has(fn);
  }

  private *runsOfForeign(entry: EntryPoint): Generator<Run> {
    const { context } = this;
    for (const call of context.callsNamed(entry.name)) {
      if (context.isTestSupport(call.place.file)) continue;
      if (call.key === entry.key || (entry.isMethod && this.mayRun(call, entry))) yield call;
    }
    for (const { at, signature } of mentionsOf(context.inference, entry)) {
      if (context.isTestSupport(at.file)) continue;
      if (signature === undefined) yield 'again';
      else yield* this.runsThrough(signature, at, true);
    }
  }

  /** Calls that may run a method. */
  private callsThroughInterfaces(fn: GoFunction): readonly Call[] {
    if (fn.kind !== 'method') return [];
    const shape = this.shapeOf(fn);
    return this.context.callsNamed(fn.name).filter(call => this.mayRun(call, shape));
  }

  /** What runs a function that is a value at a place. */
  private *runsThrough(signature: Signature, at: Place, isTold: boolean): Generator<Run> {
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
        yield* this.runsThroughVariable(signature, at, target, isTold);
        return;
      case 'literal':
        if (!this.isOwnData({ file: at.file, node }) || !this.isCommand(signature)) yield 'again';
        return;
      default:
        if (isTold && !this.isCommand(signature)) yield 'again';
    }
  }

  private runOfArgument(at: Place, index: number | undefined): Run {
    const call = this.context.callAt(at);
    return index !== undefined && call.effect.callbacks?.[index]?.times === 'once' ? call : 'again';
  }

  private *runsThroughVariable(
    signature: Signature,
    { file }: Place,
    target: NodeId | undefined,
    isTold: boolean,
  ): Generator<Run> {
    const symbol = target === undefined ? undefined : symbolAt(this.context.model, file, target);
    if (symbol?.role !== 'local' && symbol?.role !== 'global') {
      if (isTold && !this.isCommand(signature)) yield 'again';
      return;
    }
    for (const use of symbol.uses) {
      const { kind, node } = this.context.useOf(use);
      if (kind === 'called') yield this.context.callAt({ file: use.file, node });
      else if (kind === 'alias') yield 'again';
      else if (kind !== 'assigned') yield* this.runsThrough(signature, use, true);
    }
  }

  /** Whether a function of a program takes the words of a command line, or returns an exit code. */
  private isCommand(signature: Signature): boolean {
    if (!this.context.isProgram) return false;
    return takesWords(signature) || (endsWithCode(signature) && signature.results.some(isInt));
  }

  /** Whether a composite literal is of a type of the program itself, or of none with a name. */
  private isOwnData(literal: Place): boolean {
    const type = dereferenced(this.context.typeOf(literal));
    if (type.kind === 'unknown')
      return treeOf(this.context.model, literal.file).kindOf(literal.node) !== Kind.CompositeLiteral;
    return type.kind !== 'named' || type.path === this.context.model.path;
  }

  private shapeOf(fn: GoFunction): Shape {
    const { key, name, kind } = fn;
    const { parameters, variadic } = this.context.signatureOf(fn);
    const siblings = kind === 'method' ? this.siblingsOf(fn) : [];
    return { key, name, isMethod: kind === 'method', siblings, parameters: parameters.length, isVariadic: variadic };
  }

  /** The names of all methods of the receiver's type; undefined if it embeds what may have others. */
  private siblingsOf({ key, name }: GoFunction): readonly string[] | undefined {
    const { inference, model } = this.context;
    const { path, functions } = model;
    const type = key.slice(path.length + 1, -name.length - 1).replace(/^\(\*(.*)\)$/u, '$1');
    const underlying = inference.table.underlying(named(path, type));
    if (underlying.kind === 'struct' && underlying.fields.some(({ embedded }) => embedded)) return undefined;
    return methodsOf(functions, path, type).map(method => method.name);
  }

  /** Whether a call of what nobody knows the type may be one of a method: it has as many arguments as that takes. */
  private mayRun({ callee, args, receiver }: Call, { siblings, parameters, isVariadic }: Shape): boolean {
    if (!isVariadic && args.length !== parameters) return false;
    if (callee.kind === 'unknown') return true;
    if (callee.kind !== 'function' || !callee.dynamic) return false;
    if (siblings === undefined || receiver === undefined) return true;
    const { methods } = methodsOfInterface(this.context.inference.table, this.context.typeOf(receiver));
    return methods.every(method => siblings.includes(method.name));
  }
}

function contains({ model }: RunsContext, outer: Place, inner: Place): boolean {
  return outer.file === inner.file && treeOf(model, outer.file).contains(outer.node, inner.node);
}

const isInt = (type: Type): boolean => type.kind === 'basic' && type.name === 'int';

const endsWithCode = ({ results }: Signature): boolean =>
  results.length > 0 && results.every(type => isInt(type) || isNamed(type, '', 'error'));

/** The words of a command line. */
function takesWords(signature: Signature): boolean {
  return endsWithCode(signature) && signature.parameters.some(isWords);
}

const isWords = (type: Type): boolean =>
  type.kind === 'slice' && type.element.kind === 'basic' && type.element.name === 'string';
