/**
 * What the results of functions are: fresh resources for which the caller must answer, and channels that a goroutine of
 * the function feeds. A fact holds if it holds on every return; nil fits all. Through recursion it is the greatest
 * fixpoint.
 *
 * Fresh is only what nobody else answers for: it is neither kept anywhere nor released on the way to the return.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Resource } from '../effects/effect.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { resultAssignedTo } from '../value-flow/assignment.ts';
import { valueAssignedAt } from '../value-flow/sole-value.ts';
import { feedingOf } from './feeding.ts';
import { Fixpoint } from './fixpoint.ts';
import type { EffectsContext, ParameterEffects } from './parameter-effects.ts';
import type { ResultSummary } from './summary.ts';
import type { Site } from './trace.ts';
import { traceDefinition } from './tracer.ts';

/** `any` fits every kind: nil, or nothing known to the contrary yet. */
export type Nature =
  | { readonly kind: 'any' | 'other' }
  | { readonly kind: 'fresh'; readonly resource: string }
  | { readonly kind: 'fed'; readonly until: 'closed' | 'open' };

type Natures = readonly Nature[] | 'every';

const ANY: Nature = { kind: 'any' };
const OTHER: Nature = { kind: 'other' };

export interface ResultContext extends EffectsContext {
  readonly effects: ParameterEffects;
  /** The functions of the package that a call may run; undefined if it may run others. */
  targetsOf(call: Call): readonly GoFunction[] | undefined;
  /** What is known of a result of a function without a body at hand. */
  givenResult(call: Call, index: number): ResultSummary | undefined;
  resource(name: string): Resource | undefined;
}

/** Variables that hold variables deeper than this are not followed. */
const MAX_DEPTH = 4;

export class ResultFacts {
  private readonly context: ResultContext;
  private readonly natures = new Fixpoint<GoFunction, Natures>({
    start: 'every',
    unknown: [],
    isEqual: (one, other) => JSON.stringify(one) === JSON.stringify(other),
    transfer: (fn, valueOf) => new Returns(this.context, fn, valueOf).natures(),
  });

  constructor(context: ResultContext) {
    this.context = context;
  }

  of(fn: GoFunction, index: number): Pick<ResultSummary, 'fresh' | 'fedByGoroutine'> {
    const natures = this.natures.of(fn);
    const nature = natures === 'every' ? ANY : (natures[index] ?? OTHER);
    if (nature.kind === 'fresh') return { fresh: nature.resource };
    return nature.kind === 'fed' ? { fedByGoroutine: nature.until } : {};
  }
}

/** The returns of one function. */
class Returns {
  private readonly context: ResultContext;
  private readonly fn: GoFunction;
  private readonly valueOf: (callee: GoFunction) => Natures;

  constructor(context: ResultContext, fn: GoFunction, valueOf: (callee: GoFunction) => Natures) {
    this.context = context;
    this.fn = fn;
    this.valueOf = valueOf;
  }

  natures(): Nature[] {
    const statements = [...returnsIn(this.context, this.fn)];
    const { results } = this.context.inference.signatureOf(this.fn);
    return results.map((_, index) => this.meet(statements, index, results.length));
  }

  private meet(statements: readonly NodeId[], index: number, count: number): Nature {
    let nature: Nature = ANY;
    for (const statement of statements) {
      nature = common(nature, this.natureOfReturn(statement, index, count));
      if (nature.kind === 'other') return nature;
    }
    return nature;
  }

  private natureOfReturn(statement: NodeId, index: number, count: number): Nature {
    const { file } = this.fn.place;
    const values = returnedValues(treeOf(this.context.inference.model, file), statement);
    const [only = NO_NODE] = values;
    if (values.length === count) return this.natureOf({ file, node: values[index] ?? NO_NODE }, 0, statement, 0);
    if (values.length === 1) return this.natureOf({ file, node: only }, index, statement, 0);
    const symbol = values.length === 0 ? this.fn.results[index] : undefined;
    return symbol === undefined ? OTHER : this.natureOfAll(symbol, this.context.definitions.of(symbol), statement, 0);
  }

  /** The nature of an expression, or of result `index` of a call, as `statement` returns it. */
  private natureOf({ file, node }: Place, index: number, statement: NodeId, depth: number): Nature {
    const { inference } = this.context;
    const tree = treeOf(inference.model, file);
    switch (tree.kindOf(node)) {
      case Kind.ParenthesizedExpression:
        return this.natureOf({ file, node: tree.firstNamedChild(node) }, index, statement, depth);
      case Kind.Nil:
        return ANY;
      case Kind.CallExpression:
        return this.natureOfCall(this.context.callAt({ file, node }), index);
      case Kind.Identifier: {
        const symbol = symbolAt(inference.model, file, node);
        return symbol === undefined || depth > MAX_DEPTH
          ? OTHER
          : this.natureOfRead(symbol, { file, node }, statement, depth);
      }
      default:
        return OTHER;
    }
  }

  private natureOfCall(call: Call, index: number): Nature {
    const acquired = call.effect.acquires?.find(({ result }) => result === index);
    if (acquired !== undefined) return { kind: 'fresh', resource: acquired.resource };
    const targets = this.context.targetsOf(call);
    if (targets === undefined) return natureIn(this.context.givenResult(call, index));
    const natures = targets.map((target): Nature => {
      const known = this.valueOf(target);
      return known === 'every' ? ANY : (known[index] ?? OTHER);
    });
    return natures.reduce(common, targets.length === 0 ? OTHER : ANY);
  }

  private natureOfRead(symbol: GoSymbol, read: Place, statement: NodeId, depth: number): Nature {
    const isOwn = symbol.kind === 'variable' && symbol.owner === this.fn;
    if (!isOwn || (symbol.role !== 'local' && symbol.role !== 'result')) return OTHER;
    const reaching = this.context.definitions.reaching(symbol, read);
    return reaching === undefined ? OTHER : this.natureOfAll(symbol, reaching, statement, depth);
  }

  private natureOfAll(symbol: GoSymbol, definitions: readonly Place[], statement: NodeId, depth: number): Nature {
    return definitions.map(at => this.natureOfDefinition(symbol, at, statement, depth)).reduce(common, ANY);
  }

  private natureOfDefinition(symbol: GoSymbol, at: Place, statement: NodeId, depth: number): Nature {
    const { inference } = this.context;
    if (symbol.role === 'result' && at === symbol.declaration) return ANY;
    const value = valueAssignedAt(inference, at);
    if (value === 'none') return ANY;
    const { sites } = traceDefinition(this.context, { fn: this.fn, symbol }, at, callee =>
      this.context.effects.actionsOn(callee),
    );
    if (value !== undefined && isMadeChannel(this.context, value)) {
      const until = feedingOf(this.context.effects, sites);
      return until === undefined ? OTHER : { kind: 'fed', until };
    }
    const nature = value === undefined ? this.natureOfResult(at) : this.natureOf(value, 0, statement, depth + 1);
    if (nature.kind !== 'fresh') return nature;
    return sites.some(site => this.isAnsweredFor(site, at, statement, nature.resource)) ? OTHER : nature;
  }

  private natureOfResult(at: Place): Nature {
    const result = resultAssignedTo(treeOf(this.context.inference.model, at.file), at);
    return result === undefined ? OTHER : this.natureOfCall(this.context.callAt(result.call), result.index);
  }

  /**
   * Whether a site keeps or releases the resource, and the return can follow. Where the variable is defined anew before,
   * as in another round of a retry, what is returned is another one.
   */
  private isAnsweredFor(site: Site, { file, node }: Place, statement: NodeId, name: string): boolean {
    const { effects } = this.context;
    const { releases = [], field } = this.context.resource(name) ?? {};
    const carrier = field === undefined ? [] : [field];
    const released = releases.map(method => [...carrier, ...(method === '' ? [] : [method])].join('.'));
    const ends = effects.actionsAt(site).some(({ kind, path }) => {
      if (kind === 'store') return path.length === 0 || path[0] === field;
      return kind === 'call' && released.includes(path.join('.'));
    });
    if (!ends) return false;
    const tree = treeOf(this.context.inference.model, file);
    const anew = tree.ancestorOfKind(node, ...DEFINING);
    const isAnew = (at: NodeId): boolean => anew !== NO_NODE && tree.contains(anew, at);
    return this.context.flow(this.fn).canReach(site.node, statement, isAnew);
  }
}

const DEFINING = [Kind.ShortVarDeclaration, Kind.AssignmentStatement, Kind.VarSpec] as const;

function common(one: Nature, other: Nature): Nature {
  if (one.kind === 'any') return other;
  if (other.kind === 'any') return one;
  return JSON.stringify(one) === JSON.stringify(other) ? one : OTHER;
}

function natureIn(summary: ResultSummary | undefined): Nature {
  if (summary?.fresh !== undefined) return { kind: 'fresh', resource: summary.fresh };
  return summary?.fedByGoroutine === undefined ? OTHER : { kind: 'fed', until: summary.fedByGoroutine };
}

function isMadeChannel(context: ResultContext, value: Place): boolean {
  const { inference } = context;
  const tree = treeOf(inference.model, value.file);
  if (tree.kindOf(value.node) !== Kind.CallExpression) return false;
  const { callee } = context.callAt(value);
  const isMake = callee.kind === 'builtin' && callee.name === 'make';
  return isMake && inference.underlyingAt(value.file, value.node).kind === 'chan';
}

/** The return statements in the code of a function, those of literals in it left out. */
export function* returnsIn(
  { inference, functions }: Pick<EffectsContext, 'inference' | 'functions'>,
  fn: GoFunction,
): Generator<NodeId> {
  const { file } = fn.place;
  for (const node of treeOf(inference.model, file).descendantsOfKind(fn.body, Kind.ReturnStatement)) {
    if (functions.around({ file, node }) === fn) yield node;
  }
}
