/**
 * What the code of one function does with what a variable holds, site by site: through aliases, members, literals that
 * hold it, results of callees that hand it on, and function literals that capture it.
 *
 * Sees assignments in order (see `value-flow/definitions.ts`), fields only of structs that the function itself makes, no
 * elements of containers. What it cannot follow is a store.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Operand } from '../effects/effect.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Definitions } from '../value-flow/definitions.ts';
import type { Use } from '../value-flow/use.ts';
import { useOf } from '../value-flow/use.ts';
import type { Action, ActionKind, Actions, Members } from './action.ts';
import type { Given } from './given.ts';
import { UNSEEN } from './given.ts';
import { fieldOfElement, freshStruct } from './held.ts';
import type { How, LiteralContext, Run } from './literal-runs.ts';
import { runsOf } from './literal-runs.ts';
import type { Locus } from './locus.ts';
import { heldAs, inResult, isSomewhere, ITSELF, locusKey, ofMember } from './locus.ts';
import type { Subject } from './subject.ts';

/** Where actions come from: listed ones, or those of a callee on what it is given. */
export type Source = Given | Subject;

export const isSubject = (source: Source): source is Subject => 'symbol' in source;

/** A node at which something may be done to the thing. */
export interface Site {
  readonly node: NodeId;
  /** Where the thing lies in what the actions are done to. */
  readonly locus: Locus;
  /** Alternatives, one for each function that may be called. */
  readonly sources: readonly Source[];
  /** Whether it is done whenever control comes to the node, and surely to the thing. */
  readonly isCertain: boolean;
  readonly how: How;
  /** The function itself does it; else whoever is called. */
  readonly isDirect: boolean;
}

/** `x == nil` and `x != nil` for a member of the thing. */
export interface NilTest {
  readonly condition: NodeId;
  /** What the condition is when the member is nil. */
  readonly whenNil: boolean;
  readonly path: Members;
}

export interface Trace {
  readonly sites: readonly Site[];
  readonly nilTests: readonly NilTest[];
  /** Members that are assigned: what is done to them later may be done to something else. */
  readonly overwritten: readonly Members[];
}

export interface TraceContext extends LiteralContext {
  readonly definitions: Definitions;
  /** What the functions that a call may run do with an operand, one alternative each; undefined if that is not seen. */
  operandOf(call: Call, operand: Operand): readonly Source[] | undefined;
  subject(fn: GoFunction, symbol: GoSymbol): Subject;
}

/** An expression whose value is, holds or is held by the thing; `isCertain` if on every path that comes to it. */
interface Sighting {
  readonly at: Place;
  readonly locus: Locus;
  readonly isCertain: boolean;
}

/** Traces what a variable holds from the beginning of the function on; `actionsOf` gives the actions of callees. */
export function traceSubject(
  context: TraceContext,
  { fn, symbol }: Subject,
  actionsOf: (callee: Subject) => Actions,
): Trace {
  const tracer = new Tracer(context, fn, actionsOf);
  tracer.followVariable(symbol, ITSELF, symbol.owner === fn ? symbol.declaration : undefined);
  return tracer;
}

/** Traces what one definition puts into a variable. */
export function traceDefinition(
  context: TraceContext,
  { fn, symbol }: Subject,
  definition: Place,
  actionsOf: (callee: Subject) => Actions,
): Trace {
  const tracer = new Tracer(context, fn, actionsOf);
  tracer.followVariable(symbol, ITSELF, definition);
  return tracer;
}

/** Traces the value of an expression, wherever the function gets it. */
export function traceExpression(
  context: TraceContext,
  fn: GoFunction,
  at: Place,
  actionsOf: (callee: Subject) => Actions,
): Trace {
  const tracer = new Tracer(context, fn, actionsOf);
  tracer.follow({ at, locus: ITSELF, isCertain: true });
  return tracer;
}

/** `append(x, …)`, whose result is x, perhaps moved. */
const isAppendedTo = ({ name, index }: Use): boolean => name === 'append' && index === 0;

class Tracer implements Trace {
  readonly sites: Site[] = [];
  readonly nilTests: NilTest[] = [];
  readonly overwritten: Members[] = [];
  private readonly context: TraceContext;
  private readonly fn: GoFunction;
  private readonly tree: SyntaxTree;
  private readonly actionsOf: (callee: Subject) => Actions;
  private readonly seen = new Set<string>();

  constructor(context: TraceContext, fn: GoFunction, actionsOf: (callee: Subject) => Actions) {
    this.context = context;
    this.fn = fn;
    this.tree = treeOf(context.inference.model, fn.place.file);
    this.actionsOf = actionsOf;
  }

  /** Goes on from all reads of a variable that see a definition; from all of them if that is not given. */
  followVariable(symbol: GoSymbol, locus: Locus, definition?: Place): void {
    if (this.hasSeen(`${symbol.declaration?.file ?? ''}:${symbol.declaration?.node ?? symbol.name}`, locus)) return;
    const { definitions, functions } = this.context;
    const isOnly = definitions.of(symbol).length === 1;
    const captors = new Set<GoFunction>();
    for (const at of definitions.reads(symbol)) {
      const around = functions.around(at);
      if (around === this.fn) {
        const isCertain = this.sees(symbol, at, definition, isOnly);
        if (isCertain !== undefined) this.follow({ at, locus, isCertain });
        continue;
      }
      const captor = this.literalAround(around);
      if (captor === undefined || captors.has(captor)) continue;
      captors.add(captor);
      this.followCapture(captor, symbol, locus, isOnly && definition !== undefined);
    }
  }

  /** Whether a read sees the definition and no other; undefined if it does not see it at all. */
  private sees(symbol: GoSymbol, at: Place, definition: Place | undefined, isOnly: boolean): boolean | undefined {
    // A literal runs after what it captures was set, if it was set once.
    if (symbol.owner !== this.fn) return isOnly;
    if (definition === undefined) return false;
    const reaching = this.context.definitions.reaching(symbol, at);
    if (reaching === undefined) return false;
    return reaching.some(({ node }) => node === definition.node) ? reaching.length === 1 : undefined;
  }

  /** The literal written directly in the code of the function that another one is, or lies in. */
  private literalAround(inner: GoFunction | undefined): GoFunction | undefined {
    for (let at = inner; at !== undefined; at = at.parent) if (at.parent === this.fn) return at;
    return undefined;
  }

  private followCapture(literal: GoFunction, symbol: GoSymbol, locus: Locus, isCertain: boolean): void {
    const subject = this.context.subject(literal, symbol);
    const runs = runsOf(this.context, literal) ?? this.runsOfCallback(literal);
    if (runs === undefined) {
      this.add(literal.place.node, 'store', locus, true);
      return;
    }
    for (const { node, how } of runs) {
      if (how === 'goroutine') this.add(node, 'store', locus, isCertain);
      this.addSources(node, [subject], { locus, isCertain, how });
      this.followReturns(node, how, [...this.actionsOf(subject).values()], locus);
    }
  }

  /** Handed to a function of the package, or one with a summary, that does no more with it than to call it. */
  private runsOfCallback({ place }: GoFunction): readonly Run[] | undefined {
    const { kind, node, index = 0 } = useOf(this.context.inference, place);
    if (kind !== 'argument') return undefined;
    const call = this.context.callAt({ file: place.file, node });
    const sources = call.mode === 'go' ? undefined : this.context.operandOf(call, index);
    const isOnlyCalled = sources?.every(source =>
      this.actionsIn(source).every(action => action.kind === 'call' && action.path.length === 0),
    );
    return isOnlyCalled === true ? [{ node, how: 'perhaps' }] : undefined;
  }

  private actionsIn(source: Source): readonly Action[] {
    return isSubject(source) ? [...this.actionsOf(source).values()] : source.may;
  }

  /** Goes on from the results of a call with what it returns; whoever runs a callback may keep what that returns. */
  private followReturns(node: NodeId, how: How, actions: readonly Action[], locus: Locus): void {
    const call = this.context.callAt({ file: this.fn.place.file, node });
    for (const action of actions) {
      const inside = action.kind === 'return' ? inResult(locus, action) : undefined;
      if (inside === undefined) continue;
      if (how === 'perhaps') this.add(node, 'store', locus, false);
      else if (call.mode === 'call') this.followResult(call, action.result ?? 0, inside);
    }
  }

  private hasSeen(what: string, locus: Locus): boolean {
    const key = `${what}|${locusKey(locus)}`;
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  /** Goes on from one expression. */
  follow(sighting: Sighting): void {
    const { at, locus } = sighting;
    if (this.hasSeen(String(at.node), locus)) return;
    const use = useOf(this.context.inference, at);
    switch (use.kind) {
      case 'field':
        this.followMember(use, sighting);
        return;
      case 'method':
        this.followMethod(use, sighting);
        return;
      case 'argument':
        this.followArgument(use, sighting);
        return;
      case 'alias':
      case 'stored':
        this.followTarget(use.node, use.target ?? NO_NODE, sighting);
        return;
      case 'literal':
        this.followLiteral(use, sighting);
        return;
      case 'converted':
      case 'dereferenced':
      case 'builtin':
        if (use.kind === 'builtin' && !isAppendedTo(use)) this.noteUse(use, sighting);
        else this.follow({ ...sighting, at: { file: at.file, node: use.node } });
        return;
      case 'asserted':
        this.followAssertion(use, sighting);
        return;
      case 'address':
        this.followAddress(use, sighting);
        return;
      case 'returned':
        this.addReturn(use.node, this.indexInList(at.node), sighting);
        return;
      default:
        this.noteUse(use, sighting);
    }
  }

  /** Uses that end the trail. */
  private noteUse(use: Use, { at, locus, isCertain }: Sighting): void {
    switch (use.kind) {
      case 'called':
        if (this.modeOf(use.node) === 'go') this.add(use.node, 'store', locus, isCertain);
        else this.add(use.node, 'call', locus, isCertain);
        return;
      case 'builtin':
        if (use.name === 'close') this.add(use.node, 'close', locus, isCertain);
        else if (use.name === 'append' && (use.index ?? 0) > 0) this.add(use.node, 'store', locus, isCertain);
        return;
      case 'send':
      case 'receive':
        this.add(use.node, use.kind, locus, isCertain);
        return;
      case 'ranged':
        this.noteRange(use, locus, isCertain);
        return;
      case 'assigned':
        this.noteAssignment(at, locus);
        return;
      case 'operand':
        this.noteNilTest(use.node, locus, isCertain);
        return;
      case 'index':
        this.add(use.node, 'store', locus, false);
        return;
      case 'sent':
      case 'method-value':
        this.add(use.node, 'store', locus, isCertain);
        return;
      case 'other':
        if (!this.isDropped(at.node)) this.add(at.node, 'store', locus, false);
        return;
      default:
    }
  }

  private add(node: NodeId, kind: ActionKind, locus: Locus, isCertain: boolean): void {
    this.addAction(node, { kind, path: [] }, locus, isCertain);
  }

  private addReturn(node: NodeId, result: number, { locus, isCertain }: Pick<Sighting, 'locus' | 'isCertain'>): void {
    this.addAction(node, { kind: 'return', path: [], result, own: [] }, locus, isCertain);
  }

  private addAction(node: NodeId, action: Action, locus: Locus, isCertain: boolean): void {
    const isSure = isCertain && !isSomewhere(locus);
    const sources = [{ may: [action], must: [action] }];
    this.sites.push({ node, sources, locus, isCertain: isSure, how: 'own', isDirect: true });
  }

  private addSources(
    node: NodeId,
    sources: readonly Source[],
    { locus, isCertain, how }: Pick<Site, 'locus' | 'isCertain' | 'how'>,
  ): void {
    const isSure = isCertain && how !== 'perhaps' && !isSomewhere(locus);
    this.sites.push({ node, sources, locus, isCertain: isSure, how, isDirect: false });
  }

  private modeOf(call: NodeId): Call['mode'] {
    return this.context.callAt({ file: this.fn.place.file, node: call }).mode;
  }

  private followMember(use: Use, sighting: Sighting): void {
    const locus = ofMember(sighting.locus, use.name ?? '');
    if (locus !== undefined) this.follow({ ...sighting, locus, at: { file: use.at.file, node: use.node } });
  }

  /** A method that is not seen is taken to do what its name says, and not to hand on what it is called on. */
  private followMethod(use: Use, sighting: Sighting): void {
    const { locus, isCertain } = sighting;
    const call = this.context.callAt({ file: use.at.file, node: use.node });
    const isHolder = locus.own.length > 0;
    if (!isHolder && call.mode !== 'go') {
      this.addAction(use.node, { kind: 'call', path: [use.name ?? ''] }, locus, isCertain);
    }
    const sources = this.context.operandOf(call, 'receiver');
    if (sources !== undefined || isHolder || call.mode === 'go') this.followOperand(call, sources, sighting);
  }

  private followArgument(use: Use, sighting: Sighting): void {
    const call = this.context.callAt({ file: use.at.file, node: use.node });
    this.followOperand(call, this.context.operandOf(call, use.index ?? 0), sighting);
  }

  private followOperand(call: Call, known: readonly Source[] | undefined, { locus, isCertain }: Sighting): void {
    const { node } = call.place;
    const how = call.mode === 'go' ? 'goroutine' : 'own';
    if (how === 'goroutine') this.add(node, 'store', locus, isCertain);
    const sources = known ?? [UNSEEN];
    this.addSources(node, sources, { locus, isCertain, how });
    for (const source of sources) this.followReturns(node, how, this.actionsIn(source), locus);
  }

  /** Goes on from one of the results of a call. */
  private followResult(call: Call, index: number, locus: Locus): void {
    const { tree } = this;
    const sighting = { at: call.place, locus, isCertain: false };
    const list = tree.parentOf(call.place.node);
    const statement = tree.parentOf(list);
    const isAlone = tree.kindOf(list) === Kind.ExpressionList && tree.namedChildren(list).length === 1;
    if (isAlone && tree.kindOf(statement) === Kind.ReturnStatement) this.addReturn(statement, index, sighting);
    else if (isAlone && tree.childByField(statement, Field.Left) !== NO_NODE) {
      const target = tree.namedChildren(tree.childByField(statement, Field.Left))[index];
      if (target !== undefined) this.followTarget(statement, target, sighting);
    } else if (index === 0) this.follow(sighting);
    else this.add(call.place.node, 'store', locus, false);
  }

  /** `target = x` */
  private followTarget(statement: NodeId, target: NodeId, { at: { file }, locus, isCertain }: Sighting): void {
    const { context, tree } = this;
    if (tree.kindOf(target) !== Kind.Identifier) {
      this.followStore(statement, { file, node: target }, locus, isCertain);
      return;
    }
    const symbol = symbolAt(context.inference.model, file, target);
    if (symbol?.kind !== 'variable') return;
    // The result or variable of a function around may go anywhere from there.
    if (symbol.role === 'global' || symbol.owner !== this.fn) this.add(statement, 'store', locus, isCertain);
    else {
      const result = this.fn.results.indexOf(symbol);
      if (result >= 0) this.addReturn(statement, result, { locus, isCertain: false });
      this.followVariable(symbol, locus, { file, node: target });
    }
  }

  /** Into a field of a struct that the function has made, or out of sight. */
  private followStore(statement: NodeId, target: Place, locus: Locus, isCertain: boolean): void {
    const holder = freshStruct(this.context.inference, this.fn, target);
    if (holder === undefined) this.add(statement, 'store', locus, isCertain);
    else
      this.followVariable(
        holder.symbol,
        holder.members.reduceRight((held, name) => heldAs(name, held), locus),
      );
  }

  private followLiteral(use: Use, { at, locus, isCertain }: Sighting): void {
    const field = fieldOfElement(this.context.inference, at, use.node);
    if (field === undefined) this.add(use.node, 'store', locus, isCertain);
    else this.follow({ at: { file: at.file, node: use.node }, locus: heldAs(field, locus), isCertain });
  }

  /** `x.(T)`; in a type switch the variable of each clause. */
  private followAssertion(use: Use, sighting: Sighting): void {
    const { tree } = this;
    const { file } = use.at;
    if (tree.kindOf(use.node) !== Kind.TypeSwitchStatement) {
      this.follow({ ...sighting, at: { file, node: use.node } });
      return;
    }
    const alias = tree.childByField(use.node, Field.Alias);
    if (alias === NO_NODE) return;
    const name = tree.textOf(alias);
    for (const node of tree.descendantsOfKind(use.node, Kind.Identifier)) {
      if (tree.textOf(node) !== name) continue;
      const symbol = symbolAt(this.context.inference.model, file, node);
      const isClauses = symbol?.declaration !== undefined && tree.contains(alias, symbol.declaration.node);
      if (isClauses) this.followVariable(symbol, sighting.locus, symbol.declaration);
    }
  }

  /** The address of a member or of a new struct; a pointer to the variable itself may change what it holds. */
  private followAddress(use: Use, sighting: Sighting): void {
    const { locus } = sighting;
    const isVariable = locus.own.length + locus.of.length === 0;
    const at = { file: use.at.file, node: use.node };
    this.follow({ at, locus, isCertain: sighting.isCertain && !isVariable });
  }

  private noteRange(use: Use, locus: Locus, isCertain: boolean): void {
    const { inference } = this.context;
    if (locus.own.length > 0) this.add(use.node, 'store', locus, false);
    else if (inference.underlyingAt(use.at.file, use.at.node).kind === 'chan') {
      this.add(this.tree.childOfKind(use.node, Kind.RangeClause), 'receive', locus, isCertain);
    }
  }

  /** A member set to nil is not used any more. */
  private noteAssignment(at: Place, { own, of }: Locus): void {
    if (own.length > 0 || of.length === 0) return;
    const { tree } = this;
    const statement = tree.parentOf(tree.parentOf(at.node));
    const right = tree.childByField(statement, Field.Right);
    const values = right === NO_NODE ? [] : tree.namedChildren(right);
    const [only = NO_NODE] = values.length === 1 ? values : [];
    if (tree.kindOf(only) !== Kind.Nil) this.overwritten.push(of);
  }

  private noteNilTest(condition: NodeId, { own, of }: Locus, isCertain: boolean): void {
    const { tree } = this;
    if (own.length > 0 || !isCertain || tree.kindOf(condition) !== Kind.BinaryExpression) return;
    const sides = [tree.childByField(condition, Field.Left), tree.childByField(condition, Field.Right)];
    if (!sides.some(side => tree.kindOf(side) === Kind.Nil)) return;
    const isEqual = tree.kindOf(tree.childByField(condition, Field.Operator)) === Token['=='];
    this.nilTests.push({ condition, whenNil: isEqual, path: of });
  }

  /** A value that nobody takes: of an expression statement, or a call under `go` and `defer`. */
  private isDropped(node: NodeId): boolean {
    const parent = this.tree.kindOf(this.tree.parentOf(node));
    return parent === Kind.ExpressionStatement || parent === Kind.DeferStatement || parent === Kind.GoStatement;
  }

  private indexInList(node: NodeId): number {
    const { tree } = this;
    let at = node;
    while (tree.kindOf(tree.parentOf(at)) === Kind.ParenthesizedExpression) at = tree.parentOf(at);
    return tree.namedChildren(tree.parentOf(at)).indexOf(at);
  }
}
