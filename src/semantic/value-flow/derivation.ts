/**
 * Where a string or slice, and everything that shares memory with it, goes: who keeps the whole, who a part, and
 * what leaves the view.
 *
 * Followed: local variables, by the definitions that reach each read; slicing, splitting and trimming; conversions that
 * copy nothing; results of functions that share memory with an argument; structs that hold a part; what functions with
 * a summary do. A copy ends the trail. Whatever else can happen to a value counts as leaving the view.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Keeper, ParameterSummary } from '../summaries/summary.ts';
import type { Definitions } from './definitions.ts';
import { followArgument, followReceiver } from './derivation-calls.ts';
import { followAppended, keepAsKey, keepInChannel, storeAt } from './derivation-stores.ts';
import type { ItemTypes, Root } from './container.ts';
import type { Part } from './part.ts';
import { elementPart, slicedPart } from './part.ts';
import type { Use } from './use.ts';
import { useOf } from './use.ts';

/** A store that outlives the call. */
export interface Keep {
  /** The expression that is stored, or the argument that a function stores. */
  readonly at: Place;
  readonly part: Part;
  readonly as: Keeper['as'];
  readonly root: Root;
  /** What it is stored in, as written; of a function that stores its argument, the function. */
  readonly container: Place;
  /** Whether each call adds one more; else the next one takes its place. */
  readonly grows: boolean;
  /** Where the called function stores it. */
  readonly inCallee?: Keeper;
  /** The called function is given more than the part, and cuts it off itself. */
  readonly isCutInCallee?: boolean;
}

/** A use after which code that is not seen may keep the part. */
export interface Escape {
  readonly at: Place;
  readonly part: Part;
  /** The index of the result, if it is returned. */
  readonly result?: number;
}

export interface Derivation {
  readonly keeps: readonly Keep[];
  readonly escapes: readonly Escape[];
  /** Conversions that copy the whole, such as `string(data)`: each is a source of its own. */
  readonly copies: readonly Place[];
}

export interface DerivationContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly definitions: Definitions;
  readonly items: ItemTypes;
  callAt(place: Place): Call;
  /** What the called function does with an argument; undefined if that is unknown. */
  parameterOf(call: Call, index: number): ParameterSummary | undefined;
  /** Whether a definition is the result of a source as well, so that it does not matter which one reaches a read. */
  isSource(definition: Place): boolean;
}

/** More steps than this are not worth their time; what is left counts as leaving the view. */
const MAX_STEPS = 400;

export class Tracer {
  readonly context: DerivationContext;
  private readonly keeps: Keep[] = [];
  private readonly escapes: Escape[] = [];
  private readonly copies: Place[] = [];
  private readonly seen = new Set<string>();
  private steps = 0;

  constructor(context: DerivationContext) {
    this.context = context;
  }

  get derivation(): Derivation {
    return { keeps: this.keeps, escapes: this.escapes, copies: this.copies };
  }

  keep(keep: Keep): void {
    this.keeps.push(keep);
  }

  escape(at: Place, part: Part, result?: number): void {
    this.escapes.push({ at, part, ...(result !== undefined && { result }) });
  }

  tree(file: number): SyntaxTree {
    return treeOf(this.context.inference.model, file);
  }

  /** Goes on from an expression that has the part. */
  follow(at: Place, part: Part): void {
    if (++this.steps > MAX_STEPS) {
      this.escape(at, part);
      return;
    }
    const use = useOf(this.context.inference, at);
    const next: Place = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'alias':
      case 'stored':
        this.assign({ file: at.file, node: use.target ?? NO_NODE }, part, at);
        return;
      case 'sliced':
        this.follow(next, part.heldAs !== undefined ? part : slicedPart(this.context.inference, next, part));
        return;
      case 'indexed':
        if (part.lists > 0) this.follow(next, elementPart(this.context.inference, next, part));
        return;
      case 'ranged':
        this.followRange(next, part);
        return;
      case 'literal':
        this.follow(next, { ...part, heldAs: part.heldAs ?? at });
        return;
      case 'address':
        if (part.heldAs === undefined) this.end(use, part);
        else this.follow(next, part);
        return;
      case 'builtin':
        this.followBuiltin(use, part);
        return;
      case 'converted':
        this.followConversion(at, next, part);
        return;
      case 'argument':
        followArgument(this, use, part);
        return;
      case 'method':
        followReceiver(this, use, part);
        return;
      default:
        this.end(use, part);
    }
  }

  /** A use that hands the part on to nothing that is followed. */
  private end(use: Use, part: Part): void {
    const { at, kind } = use;
    const next: Place = { file: at.file, node: use.node };
    switch (kind) {
      case 'index':
        keepAsKey(this, at, next, part);
        return;
      case 'sent':
        keepInChannel(this, at, next, part);
        return;
      case 'returned':
        this.escape(at, part, use.index);
        return;
      case 'field':
        if (part.heldAs === undefined) this.escape(at, part);
        return;
      case 'address':
      case 'method-value':
      case 'asserted':
      case 'other':
        this.escape(at, part);
        return;
      default:
      // Compared, concatenated, measured: nothing is kept by that.
    }
  }

  /** Goes on from result `index` of a call that has the part. */
  followResult(call: Place, index: number, part: Part): void {
    const tree = this.tree(call.file);
    const list = tree.parentOf(call.node);
    if (tree.kindOf(list) !== Kind.ExpressionList || tree.namedChildren(list).length > 1) {
      if (index === 0) this.follow(call, part);
      else if (tree.kindOf(list) === Kind.ArgumentList) this.escape(call, part);
      return;
    }
    const statement = tree.parentOf(list);
    if (tree.kindOf(statement) === Kind.ReturnStatement) {
      this.escape(call, part, index);
      return;
    }
    const names =
      tree.kindOf(statement) === Kind.VarSpec
        ? tree.childrenByField(statement, Field.Name)
        : tree.namedChildren(tree.childByField(statement, Field.Left));
    const target = names[index];
    if (target !== undefined) this.assign({ file: call.file, node: target }, part, call);
  }

  /** A variable, from its declaration or from one assignment to it. */
  hold(symbol: GoSymbol, definition: Place, part: Part): void {
    const id = `${definition.file}:${definition.node}:${part.piece}:${part.lists}:${String(part.heldAs?.node)}:${part.size}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    if (symbol.role === 'result') this.escape(definition, part, symbol.owner?.results.indexOf(symbol));
    const { definitions } = this.context;
    for (const read of definitions.reads(symbol)) {
      const reaching = definitions.reaching(symbol, read);
      if (reaching?.every(place => place.node !== definition.node) === true) continue;
      const isCertain =
        reaching?.every(place => place.node === definition.node || this.context.isSource(place)) === true;
      this.follow(read, isCertain ? part : { ...part, isCertain: false });
    }
  }

  private assign(target: Place, part: Part, value: Place): void {
    const tree = this.tree(target.file);
    if (tree.kindOf(target.node) !== Kind.Identifier) {
      storeAt(this, target, part, value);
      return;
    }
    if (tree.textOf(target.node) === '_') return;
    const symbol = symbolAt(this.context.inference.model, target.file, target.node);
    if (symbol?.kind !== 'variable') this.escape(value, part);
    else if (symbol.role === 'global') {
      this.keep({ at: value, part, as: 'field', root: 'global', container: target, grows: false });
    } else this.hold(symbol, target, part);
  }

  /** The elements of a list of pieces are one piece after the other. */
  private followRange({ file, node }: Place, part: Part): void {
    if (part.lists === 0) return;
    const { inference } = this.context;
    const tree = this.tree(file);
    const clause = tree.childOfKind(node, Kind.RangeClause);
    const names = tree.childByField(clause, Field.Left);
    if (names === NO_NODE) return;
    const isSequence = inference.underlyingAt(file, tree.childByField(clause, Field.Right)).kind === 'func';
    const name = tree.namedChildren(names)[isSequence ? 0 : 1];
    const symbol = name === undefined ? undefined : symbolAt(inference.model, file, name);
    if (name === undefined || tree.textOf(name) === '_') return;
    const element = { ...part, lists: part.lists - 1, isOneOfMany: true, cut: node };
    if (symbol?.kind === 'variable') this.hold(symbol, { file, node: name }, element);
    else this.escape({ file, node: name }, element);
  }

  private followBuiltin(use: Use, part: Part): void {
    if (use.name !== 'append') return;
    const call: Place = { file: use.at.file, node: use.node };
    if (use.index === 0) {
      // The spare room behind a part may be written to, and a list that grows is another list.
      if (!this.isEmptied(use.at)) this.follow(call, { ...part, size: 'rest', piece: `${call.file}:${call.node}` });
      return;
    }
    followAppended(this, use, call, part);
  }

  /** `x[:0:0]`: whatever is appended to it is copied. */
  private isEmptied({ file, node }: Place): boolean {
    const tree = this.tree(file);
    const capacity = tree.kindOf(node) === Kind.SliceExpression ? tree.childByField(node, Field.Capacity) : NO_NODE;
    return capacity !== NO_NODE && this.context.inference.constantAt(file, capacity) === 0;
  }

  private followConversion(at: Place, conversion: Place, part: Part): void {
    const { inference } = this.context;
    const [from, to] = [inference.underlyingAt(at.file, at.node), inference.underlyingAt(at.file, conversion.node)];
    if (to.kind === 'interface') this.escape(at, part);
    else if (part.heldAs !== undefined || part.lists > 0 || (from.kind === to.kind && from.kind !== 'unknown'))
      this.follow(conversion, part);
    else if (from.kind === 'unknown' || to.kind === 'unknown') this.escape(at, part);
    else if (to.kind !== 'array' && part.size === 'whole' && part.isCertain) this.copies.push(conversion);
  }
}

/** What becomes of result `index` of a call. */
export function deriveFromResult(context: DerivationContext, call: Place, index: number, part: Part): Derivation {
  const tracer = new Tracer(context);
  tracer.followResult(call, index, part);
  return tracer.derivation;
}

/** What becomes of what a function is given. */
export function deriveFromParameter(context: DerivationContext, parameter: GoSymbol, part: Part): Derivation {
  const tracer = new Tracer(context);
  if (parameter.declaration !== undefined) tracer.hold(parameter, parameter.declaration, part);
  return tracer.derivation;
}
