/**
 * Calls that never fail: the error that they return last is nil on every return. With them, and with channels to which
 * only such errors are sent, the ways that need such an error to be something else.
 *
 * A must-fact, through recursion the greatest fixpoint. Of functions without source the tables of effects say it.
 */
import { returnedValues } from '../flow/returned-values.ts';
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import { isError } from '../escape/signs.ts';
import type { Edge } from '../flow/block.ts';
import { nilTest, questionOf } from '../flow/nil-test.ts';
import { signatureOfCallee } from '../inference/callee.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Definition } from '../value-flow/local-variable.ts';
import { type Locals, sourcesOf } from '../value-flow/ssa.ts';
import { summaryIn } from './exits.ts';
import { Fixpoint } from './fixpoint.ts';
import type { EffectsContext } from './parameter-effects.ts';
import { returnsIn } from './result-facts.ts';

export interface FailureContext extends Pick<EffectsContext, 'inference' | 'functions'> {
  readonly locals: Locals;
  callAt(place: Place): Call;
  /** The functions of the package that a call may run; undefined if it may run others. */
  targetsOf(call: Call): readonly GoFunction[] | undefined;
  /** All values that are sent to a channel; undefined if others may be. */
  valuesSentTo(channel: Place): readonly Place[] | undefined;
}

type NeverFails = (fn: GoFunction) => boolean;

/** Variables that hold variables deeper than this are not followed. */
const MAX_DEPTH = 4;

/** What holds statements that run one after another. */
const STATEMENT_LISTS = [Kind.StatementList, Kind.CommunicationCase];

export class Failures {
  private readonly context: FailureContext;
  private readonly functions = new Fixpoint<GoFunction, boolean>({
    start: true,
    unknown: false,
    isEqual: (one, other) => one === other,
    transfer: (fn, valueOf) => this.returnsNil(fn, valueOf),
  });

  constructor(context: FailureContext) {
    this.context = context;
  }

  /** Whether every call of the function returns a nil error. */
  areExcluded(fn: GoFunction): boolean {
    return this.functions.of(fn);
  }

  /** Whether the edge can only be taken with an error that is never there. */
  areNeededBy(file: FileId, edge: Edge): boolean {
    const question = questionOf(edge);
    const test = question && nilTest(treeOf(this.context.inference.model, file), question);
    return test?.isNil === false && this.isNil({ file, node: test.operand }, fn => this.areExcluded(fn), 0);
  }

  private returnsNil(fn: GoFunction, valueOf: NeverFails): boolean {
    const { inference, locals } = this.context;
    const { results } = inference.signatureOf(fn);
    const last = results.at(-1);
    if (fn.body === NO_NODE || last === undefined || !isError(last)) return false;
    const named = fn.results.at(-1);
    const statements = [...returnsIn(this.context, fn)];
    const areAllNil = statements.length > 0 && statements.every(at => this.isNilReturn(fn, at, named, valueOf));
    // What is deferred may set it.
    return areAllNil && (named === undefined || locals.of(fn).isPromoted(named));
  }

  private isNilReturn(fn: GoFunction, node: NodeId, named: GoSymbol | undefined, valueOf: NeverFails): boolean {
    const { file } = fn.place;
    const value = returnedValues(treeOf(this.context.inference.model, file), node).at(-1);
    if (value !== undefined) return this.isNil({ file, node: value }, valueOf, 0);
    if (named === undefined || this.isPlainlySet(named, { file, node }, valueOf, 0)) return false;
    const seen = this.context.locals.of(fn).valueOf(named, { file, node });
    return seen !== undefined && this.areNil([...sourcesOf(seen)], valueOf, 0);
  }

  /** Whether an error, or the last result of a call, is nil whatever happens. */
  private isNil({ file, node }: Place, valueOf: NeverFails, depth: number): boolean {
    const { inference, locals } = this.context;
    const tree = treeOf(inference.model, file);
    switch (tree.kindOf(node)) {
      case Kind.Nil:
        return true;
      case Kind.ParenthesizedExpression:
        return this.isNil({ file, node: tree.firstNamedChild(node) }, valueOf, depth);
      case Kind.CallExpression:
        return this.isNeverFailing(this.context.callAt({ file, node }), valueOf);
      case Kind.UnaryExpression:
        return depth <= MAX_DEPTH && this.isNilReceived({ file, node }, valueOf, depth + 1);
      case Kind.Identifier: {
        if (depth > MAX_DEPTH || !isError(inference.typeOf({ file, node }))) return false;
        const symbol = symbolAt(inference.model, file, node);
        if (symbol === undefined || this.isPlainlySet(symbol, { file, node }, valueOf, depth + 1)) return false;
        const seen = locals.definitionsAt({ file, node });
        return seen?.isComplete === true && this.areNil([...seen.definitions], valueOf, depth + 1);
      }
      default:
        return false;
    }
  }

  /** Whether nothing but nil is ever received; that is what a closed channel gives, too. */
  private isNilReceived({ file, node }: Place, valueOf: NeverFails, depth: number): boolean {
    const tree = treeOf(this.context.inference.model, file);
    if (tree.kindOf(tree.childByField(node, Field.Operator)) !== Token['<-']) return false;
    const values = this.context.valuesSentTo({ file, node: tree.childByField(node, Field.Operand) });
    return values?.every(value => this.isNil(value, valueOf, depth)) === true;
  }

  /**
   * Whether the last assignment before a read, in the same list of statements or one around it, gives something else
   * than nil. That is so for most errors, and needs no flow graph to be seen.
   */
  private isPlainlySet(symbol: GoSymbol, read: Place, valueOf: NeverFails, depth: number): boolean {
    const tree = treeOf(this.context.inference.model, read.file);
    const definitions = this.context.locals.variable(symbol)?.definitions ?? [];
    const last = definitions.findLast(({ at }) => at.node < read.node && tree.kindOf(at.node) !== Kind.ReturnStatement);
    if (last === undefined || last.kind === 'parameter') return false;
    const list = tree.ancestorOfKind(last.at.node, ...STATEMENT_LISTS);
    return tree.contains(list, read.node) && !this.areNil([last], valueOf, depth);
  }

  private areNil(definitions: readonly Definition[], valueOf: NeverFails, depth: number): boolean {
    return (
      definitions.length > 0 &&
      definitions.every(({ kind, value, result }) => {
        if (value === undefined) return kind === 'zero';
        return (result === undefined || this.isLast(value, result)) && this.isNil(value, valueOf, depth);
      })
    );
  }

  private isLast({ file, node }: Place, result: number): boolean {
    const signature = signatureOfCallee(this.context.inference, file, node);
    return signature === undefined || result === signature.results.length - 1;
  }

  private isExcludedByArgument({ effect: { neverFailsIf }, args }: Call): boolean {
    const { inference } = this.context;
    const at = neverFailsIf === undefined ? undefined : args[neverFailsIf.argument];
    if (at === undefined || treeOf(inference.model, at.file).kindOf(at.node) !== Kind.SelectorExpression) return false;
    const member = inference.selectorAt(at.file, at.node);
    return member?.kind === 'qualified' && `${member.path}.${member.name}` === neverFailsIf?.is;
  }

  private isNeverFailing(call: Call, valueOf: NeverFails): boolean {
    const { key, effect } = call;
    if (effect.neverFails === true || this.isExcludedByArgument(call)) return true;
    const targets = this.context.targetsOf(call);
    if (targets !== undefined) return targets.length > 0 && targets.every(valueOf);
    return key !== '' && summaryIn(this.context.inference.model.declarations, key)?.neverFails === true;
  }
}
