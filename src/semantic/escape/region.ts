/**
 * Where a value leaves a region of code (one round of a loop, the body of a function) and may be used after it.
 *
 * The value, and whatever is made from it inside the region, is followed through variables, literals, calls and
 * closures. It leaves by an assignment to something from outside, by a channel, by a goroutine that is not waited for,
 * or by a call that keeps it. Returning it ends the region and does not count. Errs on the side of leaving: a method of
 * an outside value whose name says that it keeps things (`Add`, `Register`, …) is believed.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootVariable } from '../references/references.ts';
import type { Type } from '../types/type.ts';
import type { Use } from '../value-flow/use.ts';
import { canHoldResource, refersToMemory, usesContext } from './can-hold.ts';
import { targetsOfCall } from './call-targets.ts';
import { closureRuns, waitsAfter } from './closure.ts';
import {
  isNameOfThing,
  isContext,
  isData,
  isError,
  isNamedAsKeeper,
  isNamedAsSetter,
  isText,
  registersCallback,
} from './signs.ts';

export interface Region {
  readonly file: number;
  /** A ForStatement, or the body of a function. */
  readonly node: NodeId;
  /** Code in it whose uses do not count: the deferred call that is asked about. */
  readonly except?: NodeId;
  /**
   * What made from the value counts: what can refer to a resource (the default); also plain data, for values that are
   * such, like a path; for names of things, also copies of such data; or also memory that is shared, for what is guarded
   * by a lock.
   */
  readonly counts?: 'resources' | 'data' | 'names' | 'memory';
}

/** Calls of calls deeper than this are taken to keep nothing. */
const MAX_DEPTH = 3;

/** Where the value of a variable of the region, or something made from it, leaves the region; undefined if it does not. */
export function whereVariableLeaves(pkg: Package, region: Region, symbol: GoSymbol): Place | undefined {
  return new RegionTracer(pkg, region, 0).ofVariable(symbol);
}

/** Whether the variable is made anew each time the region is run. */
export function isDeclaredIn(pkg: Package, region: Region, symbol: GoSymbol): boolean {
  const { declaration } = symbol;
  if (declaration?.file !== region.file) return false;
  const tree = pkg.tree(region.file);
  if (!tree.contains(region.node, declaration.node)) return false;
  // Variables of a for clause go on from one round to the next.
  const clause = tree.ancestorOfKind(declaration.node, Kind.ForClause);
  return clause === NO_NODE || clause < region.node || tree.parentOf(clause) !== region.node;
}

class RegionTracer {
  private readonly pkg: Package;
  private readonly region: Region;
  private readonly depth: number;
  private readonly tree: SyntaxTree;
  private readonly pending: GoSymbol[] = [];
  private readonly seen = new Set<GoSymbol>();
  /** Variables of which only the value itself counts. */
  private readonly shallow = new Set<GoSymbol>();
  private left: Place | undefined;

  constructor(pkg: Package, region: Region, depth: number) {
    this.pkg = pkg;
    this.region = region;
    this.depth = depth;
    this.tree = pkg.tree(region.file);
  }

  ofVariable(symbol: GoSymbol): Place | undefined {
    this.hold(symbol);
    return this.finish();
  }

  ofValue(at: Place): Place | undefined {
    this.follow(at);
    return this.finish();
  }

  private finish(): Place | undefined {
    for (let symbol = this.pending.pop(); symbol !== undefined; symbol = this.pending.pop()) {
      for (const at of symbol.uses) {
        if (this.left !== undefined) return this.left;
        if (at.file === this.region.file && this.tree.contains(this.region.node, at.node)) {
          this.followMention(at, this.shallow.has(symbol));
        }
      }
    }
    return this.left;
  }

  private hold(symbol: GoSymbol, shallow = false): void {
    if (this.seen.has(symbol)) return;
    this.seen.add(symbol);
    if (shallow) this.shallow.add(symbol);
    this.pending.push(symbol);
  }

  private leave(at: Place): void {
    this.left ??= at;
  }

  private isExcepted(node: NodeId): boolean {
    const { except } = this.region;
    return except !== undefined && this.tree.contains(except, node);
  }

  /** One mention of a variable, perhaps within closures of the region. */
  private followMention(at: Place, shallow: boolean): void {
    if (this.isExcepted(at.node)) return;
    for (let literal = this.tree.ancestorOfKind(at.node, Kind.FuncLiteral); literal > this.region.node;) {
      this.followClosure({ file: at.file, node: literal });
      literal = this.tree.ancestorOfKind(literal, Kind.FuncLiteral);
    }
    this.follow(at, shallow);
  }

  private followClosure(literal: Place): void {
    switch (closureRuns(this.pkg, literal, this.region)) {
      case 'inside':
        return;
      case 'outside':
        this.leave(literal);
        return;
      case 'value':
        this.follow(literal);
    }
  }

  private canHold(at: Place): boolean {
    return this.canTypeHold(this.pkg.typeOf(at));
  }

  private canTypeHold(type: Type): boolean {
    const { types } = this.pkg;
    const { counts } = this.region;
    if ((counts === 'data' || counts === 'names') && !isError(type) && isData(types.underlying(type))) return true;
    return counts === 'memory' ? refersToMemory(types, type) : canHoldResource(types, type);
  }

  private follow(at: Place, shallow = false): void {
    if (this.isExcepted(at.node)) return;
    const use = this.pkg.useOf(at);
    const around = { file: at.file, node: use.node };
    switch (use.kind) {
      case 'alias':
      case 'stored':
        this.followAssignment({ file: at.file, node: use.target ?? NO_NODE }, shallow);
        return;
      case 'literal':
        this.follow(around, shallow);
        return;
      case 'builtin':
        if (use.name === 'append') this.follow(around, shallow);
        return;
      case 'sent':
        this.followAssignment({ file: at.file, node: this.tree.childByField(use.node, Field.Channel) });
        return;
      default:
        if (!shallow) this.followPart(use, around);
    }
  }

  /** What is read from the value, or made from it by a call. */
  private followPart(use: Use, around: Place): void {
    switch (use.kind) {
      case 'field':
        // Text in a field may name the thing: the URL of a server, the path of a file.
        if (this.canHold(around) || isText(this.pkg.underlyingOf(around))) this.follow(around);
        return;
      case 'converted':
      case 'asserted':
      case 'address':
      case 'dereferenced':
      case 'sliced':
      case 'indexed':
      case 'receive':
      case 'method-value':
        if (this.canHold(around)) this.follow(around);
        return;
      case 'called':
      case 'method':
      case 'argument':
        this.followCall(use);
        return;
      case 'ranged':
        this.holdNames(this.tree.childByField(this.tree.childOfKind(use.node, Kind.RangeClause), Field.Left));
        return;
      default:
        if (this.tree.kindOf(use.node) === Kind.ReceiveStatement) {
          this.holdNames(this.tree.childByField(use.node, Field.Left));
        }
    }
  }

  /** The value is put into a variable, field or element, or sent to a channel. */
  private followAssignment(target: Place, shallow = false): void {
    const symbol = rootVariable(this.pkg, target);
    if (symbol !== undefined && isDeclaredIn(this.pkg, this.region, symbol)) this.hold(symbol, shallow);
    else if (this.tree.textOf(target.node) !== '_') this.leave(target);
  }

  /** Follows the values that a statement assigns to the names of a list. */
  private holdNames(list: NodeId): void {
    if (list === NO_NODE) return;
    for (const node of this.tree.namedChildren(list)) {
      const target = { file: this.region.file, node };
      if (this.tree.textOf(node) !== '_' && this.canHoldTarget(target)) this.followAssignment(target);
    }
  }

  private typeOfTarget(target: Place): Type {
    const symbol = this.pkg.symbolAt(target);
    return symbol?.kind === 'variable' ? this.pkg.typeOfSymbol(symbol) : this.pkg.typeOf(target);
  }

  private canHoldTarget(target: Place): boolean {
    return this.canTypeHold(this.typeOfTarget(target));
  }

  private followCall(use: Use): void {
    const place = { file: use.at.file, node: use.node };
    const call = this.pkg.callAt(place);
    const effect = call.effect;
    if (call.mode === 'go' && !waitsAfter(this.pkg, this.region, place.node)) {
      this.leave(place);
      return;
    }
    if (effect.borrows === true || effect.clones === true) {
      if (this.region.counts === 'names') this.followResults(place, false);
      return;
    }
    if (use.kind === 'argument' ? this.isKeptBy(call, use) : registersCallback(this.pkg, call)) {
      this.leave(place);
      return;
    }
    this.followResults(place, use.kind === 'argument' && isContext(this.pkg, use.at));
  }

  /** `byContext`: only what goes on using a context is made from it, such as a stream, not what is read from that. */
  private followResults(call: Place, byContext: boolean): void {
    const holds = (type: Type): boolean => (byContext ? usesContext(this.pkg.types, type) : this.canTypeHold(type));
    const targets = targetsOfCall(this.tree, call.node);
    for (const node of targets) {
      const target = { file: call.file, node };
      if (this.tree.textOf(node) !== '_' && holds(this.typeOfTarget(target))) this.followAssignment(target, byContext);
    }
    if (targets.length > 0) return;
    if (holds(this.pkg.typeOf(call))) this.follow(call, byContext);
    if (isNameOfThing(this.pkg, call)) this.followName(call);
  }

  /** What a thing is found by, which may be put into text or a structure: `url.Parse(l.Addr().String())`. */
  private followName(call: Place): void {
    const { region, depth } = this;
    if (region.counts === 'names' || depth >= MAX_DEPTH) {
      this.follow(call);
      return;
    }
    const left = new RegionTracer(this.pkg, { ...region, counts: 'names' }, depth + 1).ofValue(call);
    if (left !== undefined) this.leave(left);
  }

  /** Whether a callee keeps an argument beyond the call, in something that outlives the region. */
  private isKeptBy(call: Call, use: Use): boolean {
    if (isContext(this.pkg, use.at)) return false;
    const { target, receiver } = call;
    if (target !== undefined) return this.isKeptByBody(call, use.index ?? 0);
    if (receiver === undefined) return isNamedAsSetter(this.pkg, call);
    const base = rootVariable(this.pkg, receiver);
    if (base === undefined || !isDeclaredIn(this.pkg, this.region, base)) return isNamedAsKeeper(this.pkg, call);
    this.holdKeeper(base);
    return false;
  }

  /** What a value of the region was given to may itself leave it. */
  private holdKeeper(keeper: GoSymbol | undefined): void {
    if (keeper !== undefined && this.canTypeHold(this.pkg.typeOfSymbol(keeper))) this.hold(keeper);
  }

  private isKeptByBody({ target }: Call, index: number): boolean {
    const parameter = target?.parameters[index];
    if (target === undefined || parameter === undefined || this.depth >= MAX_DEPTH) return false;
    const region = { file: target.place.file, node: target.body, counts: this.region.counts ?? 'resources' };
    return new RegionTracer(this.pkg, region, this.depth + 1).ofVariable(parameter) !== undefined;
  }
}
