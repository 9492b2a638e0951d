/**
 * A package as rules see it: functions, calls, symbols, types, flow and where values go, each computed when asked for.
 *
 * This class only joins the mechanisms; each is a module of its own with its own limits.
 */
import type { NodeId, SyntaxTree } from '../syntax/tree.ts';
import { NO_NODE } from '../syntax/tree.ts';
import type { Call, Goroutine } from './calls/call.ts';
import { functionValue } from './calls/call.ts';
import { Calls } from './calls/calls.ts';
import { CallGraph, type CallGraphContext } from './calls/call-graph.ts';
import { FunctionIndex } from './calls/function-index.ts';
import { ValueReferences } from './calls/value-references.ts';
import { Channels } from './channels/channels.ts';
import type { Resource } from './effects/effect.ts';
import type { Effects, EffectTest } from './effects/table.ts';
import { exportFacts, packageNameOf } from './export-facts.ts';
import type { Declarations, PackageFacts } from './facts.ts';
import type { ExitKind } from './flow/block.ts';
import { buildFlowGraph } from './flow/build.ts';
import type { FlowGraph } from './flow/graph.ts';
import type { CallExit } from './flow/writer.ts';
import type { ConstantValue } from './inference/constants.ts';
import { Inference } from './inference/inference.ts';
import type { PackageModel } from './inference/model.ts';
import { resolvePackage, symbolAt, textAt, treeOf } from './inference/model.ts';
import { Lifetimes, type LifetimeSource } from './lifetime/lifetimes.ts';
import type { FileId, GoFunction, GoSymbol, Place, SourceUnit } from './names/symbol.ts';
import type { ExitContext } from './summaries/exits.ts';
import { acquirerNames, type KindTest } from './summaries/acquirers.ts';
import { Exits, summaryIn } from './summaries/exits.ts';
import type { RetainedPart } from './summaries/retention.ts';
import { Retention } from './summaries/retention.ts';
import { joined } from './summaries/for-importers.ts';
import { Summaries } from './summaries/summaries.ts';
import type { FunctionSummary } from './summaries/summary.ts';
import type { TypeTable } from './types/type-table.ts';
import type { Signature, Type } from './types/type.ts';
import type { Destination } from './value-flow/destinations.ts';
import type { FieldCell, FieldCells } from './value-flow/fields.ts';
import { soleValue, valueAssignedAt } from './value-flow/sole-value.ts';
import type { Origin } from './value-flow/origins.ts';
import type { SsaForm } from './value-flow/ssa.ts';
import { type Use, useOf } from './value-flow/use.ts';
import type { ValueUses } from './value-flow/value-uses.ts';
import type { ValueFlowSource } from './value-flow/value-flow.ts';
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
  private readonly model: PackageModel;
  private readonly inference: Inference;
  private readonly functionIndex: FunctionIndex;
  private readonly callModel: Calls;
  private readonly exits: Exits;
  private readonly valueFlow: ValueFlow;
  /** How often code runs in the life of a process. */
  readonly lifetimes: Lifetimes;
  private readonly references: ValueReferences;
  private readonly flows = new Map<GoFunction, FlowGraph>();

  constructor({ path, modulePath = path, files, declarations, library, effects }: PackageSource) {
    this.model = resolvePackage(path, files, declarations, library, effects);
    this.inference = new Inference(this.model);
    this.functionIndex = new FunctionIndex(this.model);
    this.references = new ValueReferences(this.inference);
    this.callModel = new Calls(this.inference, this.functionIndex);
    this.exits = new Exits(this.exitContext());
    this.valueFlow = new ValueFlow(this.context);
    this.lifetimes = new Lifetimes(() => ({ ...this.callContext, packageName: this.name, modulePath }));
    this.path = path;
    this.name = packageNameOf(this.inference);
    this.files = files;
    this.functions = this.model.functions;
    this.importsWithoutSource = this.model.scope.imports.flat().filter(binding => !binding.hasSource).length;
  }

  /** What every mechanism above calls and flow needs. */
  private get context(): ValueFlowSource {
    return {
      inference: this.inference,
      functions: this.functionIndex,
      callAt: at => this.callAt(at),
      flow: fn => this.flow(fn),
    };
  }

  private exitContext(): ExitContext {
    return {
      declarations: this.model.declarations,
      effects: this.model.effects,
      treeOf: fn => this.tree(fn.place.file),
      symbolAt: at => this.symbolAt(at),
      callAt: at => this.callAt(at),
      buildFlow: fn => this.buildFlow(fn),
    };
  }

  /** The same with the calls by name and by function. */
  private get callContext(): LifetimeSource & CallGraphContext {
    return {
      ...this.context,
      isMain: this.isMain,
      references: this.references,
      callsNamed: name => this.callsNamed(name),
      callsOf: fn => this.callsOf(fn),
    };
  }

  get isMain(): boolean {
    return this.name === 'main';
  }

  /** The package-level variables. */
  get variables(): readonly GoSymbol[] {
    return [...this.model.scope.symbols].filter(({ kind, name }) => kind === 'variable' && name !== '_');
  }

  /** The names of the types that the package declares. */
  get typeNames(): readonly string[] {
    return [...this.model.scope.symbols].filter(({ kind }) => kind === 'type').map(({ name }) => name);
  }

  /** Whether a file belongs to tests or serves them alone. */
  isTestSupport(file: FileId): boolean {
    return this.lifetimes.isTestSupport(file);
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

  /** The symbol of an identifier. */
  symbolAt({ file, node }: Place): GoSymbol | undefined {
    return symbolAt(this.model, file, node);
  }

  typeOf(at: Place): Type {
    return this.inference.typeOf(at);
  }

  typeOfSymbol(symbol: GoSymbol): Type {
    return this.inference.typeOfSymbol(symbol);
  }

  /** What named types stand for. */
  get types(): TypeTable {
    return this.inference.table;
  }

  /** The type behind the name of an expression's type. */
  underlyingOf({ file, node }: Place): Type {
    return this.inference.underlyingAt(file, node);
  }

  constantOf({ file, node }: Place): ConstantValue | undefined {
    return this.inference.constantAt(file, node);
  }

  /** The function declared or written at exactly this node. */
  functionAt(at: Place): GoFunction | undefined {
    return this.functionIndex.at(at);
  }

  functionByKey(key: string): GoFunction | undefined {
    return this.functionIndex.byKey(key);
  }

  signatureOf(fn: GoFunction): Signature {
    return this.inference.signatureOf(fn);
  }

  /** The innermost function whose code holds the node; undefined at package level. */
  functionAround(at: Place): GoFunction | undefined {
    return this.functionIndex.around(at);
  }

  /** The function of this package that an expression denotes: a literal, a declared function, a method value. */
  functionValue(at: Place): GoFunction | undefined {
    return functionValue(this.inference, this.functionIndex, at);
  }

  /** What the package calls, in source order; conversions and builtins are among it. */
  get calls(): readonly Call[] {
    return this.callModel.all;
  }

  /** The calls of declared functions by their keys: `time.NewTicker`, `net/http.(*Client).Do`. */
  callsTo(...keys: readonly string[]): Iterable<Call> {
    return this.callModel.to(...keys);
  }

  /** The calls of whatever goes by a name: `Stop` for `x.Stop()`, `make` for the builtin. Resolves no others. */
  callsNamed(name: string): readonly Call[] {
    return this.callModel.named(name);
  }

  /** The calls that are seen to run a function of this package, in source order. */
  callsOf(fn: GoFunction): readonly Call[] {
    return this.callModel.of(fn);
  }

  /** The call whose expression is at exactly this node. */
  callAt(at: Place): Call {
    return this.callModel.at(at);
  }

  /** The goroutines that code of the package starts, in source order. */
  get goroutines(): readonly Goroutine[] {
    return this.callModel.goroutines;
  }

  private channelModel: Channels | undefined;

  /** The channels of the package and what may block on them. */
  get channels(): Channels {
    return (this.channelModel ??= new Channels(this));
  }

  flow(fn: GoFunction): FlowGraph {
    let graph = this.flows.get(fn);
    if (graph === undefined) {
      graph = this.buildFlow(fn);
      this.flows.set(fn, graph);
    }
    return graph;
  }

  private buildFlow({ place: { file, node } }: GoFunction): FlowGraph {
    const exitOf = (call: NodeId): ReturnType<CallExit> =>
      this.exits.conditionalOfCall(this.callAt({ file, node: call }));
    return buildFlowGraph(this.tree(file), node, exitOf);
  }

  /** How control ends at a call that never returns; undefined if it may return. */
  exitOf(call: Call): ExitKind | undefined {
    return this.exits.ofCall(call);
  }

  /** How every call of the function ends, if none returns; `goexit` also for one that blocks or loops for ever. */
  exitOfFunction(fn: GoFunction): ExitKind | undefined {
    return this.exits.ofFunction(fn);
  }

  /** Whether the code of the function runs once in the life of the process. */
  isProcessLifetime(fn: GoFunction): boolean {
    return this.lifetimes.isProcessLifetime(fn);
  }

  /** Whether the process ends once the function has left by the exit, a node of its flow graph. */
  endsProcess(fn: GoFunction, exit: NodeId): boolean {
    return this.lifetimes.endsProcess(fn, exit);
  }

  /** Whether the function is seen to run again and again: in a loop, for each HTTP request, or called by such code. */
  runsRepeatedly(fn: GoFunction): boolean {
    return this.lifetimes.runsRepeatedly(fn);
  }

  /** The locals of a function in SSA form: which assignment each read sees. */
  ssa(fn: GoFunction): SsaForm {
    return this.valueFlow.locals.of(fn);
  }

  /** Where the value of an expression may have come from; all of it, or `unknown` is among it. */
  origins(at: Place): readonly Origin[] {
    return this.valueFlow.origins(at);
  }

  /** How the value of the expression is used by the code just around it. */
  useOf(at: Place): Use {
    return useOf(this.inference, at);
  }

  /** All uses of the value of an expression, through variables, aliases, parameters and unexported fields. */
  usesOfValue(at: Place): ValueUses {
    return this.valueFlow.usesOf(at);
  }

  /** Where the value of an expression goes from the function that has it; empty if nowhere. */
  destinations(at: Place): readonly Destination[] {
    return this.valueFlow.destinations(at);
  }

  /** All uses of whatever the variable holds. */
  usesOfVariable(symbol: GoSymbol): ValueUses {
    return this.valueFlow.usesOfVariable(symbol);
  }

  /** The one expression that a local variable ever holds. */
  soleValue(symbol: GoSymbol): Place | undefined {
    return soleValue(this.inference, symbol);
  }

  /** The expression that a statement assigns to the identifier at `target`; `none` for `var x T`. */
  valueAssignedAt(target: Place): Place | undefined | 'none' {
    return valueAssignedAt(this.inference, target);
  }

  /** All that the package does with the field that a selector names, if it declares its struct. */
  fieldAt(selector: Place): FieldCell | undefined {
    return this.valueFlow.fields.at(selector);
  }

  /** Fields by their keys, and by the elements of literals. */
  get fields(): FieldCells {
    return this.valueFlow.fields;
  }

  /** What `x.f` selects: a field, a method or a name of another package. */
  memberAt({ file, node }: Place): ReturnType<Inference['selectorAt']> {
    return this.inference.selectorAt(file, node);
  }

  /** A kind of thing that must be released, by the name that an acquisition gives. */
  resource(name: string): Resource | undefined {
    return this.model.effects.resource(name);
  }

  /** The names of functions that may acquire something of a kind, but those that this package declares. */
  acquirerNames(isAsked: KindTest): Iterable<string> {
    return acquirerNames(this.model, isAsked);
  }

  /** The names of functions whose effect passes a test; `word` stands in the notation of every such effect. */
  namesWithEffect(word: string, test: EffectTest): readonly string[] {
    return this.model.effects.namesWith(word, test);
  }

  /** The summary of a function of another package. */
  importedSummary(key: string): FunctionSummary | undefined {
    return summaryIn(this.model.declarations, key);
  }

  private callGraph: CallGraph | undefined;

  private get graph(): CallGraph {
    return (this.callGraph ??= new CallGraph(this.callContext));
  }

  /** The calls in the code of a function, in source order; what literals in it call is theirs. */
  callsIn(fn: GoFunction): readonly Call[] {
    return this.graph.callsIn(fn);
  }

  /** All calls of a function, if it is unexported or of package main and never called unseen. */
  callersOf(fn: GoFunction): readonly Call[] | undefined {
    return this.graph.callersOf(fn);
  }

  private summaryModel: Summaries | undefined;

  /** What functions do with what they are given and give back, for those who call them. */
  get summaries(): Summaries {
    return (this.summaryModel ??= new Summaries({
      ...this.context,
      locals: this.valueFlow.locals,
      callsIn: fn => this.graph.callsIn(fn),
    }));
  }

  private retentionModel: Retention | undefined;

  private get retention(): Retention {
    return (this.retentionModel ??= new Retention({
      ...this.callContext,
      locals: this.valueFlow.locals,
    }));
  }

  private knownRetainedParts: readonly RetainedPart[] | undefined;

  /** Small parts of big strings and slices that code of the package keeps beyond the call. */
  retainedParts(): readonly RetainedPart[] {
    return (this.knownRetainedParts ??= this.retention.retainedParts());
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
