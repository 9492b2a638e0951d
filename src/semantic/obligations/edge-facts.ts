/**
 * Which edges can be taken with what is known, and what is known after them.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { isError } from '../escape/signs.ts';
import type { Edge } from '../flow/block.ts';
import { nilTest, questionOf } from '../flow/nil-test.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { targetsOf } from './destination.ts';
import { type Correlation, correlationOf, type Test } from './correlation.ts';
import type { Acquisition, Holders } from './holders.ts';
import { type Pairing, type Verdict, verdictOf } from './pairing.ts';
import type { Knowledge } from './path-state.ts';
import type { ObligationSpec } from './spec.ts';

interface Facts {
  readonly verdict: Verdict | undefined;
  readonly test: Test | undefined;
  /** The resource is exhausted: by a call on this holder (any one if undefined), or as this variable says. */
  readonly exhausted: { readonly holder: number | undefined } | { readonly variable: number } | undefined;
  /** The end of a range over a channel that is never closed, of this holder. */
  readonly endless: GoSymbol | undefined;
  /** It needs an error that is never there. */
  readonly isDead: boolean;
}

export class EdgeFacts {
  private readonly pkg: Package;
  private readonly file: number;
  private readonly spec: ObligationSpec;
  private readonly holders: Holders;
  private readonly pairing: Pairing;
  private readonly correlation: Correlation;
  private readonly known = new Map<Edge, Facts>();

  constructor(pkg: Package, fn: GoFunction, spec: ObligationSpec, acquisition: Acquisition, holders: Holders) {
    this.pkg = pkg;
    this.file = fn.place.file;
    this.spec = spec;
    this.holders = holders;
    const held = new Set(holders.list.map(({ symbol }) => symbol));
    const siblings = siblingsOf(pkg, fn, acquisition);
    this.pairing = { outcome: acquisition.outcome, holders: held, field: spec.field, siblings };
    this.correlation = correlationOf(pkg, fn);
  }

  /** Whether the edge can be taken; if so, `now` becomes what is known after it. */
  take(now: Knowledge, edge: Edge): 'open' | 'impossible' | 'exhausted' {
    const { verdict, test, exhausted, endless, isDead } = this.of(edge);
    if (isDead) return 'impossible';
    if (test !== undefined && !learn(now, test, this.holders.relevant)) return 'impossible';
    if (now.phase === 'before') return 'open';
    if (endless !== undefined && this.isHeldBy(now, endless)) return 'impossible';
    if (exhausted !== undefined && isExhausted(now, exhausted)) return 'exhausted';
    if (verdict === undefined) return 'open';
    const isPossible = verdict.about === 'holder' ? this.takeNilTest(now, verdict) : takeOutcome(now, verdict.says);
    return isPossible ? 'open' : 'impossible';
  }

  /** Whether the condition of the edge is one of the acquisition's own: its outcome, a nil test, or a use of it. */
  isAboutAcquisition(edge: Edge): boolean {
    if (edge.condition === undefined) return true;
    const { verdict, exhausted } = this.of(edge);
    return verdict !== undefined || exhausted !== undefined || this.usesHolder(edge.condition);
  }

  /** `resp.StatusCode == 404`: whoever asks has the resource. */
  private usesHolder(condition: number): boolean {
    const tree = this.pkg.tree(this.file);
    for (const selector of [condition, ...tree.descendantsOfKind(condition, Kind.SelectorExpression)]) {
      if (tree.kindOf(selector) !== Kind.SelectorExpression) continue;
      const symbol = this.pkg.symbolAt({ file: this.file, node: tree.childByField(selector, Field.Operand) });
      if (symbol !== undefined && this.pairing.holders.has(symbol)) return true;
    }
    return false;
  }

  private takeNilTest(now: Knowledge, { symbol, isNil }: Extract<Verdict, { about: 'holder' }>): boolean {
    if (!this.isHeldBy(now, symbol)) return true;
    if (isNil) return false;
    if (now.phase === 'open' || now.phase === 'unclear') now.phase = 'success';
    else if (now.phase === 'lost') now.phase = 'closed';
    return true;
  }

  private isHeldBy({ holders }: Knowledge, symbol: GoSymbol): boolean {
    return (holders & this.holders.bitOf(symbol)) !== 0;
  }

  private of(edge: Edge): Facts {
    let facts = this.known.get(edge);
    if (facts === undefined) this.known.set(edge, (facts = this.compute(edge)));
    return facts;
  }

  private compute(edge: Edge): Facts {
    return {
      verdict: verdictOf(this.pkg, this.file, edge, this.pairing),
      test: this.correlation.testOf(edge),
      exhausted: this.exhaustedBy(edge) ?? this.exhaustedByError(edge),
      endless: this.endlessRange(edge),
      isDead: this.pkg.summaries.failures.areNeededBy(this.file, edge),
    };
  }

  private exhaustedBy({ condition, value, tag }: Edge): Facts['exhausted'] {
    if (condition === undefined || value !== false || tag !== undefined) return undefined;
    const { exhausting, exhaustions } = this.holders;
    if (exhausting.has(condition)) return { holder: exhausting.get(condition) };
    const symbol = this.pkg.symbolAt({ file: this.file, node: condition });
    const variable = symbol === undefined ? -1 : exhaustions.indexOf(symbol);
    return variable < 0 ? undefined : { variable };
  }

  /** `rows.Err() != nil`, or the same of a variable that holds nothing else but such errors: the rows have closed themselves. */
  private exhaustedByError(edge: Edge): Facts['exhausted'] {
    const { exhaustedByError } = this.spec;
    const question = exhaustedByError === undefined ? undefined : questionOf(edge);
    const tested = question === undefined ? undefined : nilTest(this.pkg.tree(this.file), question);
    if (tested === undefined || tested.isNil) return undefined;
    const operand = { file: this.file, node: tested.operand };
    if (!isError(this.pkg.typeOf(operand))) return undefined;
    const origins = this.pkg.origins(operand);
    const [holder, ...others] = origins.map(({ kind, at }) => (kind === 'call' ? this.holderAsked(at) : -1));
    if (holder === undefined || holder < 0 || others.some(other => other !== holder)) return undefined;
    return { holder };
  }

  /** The number of the holder whose method that tells of an error is called; -1 for another call. */
  private holderAsked({ file, node }: Place): number {
    const tree = this.pkg.tree(file);
    const method = tree.childByField(node, Field.Function);
    if (file !== this.file || tree.kindOf(method) !== Kind.SelectorExpression) return -1;
    if (this.spec.exhaustedByError?.includes(tree.textOf(tree.childByField(method, Field.Field))) !== true) return -1;
    const symbol = this.pkg.symbolAt({ file, node: tree.childByField(method, Field.Operand) });
    return this.holders.list.findIndex(holder => holder.symbol === symbol);
  }

  private endlessRange({ condition, value }: Edge): GoSymbol | undefined {
    const { neverClosed } = this.spec;
    if (neverClosed === undefined || condition === undefined || value !== false) return undefined;
    const tree = this.pkg.tree(this.file);
    if (tree.kindOf(condition) !== Kind.RangeClause) return undefined;
    const channel = tree.childByField(condition, Field.Right);
    if (channel === NO_NODE || tree.kindOf(channel) !== Kind.SelectorExpression) return undefined;
    if (tree.textOf(tree.childByField(channel, Field.Field)) !== neverClosed) return undefined;
    return this.pkg.symbolAt({ file: this.file, node: tree.childByField(channel, Field.Operand) });
  }
}

/** What else the acquiring call returns: `resp` of `conn, resp, err := dialer.Dial(…)`. */
function siblingsOf(pkg: Package, { place }: GoFunction, { call, holder, outcome }: Acquisition): readonly GoSymbol[] {
  if (call === undefined) return [];
  const symbols = targetsOf(pkg, { file: place.file, node: call }).map(node =>
    pkg.symbolAt({ file: place.file, node }),
  );
  return symbols.filter(symbol => symbol !== undefined).filter(symbol => symbol !== holder && symbol !== outcome);
}

/** Adds what a test says of relevant conditions; false if that contradicts what is known. */
function learn(now: Knowledge, { bit, holds, excludes }: Test, relevant: number): boolean {
  const holding = holds ? bit & relevant : 0;
  const failing = (holds ? excludes : bit) & relevant;
  if ((now.known & now.holding & failing) !== 0 || (now.known & ~now.holding & holding) !== 0) return false;
  now.known |= holding | failing;
  now.holding = (now.holding & ~failing) | holding;
  return true;
}

function isExhausted({ holders, exhaustions }: Knowledge, by: NonNullable<Facts['exhausted']>): boolean {
  if ('variable' in by) return (exhaustions & (1 << by.variable)) !== 0;
  return by.holder === undefined || (holders & (1 << by.holder)) !== 0;
}

/** False if there is nothing to release on the edge, or no telling. */
function takeOutcome(now: Knowledge, says: 'failure' | 'success' | 'unclear'): boolean {
  switch (now.phase) {
    case 'open':
    case 'unclear':
      if (says === 'failure') return false;
      now.phase = says;
      return true;
    case 'success':
      return says !== 'failure';
    case 'lost':
      // The new error may have been made from the old one.
      return says !== 'failure';
    default:
      return true;
  }
}
