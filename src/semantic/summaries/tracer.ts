/**
 * Follows something through the code of one function: aliases, members, structs that hold it, results of callees that
 * hand it on, and function literals that capture it.
 *
 * Sees assignments in order (see `value-flow/definitions.ts`), fields only of structs that the function itself makes, no
 * elements of containers. What it cannot follow is a store.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { withParentheses } from '../../syntax/parentheses.ts';
import type { Call } from '../calls/call.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Use } from '../value-flow/use.ts';
import { useOf } from '../value-flow/use.ts';
import type { Action, Actions } from './action.ts';
import { UNSEEN } from './given.ts';
import { fieldOfElement, freshStruct } from './held.ts';
import type { How, Run } from './literal-runs.ts';
import { runsOf } from './literal-runs.ts';
import type { Locus } from './locus.ts';
import { heldAs, inResult, isBorrowed, ITSELF, locusKey, ofMember } from './locus.ts';
import type { Subject } from './subject.ts';
import type { Source, Trace, TraceContext } from './trace.ts';
import { isSubject } from './trace.ts';
import type { Sighting } from './trace-record.ts';
import { TraceRecord } from './trace-record.ts';

/** Traces what a variable holds from the beginning of the function on; `actionsOf` gives the actions of callees. */
export function traceSubject(
  context: TraceContext,
  { fn, symbol }: Subject,
  actionsOf: (callee: Subject) => Actions,
): Trace {
  const tracer = new Tracer(context, fn, actionsOf);
  tracer.followVariable(symbol, ITSELF, symbol.owner === fn ? symbol.declaration : undefined);
  return tracer.record;
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
  return tracer.record;
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
  return tracer.record;
}

/** `append(x, …)`, whose result is x, perhaps moved. */
const isAppendedTo = ({ name, index }: Use): boolean => name === 'append' && index === 0;

class Tracer {
  readonly record: TraceRecord;
  private readonly context: TraceContext;
  private readonly fn: GoFunction;
  private readonly tree: SyntaxTree;
  private readonly actionsOf: (callee: Subject) => Actions;
  private readonly seen = new Set<string>();

  constructor(context: TraceContext, fn: GoFunction, actionsOf: (callee: Subject) => Actions) {
    this.record = new TraceRecord(context, fn);
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
      this.record.add(literal.place.node, 'store', locus, true);
      return;
    }
    for (const { node, how } of runs) {
      if (how === 'goroutine') this.record.add(node, 'store', locus, isCertain);
      this.record.addSources(node, [subject], { locus, isCertain, how });
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
      if (how === 'perhaps') this.record.add(node, 'store', locus, false);
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
        if (use.kind === 'builtin' && !isAppendedTo(use)) this.record.noteUse(use, sighting);
        else this.follow({ ...sighting, at: { file: at.file, node: use.node } });
        return;
      case 'asserted':
        this.followAssertion(use, sighting);
        return;
      case 'address':
        this.followAddress(use, sighting);
        return;
      case 'returned':
        this.record.addReturn(use.node, this.indexInList(at.node), sighting);
        return;
      default:
        this.record.noteUse(use, sighting);
    }
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
      this.record.addAction(use.node, { kind: 'call', path: [use.name ?? ''] }, locus, isCertain);
    }
    const sources = this.context.operandOf(call, 'receiver');
    if (sources === undefined && isBorrowed(locus) && call.mode !== 'go') return;
    if (sources !== undefined || isHolder || call.mode === 'go') this.followOperand(call, sources, sighting);
  }

  private followArgument(use: Use, sighting: Sighting): void {
    const call = this.context.callAt({ file: use.at.file, node: use.node });
    this.followOperand(call, this.context.operandOf(call, use.index ?? 0), sighting);
  }

  private followOperand(call: Call, known: readonly Source[] | undefined, { locus, isCertain }: Sighting): void {
    const { node } = call.place;
    const how = call.mode === 'go' ? 'goroutine' : 'own';
    if (how === 'goroutine') this.record.add(node, 'store', locus, isCertain);
    const sources = known ?? [UNSEEN];
    this.record.addSources(node, sources, { locus, isCertain, how });
    for (const source of sources) this.followReturns(node, how, this.actionsIn(source), locus);
  }

  /** Goes on from one of the results of a call. */
  private followResult(call: Call, index: number, locus: Locus): void {
    const { tree } = this;
    const sighting = { at: call.place, locus, isCertain: false };
    const list = tree.parentOf(call.place.node);
    const statement = tree.parentOf(list);
    const isAlone = tree.kindOf(list) === Kind.ExpressionList && tree.namedChildren(list).length === 1;
    if (isAlone && tree.kindOf(statement) === Kind.ReturnStatement) this.record.addReturn(statement, index, sighting);
    else if (isAlone && tree.childByField(statement, Field.Left) !== NO_NODE) {
      const target = tree.namedChildren(tree.childByField(statement, Field.Left))[index];
      if (target !== undefined) this.followTarget(statement, target, sighting);
    } else if (index === 0) this.follow(sighting);
    else this.record.add(call.place.node, 'store', locus, false);
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
    if (symbol.role === 'global' || symbol.owner !== this.fn) this.record.add(statement, 'store', locus, isCertain);
    else {
      const result = this.fn.results.indexOf(symbol);
      if (result >= 0) this.record.addReturn(statement, result, { locus, isCertain: false });
      this.followVariable(symbol, locus, { file, node: target });
    }
  }

  /** Into a field of a struct that the function has made, or out of sight. */
  private followStore(statement: NodeId, target: Place, locus: Locus, isCertain: boolean): void {
    const holder = freshStruct(this.context.inference, this.fn, target);
    if (holder === undefined) this.record.add(statement, 'store', locus, isCertain);
    else
      this.followVariable(
        holder.symbol,
        holder.members.reduceRight((held, name) => heldAs(name, held), locus),
      );
  }

  private followLiteral(use: Use, { at, locus, isCertain }: Sighting): void {
    const field = fieldOfElement(this.context.inference, at, use.node);
    if (field === undefined) this.record.add(use.node, 'store', locus, isCertain);
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

  private indexInList(node: NodeId): number {
    const { tree } = this;
    const at = withParentheses(tree, node);
    return tree.namedChildren(tree.parentOf(at)).indexOf(at);
  }
}
