/**
 * Whether an expression takes as many values as there are errors, clients, calls or moments: where a value of that kind
 * may come from.
 *
 * Sees through local variables, parameters (to the calls of the package), results of functions of the package, literals,
 * concatenation, and calls that the tables of effects say make as many results as they get operands. What it does not
 * understand does not vary. A value that a client chooses counts only where nothing else can take its place: what
 * replaces it is most often a check against a list.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { Variety } from '../effects/effect.ts';
import { isError } from '../escape/signs.ts';
import { returnedValues } from '../flow/returned-values.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Origin } from '../value-flow/origins.ts';
import { isBoundedError } from './bounded-errors.ts';
import { namesType } from './format-verbs.ts';
import { requestFieldAt } from './request-fields.ts';

export interface Variation {
  readonly variety: Variety;
  /** The expression whose value varies. */
  readonly at: Place;
  /** The arguments by which it comes, the innermost call last. */
  readonly through: readonly Place[];
}

/** Calls, operands and results further away than this are not followed. */
const MAX_STEPS = 8;

/** A call whose body is looked into: what its parameters are there. */
interface Frame {
  readonly call: Call;
  readonly outer: Frame | undefined;
}

/** Where a value of which there is no end comes from; undefined if none is seen to. */
export function variationOf(pkg: Package, at: Place): Variation | undefined {
  return new Search(pkg).ofValue(at, undefined, 0);
}

class Search {
  private readonly pkg: Package;

  constructor(pkg: Package) {
    this.pkg = pkg;
  }

  ofValue(at: Place, frame: Frame | undefined, steps: number): Variation | undefined {
    if (steps > MAX_STEPS) return undefined;
    const origins = this.pkg.origins(at).filter(origin => !this.isEmpty(origin));
    const found = origins.map(origin => this.ofOrigin(origin, frame, steps + 1));
    const first = found.find(each => each !== undefined);
    const hasOther = found.some(each => each === undefined);
    return first !== undefined && hasOther && isChosen(first.variety) ? undefined : first;
  }

  /** What stands for no value at all. */
  private isEmpty({ kind, at }: Origin): boolean {
    return kind === 'zero' || kind === 'nil' || (kind === 'constant' && this.pkg.constantOf(at) === '');
  }

  private ofOrigin(origin: Origin, frame: Frame | undefined, steps: number): Variation | undefined {
    switch (origin.kind) {
      case 'call':
        return this.ofCall(this.pkg.callAt(origin.at), origin.result, frame, steps);
      case 'parameter':
        return this.ofParameter(origin.symbol, frame, steps);
      case 'field':
        return this.ofField(origin.at, frame, steps);
      case 'literal':
        return this.first(this.elementsOf(origin.at), frame, steps);
      case 'computed':
        return this.first(this.operandsOf(origin.at), frame, steps);
      case 'unknown':
        // A field of a type without source.
        return this.ofField(origin.at, frame, steps);
      default:
        return undefined;
    }
  }

  private first(places: readonly Place[], frame: Frame | undefined, steps: number): Variation | undefined {
    for (const at of places) {
      const found = this.ofValue(at, frame, steps);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private ofCall(call: Call, result: number, frame: Frame | undefined, steps: number): Variation | undefined {
    const { effect, target, args } = call;
    if (target !== undefined && target.kind !== 'literal')
      return this.ofResult(target, result, { call, outer: frame }, steps);
    if (effect.varies !== undefined && result === 0) return { variety: effect.varies, at: call.place, through: [] };
    if (call.callee.kind === 'builtin')
      return call.callee.name === 'append' ? this.first(args, frame, steps) : undefined;
    if (this.isTextOfError(call)) return { variety: 'error', at: call.place, through: [] };
    return this.ofOperands(call, frame, steps) ?? this.ofShared(call, frame, steps);
  }

  /** `err.Error()` */
  private isTextOfError({ callee, receiver, args }: Call): boolean {
    if (receiver === undefined || args.length > 0 || callee.kind !== 'function') return false;
    return callee.key.endsWith('.Error') && this.isOpenError(receiver);
  }

  /** An error that is not one of a few. */
  private isOpenError(at: Place): boolean {
    return isError(this.pkg.typeOf(at)) && !isBoundedError(this.pkg, at);
  }

  /** Operands of which each other value gives another result. */
  private ofOperands(call: Call, frame: Frame | undefined, steps: number): Variation | undefined {
    const { formats = [] } = call.effect;
    const last = formats.at(-1);
    for (const at of formats.includes('receiver') && call.receiver !== undefined ? [call.receiver] : []) {
      return this.ofValue(at, frame, steps);
    }
    const operands = call.args.filter(
      (_, index) => formats.includes(index) || (typeof last === 'number' && index > last),
    );
    for (const at of operands) {
      if (namesType(this.pkg, call, at)) continue;
      if (this.isOpenError(at)) return { variety: 'error', at, through: [] };
      const found = this.ofValue(at, frame, steps);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A part of a path is one of few, more often than not; a part of an address is not. */
  private ofShared(
    { effect: { shares }, args, receiver }: Call,
    frame: Frame | undefined,
    steps: number,
  ): Variation | undefined {
    if (shares === undefined) return undefined;
    const operand = shares.operand === 'receiver' ? receiver : args[shares.operand];
    const found = operand === undefined ? undefined : this.ofValue(operand, frame, steps);
    return shares.how !== 'piece' || found?.variety === 'address' ? found : undefined;
  }

  private ofResult(target: GoFunction, result: number, frame: Frame, steps: number): Variation | undefined {
    const { file } = target.place;
    const tree = this.pkg.tree(file);
    const returns = this.pkg
      .flow(target)
      .exits.filter(({ kind }) => kind === 'return')
      .map(({ node }) => returnedValues(tree, node)[result]);
    const found = returns.map(node => (node === undefined ? undefined : this.ofValue({ file, node }, frame, steps)));
    const first = found.find(each => each !== undefined);
    return first !== undefined && isChosen(first.variety) && found.includes(undefined) ? undefined : first;
  }

  /** What the call that is looked into passes, else what any call of the package does. */
  private ofParameter(symbol: GoSymbol, frame: Frame | undefined, steps: number): Variation | undefined {
    const fn = symbol.owner;
    const index = fn?.parameters.indexOf(symbol) ?? -1;
    if (fn === undefined || index < 0 || this.pkg.signatureOf(fn).variadic) return undefined;
    if (frame?.call.target === fn) {
      const argument = frame.call.args[index];
      return argument === undefined ? undefined : this.ofValue(argument, frame.outer, steps);
    }
    for (const { args, place } of this.pkg.callsOf(fn)) {
      const argument = args[index];
      if (argument === undefined || this.pkg.lifetimes.isTestSupport(place.file)) continue;
      const found = this.ofValue(argument, undefined, steps);
      if (found !== undefined) return { ...found, through: [argument, ...found.through] };
    }
    return undefined;
  }

  private ofField(at: Place, frame: Frame | undefined, steps: number): Variation | undefined {
    const field = requestFieldAt(this.pkg, at);
    if (field === undefined) return undefined;
    if ('variety' in field) return { variety: field.variety, at, through: [] };
    const found = this.ofValue(field.of, frame, steps);
    return found === undefined ? undefined : { ...found, at };
  }

  /** The values of a composite literal: of a map its elements, not its keys. */
  private elementsOf({ file, node }: Place): Place[] {
    const tree = this.pkg.tree(file);
    const kind = this.pkg.underlyingOf({ file, node }).kind;
    if (kind === 'struct') return [];
    const body = tree.kindOf(node) === Kind.CompositeLiteral ? tree.childByField(node, Field.Body) : node;
    return tree.namedChildren(body).map(element => {
      const value = tree.kindOf(element) === Kind.KeyedElement ? tree.childByField(element, Field.Value) : element;
      return { file, node: tree.kindOf(value) === Kind.LiteralElement ? tree.firstNamedChild(value) : value };
    });
  }

  /** `a + b` of strings, and what a conversion makes a string of. */
  private operandsOf({ file, node }: Place): Place[] {
    const tree = this.pkg.tree(file);
    if (tree.kindOf(node) === Kind.BinaryExpression) {
      const isSum = tree.kindOf(tree.childByField(node, Field.Operator)) === Token['+'];
      const type = this.pkg.underlyingOf({ file, node });
      if (!isSum || type.kind !== 'basic' || !type.name.endsWith('string')) return [];
      return [Field.Left, Field.Right].map(field => ({ file, node: tree.childByField(node, field) }));
    }
    const isCall = tree.kindOf(node) === Kind.CallExpression || tree.kindOf(node) === Kind.TypeConversionExpression;
    return isCall ? [...this.pkg.callAt({ file, node }).args] : [];
  }
}

/** Whether somebody else chooses the value, so that code may check it. */
const isChosen = (variety: Variety): boolean => variety === 'client';
