/**
 * A package as rules see it: functions, calls, symbols, types, flow and where values go, each computed when asked for.
 *
 * This class only joins the mechanisms; each is a module of its own with its own limits. What rules ask about a place, a
 * symbol or a function is a method here; what is a subject of its own is one of the parts.
 */
import type { SyntaxTree } from '../syntax/tree.ts';
import { NO_NODE } from '../syntax/tree.ts';
import type { Call, Goroutine } from './calls/call.ts';
import { functionValue } from './calls/call.ts';
import { Channels } from './channels/channels.ts';
import { type ControlFlow, controlFlowOf } from './control-flow.ts';
import type { Effects } from './effects/table.ts';
import { exportFacts } from './export-facts.ts';
import type { Declarations, PackageFacts } from './facts.ts';
import type { FlowGraph } from './flow/graph.ts';
import type { ConstantValue } from './inference/constants.ts';
import { Inference } from './inference/inference.ts';
import type { PackageModel } from './inference/model.ts';
import { resolvePackage, symbolAt, textAt, treeOf } from './inference/model.ts';
import { Lifetimes } from './lifetime/lifetimes.ts';
import type { FileId, GoFunction, GoSymbol, Place, SourceUnit } from './names/symbol.ts';
import { acquirerNames, type KindTest } from './summaries/acquirers.ts';
import type { Exits } from './summaries/exits.ts';
import { Retention } from './summaries/retention.ts';
import { joined } from './summaries/for-importers.ts';
import { Summaries } from './summaries/summaries.ts';
import type { FunctionSummary } from './summaries/summary.ts';
import type { TypeTable } from './types/type-table.ts';
import type { Signature, Type } from './types/type.ts';
import type { Destination } from './value-flow/destinations.ts';
import type { FieldCells } from './value-flow/fields.ts';
import { soleValue, valueAssignedAt } from './value-flow/sole-value.ts';
import type { Origin } from './value-flow/origins.ts';
import type { Locals } from './value-flow/ssa.ts';
import { type Use, useOf } from './value-flow/use.ts';
import type { ValueUses } from './value-flow/value-uses.ts';
import { ValueFlow } from './value-flow/value-flow.ts';

export type { Place };

export interface PackageSource {
  /** Import path. */
  readonly path: string;
  /** The path of its module, with which the import path starts; none if there is no go.mod. */
  readonly modulePath?: string;
  readonly files: readonly SourceUnit[];
  readonly declarations: Declarations;
  /** The facts of other units of the same package, whose every name is in scope. */
  readonly library?: readonly PackageFacts[];
  /** What functions do that no signature tells; the built-in tables by default. */
  readonly effects?: Effects;
}

export class Package {
  readonly path: string;
  /** As in the package clause. */
  readonly name: string;
  readonly files: readonly SourceUnit[];
  readonly functions: readonly GoFunction[];
  /** How many imports had no source. */
  readonly importsWithoutSource: number;

  /** What named types stand for. */
  readonly types: TypeTable;
  /** The tables of what functions do that no signature tells. */
  readonly effects: Effects;
  /** How calls end that never return. */
  readonly exits: Exits;
  /** Locals in SSA form: which assignment each read sees. */
  readonly locals: Locals;
  /** All that the package does with the fields of structs that it declares. */
  readonly fields: FieldCells;
  /** What functions do with what they are given and give back, for those who call them. */
  readonly summaries: Summaries;
  /** Big strings and slices of which a part is kept. */
  readonly retention: Retention;
  /** How often code runs in the life of a process, and of which. */
  readonly lifetimes: Lifetimes;
  /** The channels of the package and what may block on them. */
  readonly channels: Channels;

  private readonly model: PackageModel;
  private readonly inference: Inference;
  private readonly control: ControlFlow;
  private readonly values: ValueFlow;

  constructor({ path, modulePath = path, files, declarations, library, effects }: PackageSource) {
    this.model = resolvePackage(path, files, declarations, library, effects);
    this.path = path;
    this.name = this.model.name;
    this.files = files;
    this.functions = this.model.functions;
    this.importsWithoutSource = this.model.scope.imports.flat().filter(binding => !binding.hasSource).length;
    this.inference = new Inference(this.model);
    this.types = this.inference.table;
    this.effects = this.model.effects;
    this.control = controlFlowOf(this.inference);
    this.exits = this.control.exits;
    this.values = new ValueFlow(this.control);
    this.locals = this.values.locals;
    this.fields = this.values.fields;
    const valuesSentTo = (channel: Place): readonly Place[] | undefined => this.channels.valuesSentTo(channel);
    this.summaries = new Summaries({ ...this.control, locals: this.locals, valuesSentTo });
    this.retention = new Retention({ ...this.control, locals: this.locals });
    this.lifetimes = new Lifetimes(this.control, modulePath);
    this.channels = new Channels(this);
  }

  get isMain(): boolean {
    return this.control.isMain;
  }

  tree(file: FileId): SyntaxTree {
    return treeOf(this.model, file);
  }

  textOf(at: Place): string {
    return textAt(this.model, at);
  }

  /** All nodes of the kinds, over all files, in source order. */
  *nodes(...kinds: readonly number[]): Generator<Place> {
    for (const [file, { tree }] of this.files.entries()) {
      for (const node of tree.nodesOfKind(...kinds)) yield { file, node };
    }
  }

  /** The package-level variables. */
  get variables(): readonly GoSymbol[] {
    return [...this.model.scope.symbols].filter(({ kind, name }) => kind === 'variable' && name !== '_');
  }

  /** The names of the types that the package declares. */
  get typeNames(): readonly string[] {
    return [...this.model.scope.symbols].filter(({ kind }) => kind === 'type').map(({ name }) => name);
  }

  /** The symbol of an identifier. */
  symbolAt({ file, node }: Place): GoSymbol | undefined {
    return symbolAt(this.model, file, node);
  }

  /** What `x.f` selects: a field, a method or a name of another package. */
  memberAt({ file, node }: Place): ReturnType<Inference['selectorAt']> {
    return this.inference.selectorAt(file, node);
  }

  typeOf(at: Place): Type {
    return this.inference.typeOf(at);
  }

  typeOfSymbol(symbol: GoSymbol): Type {
    return this.inference.typeOfSymbol(symbol);
  }

  /** The type behind the name of an expression's type. */
  underlyingOf({ file, node }: Place): Type {
    return this.inference.underlyingAt(file, node);
  }

  constantOf({ file, node }: Place): ConstantValue | undefined {
    return this.inference.constantAt(file, node);
  }

  signatureOf(fn: GoFunction): Signature {
    return this.inference.signatureOf(fn);
  }

  /** The function declared or written at exactly this node. */
  functionAt(at: Place): GoFunction | undefined {
    return this.control.functions.at(at);
  }

  functionByKey(key: string): GoFunction | undefined {
    return this.control.functions.byKey(key);
  }

  /** The innermost function whose code holds the node; undefined at package level. */
  functionAround(at: Place): GoFunction | undefined {
    return this.control.functions.around(at);
  }

  /** The function of this package that an expression denotes: a literal, a declared function, a method value. */
  functionValue(at: Place): GoFunction | undefined {
    return functionValue(this.inference, this.control.functions, at);
  }

  /** What the package calls, in source order; conversions and builtins are among it. */
  get calls(): readonly Call[] {
    return this.control.calls.all;
  }

  /** The calls of declared functions by their keys: `time.NewTicker`, `net/http.(*Client).Do`. */
  callsTo(...keys: readonly string[]): Iterable<Call> {
    return this.control.calls.to(...keys);
  }

  /** The calls of whatever goes by a name: `Stop` for `x.Stop()`, `make` for the builtin. Resolves no others. */
  callsNamed(name: string): readonly Call[] {
    return this.control.calls.named(name);
  }

  /** The names of functions that may acquire something of a kind, but those that this package declares. */
  acquirerNames(isAsked: KindTest): Iterable<string> {
    return acquirerNames(this.model, isAsked);
  }

  /** The call whose expression is at exactly this node. */
  callAt(at: Place): Call {
    return this.control.calls.at(at);
  }

  /** The calls in the code of a function, in source order; what literals in it call is theirs. */
  callsIn(fn: GoFunction): readonly Call[] {
    return this.control.callsIn(fn);
  }

  /** The calls that are seen to run a function of this package, in source order. */
  callsOf(fn: GoFunction): readonly Call[] {
    return this.control.calls.of(fn);
  }

  /** All calls of a function, if it is unexported or of package main and never called unseen. */
  callersOf(fn: GoFunction): readonly Call[] | undefined {
    return this.control.callersOf(fn);
  }

  /** The goroutines that code of the package starts, in source order. */
  get goroutines(): readonly Goroutine[] {
    return this.control.calls.goroutines;
  }

  flow(fn: GoFunction): FlowGraph {
    return this.control.flow(fn);
  }

  /** How the value of the expression is used by the code just around it. */
  useOf(at: Place): Use {
    return useOf(this.inference, at);
  }

  /** All uses of the value of an expression, through variables, aliases, parameters and unexported fields. */
  usesOfValue(at: Place): ValueUses {
    return this.values.usesOf(at);
  }

  /** All uses of whatever the variable holds. */
  usesOfVariable(symbol: GoSymbol): ValueUses {
    return this.values.usesOfVariable(symbol);
  }

  /** The one expression that a local variable ever holds. */
  soleValue(symbol: GoSymbol): Place | undefined {
    return soleValue(this.inference, symbol);
  }

  /** The expression that a statement assigns to the identifier at `target`; `none` for `var x T`. */
  valueAssignedAt(target: Place): Place | undefined | 'none' {
    return valueAssignedAt(this.inference, target);
  }

  /** Where the value of an expression may have come from; all of it, or `unknown` is among it. */
  origins(at: Place): readonly Origin[] {
    return this.values.origins(at);
  }

  /** Where the value of an expression goes from the function that has it; empty if nowhere. */
  destinations(at: Place): readonly Destination[] {
    return this.values.destinations(at);
  }

  /** What importers of the package may know. */
  facts(): PackageFacts {
    return exportFacts(this.inference, this.name, fn => this.summaryOf(fn));
  }

  private summaryOf(fn: GoFunction): FunctionSummary | undefined {
    if (fn.body === NO_NODE) return undefined;
    const ending = this.exits.summaryOf(fn);
    const values = joined(this.isMain ? undefined : this.summaries.forImporters(fn), this.retention.summaryOf(fn));
    return ending === undefined ? values : { ...values, ...ending };
  }
}
