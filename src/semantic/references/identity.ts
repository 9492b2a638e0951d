/**
 * Which variable an expression denotes, through parentheses, conversions and other names for the same value.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Names } from './captures.ts';

export interface Values extends Names {
  /** The one expression that a local variable ever holds. */
  soleValue(symbol: GoSymbol): Place | undefined;
  /** Whether the call or conversion is a conversion. */
  isConversion(at: Place): boolean;
}

/** A variable, or with `addressed` its address. */
export interface Identity {
  readonly symbol: GoSymbol;
  readonly addressed: boolean;
}

/** Longer chains of `b := a; c := b; …` than this are not followed. */
const MAX_STEPS = 8;

/** The variable whose value (or address) the expression is; undefined for anything computed. */
export function identityOf(values: Values, at: Place): Identity | undefined {
  let place: Place | undefined = at;
  let found: Identity | undefined;
  for (let step = 0; place !== undefined && step < MAX_STEPS; step++) {
    const inner: Place | undefined = withoutWrapping(values, place);
    const symbol: GoSymbol | undefined = inner === undefined ? undefined : values.symbolAt(inner);
    if (inner !== undefined && symbol?.kind === 'variable') {
      found = { symbol, addressed: false };
      place = values.soleValue(symbol);
      continue;
    }
    const operand: Place | undefined = inner === undefined ? undefined : addressedBy(values, inner);
    const variable: GoSymbol | undefined = operand === undefined ? undefined : values.symbolAt(operand);
    return variable?.kind === 'variable' ? { symbol: variable, addressed: true } : found;
  }
  return found;
}

/** The expression inside parentheses, conversions and type assertions. */
export function withoutWrapping(values: Values, { file, node }: Place): Place | undefined {
  const tree = values.tree(file);
  let at = node;
  for (;;) {
    switch (tree.kindOf(at)) {
      case Kind.ParenthesizedExpression:
      case Kind.LiteralElement:
        at = tree.firstNamedChild(at);
        break;
      case Kind.TypeAssertionExpression:
        at = tree.childByField(at, Field.Operand);
        break;
      case Kind.TypeConversionExpression:
      case Kind.CallExpression: {
        if (!values.isConversion({ file, node: at })) return { file, node: at };
        const list = tree.childByField(at, Field.Arguments);
        at = list === NO_NODE ? tree.childByField(at, Field.Operand) : tree.firstNamedChild(list);
        break;
      }
      default:
        return at === NO_NODE ? undefined : { file, node: at };
    }
  }
}

/** The operand of `&x`. */
export function addressedBy(values: Names, { file, node }: Place): Place | undefined {
  const tree = values.tree(file);
  if (tree.kindOf(node) !== Kind.UnaryExpression) return undefined;
  if (tree.textOf(tree.childByField(node, Field.Operator)) !== '&') return undefined;
  return { file, node: tree.childByField(node, Field.Operand) };
}

/** The variable at the bottom of `x.f[i].g`, or of `x` itself, and what it is another name for. */
export function baseOf(values: Values, at: Place): GoSymbol | undefined {
  return identityOf(values, bottomOf(values, at))?.symbol;
}

/** The variable that is named at the bottom of `x.f[i].g`, or of `x` itself. */
export function rootOf(names: Names, at: Place): GoSymbol | undefined {
  const symbol = names.symbolAt(bottomOf(names, at));
  return symbol?.kind === 'variable' ? symbol : undefined;
}

function bottomOf(names: Names, { file, node }: Place): Place {
  const tree = names.tree(file);
  for (let at = node; ;) {
    switch (tree.kindOf(at)) {
      case Kind.SelectorExpression:
      case Kind.IndexExpression:
      case Kind.UnaryExpression:
        at = tree.childByField(at, Field.Operand);
        break;
      case Kind.ParenthesizedExpression:
        at = tree.firstNamedChild(at);
        break;
      default:
        return { file, node: at };
    }
  }
}
