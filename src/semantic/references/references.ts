/**
 * What refers to what, asked of a package: the entry to this folder.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { capturedVariables as capturedBy } from './captures.ts';
import type { Holding, HoldingContext } from './holding.ts';
import { closureOverOwner, holdingOf } from './holding.ts';
import type { Identity } from './identity.ts';
import { identityOf, rootOf } from './identity.ts';
import { ringThrough } from './ring.ts';

export type { Holding, Identity };

/** The variables of functions around a literal that its code mentions, each with where. */
export function capturedVariables(pkg: Package, literal: Place): ReadonlyMap<GoSymbol, readonly Place[]> {
  return capturedBy(pkg, literal);
}

/** The variable whose value or address an expression is. */
export function identityIn(pkg: Package, at: Place): Identity | undefined {
  return identityOf(contextOf(pkg), at);
}

/** The variable that is named at the bottom of `x.f[i].g`. */
export function rootVariable(pkg: Package, at: Place): GoSymbol | undefined {
  return rootOf(pkg, at);
}

/** How the value at `at` keeps the object reachable that the expression `object` points to. */
export function holdingIn(pkg: Package, at: Place, object: Place): Holding | undefined {
  const context = contextOf(pkg);
  const identity = identityOf(context, object);
  if (identity === undefined) return closureOverOwner(context, at, object);
  return holdingOf(context, at, identity);
}

/** Where the function makes the object refer to something that refers back to it. */
export function ringIn(pkg: Package, fn: GoFunction, object: Place): Place | undefined {
  const context = contextOf(pkg);
  const identity = identityOf(context, object);
  return identity === undefined ? undefined : ringThrough(context, fn, identity);
}

function contextOf(pkg: Package): HoldingContext {
  return {
    tree: file => pkg.tree(file),
    symbolAt: at => pkg.symbolAt(at),
    soleValue: symbol => pkg.soleValue(symbol),
    isConversion: at => keepsReference(pkg, at),
    isArray: at => pkg.underlyingOf(at).kind === 'array',
    methodValueAt: at => methodValueAt(pkg, at),
  };
}

/** A conversion to a number, such as `uintptr(p)`, is no reference any more. */
function keepsReference(pkg: Package, at: Place): boolean {
  const { callee } = pkg.callAt(at);
  if (callee.kind !== 'conversion') return false;
  const type = pkg.types.underlying(callee.type);
  return type.kind !== 'basic' || type.name === 'unsafe.Pointer';
}

function methodValueAt(pkg: Package, at: Place): ReturnType<HoldingContext['methodValueAt']> {
  const tree = pkg.tree(at.file);
  if (tree.kindOf(at.node) !== Kind.SelectorExpression) return undefined;
  const member = pkg.memberAt(at);
  return member?.kind === 'method' ? member : undefined;
}
