/**
 * C functions, of which nothing is known but what the tables say.
 *
 * What code frees itself it has only lent to the C functions that it calls with it before.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** Whether a C function gets a variable that the same code frees. */
export function isLentToC(pkg: Package, call: Call, argument: Place): boolean {
  if (!callsC(pkg, call)) return false;
  const symbol = variableIn(pkg, argument);
  return symbol !== undefined && releasesOf(pkg, symbol).length > 0;
}

/** Where the variable is given to a function that releases its argument, such as `C.free`. */
export function releasesOf(pkg: Package, symbol: GoSymbol): readonly Call[] {
  return symbol.uses.map(at => callWith(pkg, at)).filter(call => call !== undefined);
}

function callWith(pkg: Package, at: Place): Call | undefined {
  let use = pkg.useOf(at);
  while (use.kind === 'converted') use = pkg.useOf({ file: at.file, node: use.node });
  if (use.kind !== 'argument') return undefined;
  const call = pkg.callAt({ file: at.file, node: use.node });
  return call.effect.ownership?.[use.index ?? 0] === 'releases' ? call : undefined;
}

/** Whether the call is of a C function, whether a table has it or not. */
export function callsC(pkg: Package, { place: { file, node } }: Call): boolean {
  const tree = pkg.tree(file);
  const called = tree.childByField(node, Field.Function);
  if (tree.kindOf(called) !== Kind.SelectorExpression) return false;
  const symbol = pkg.symbolAt({ file, node: tree.childByField(called, Field.Operand) });
  return symbol?.kind === 'package' && symbol.path === 'C';
}

/** The variable of `x` and of a conversion of it. */
function variableIn(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const tree = pkg.tree(file);
  for (const name of [node, ...tree.descendantsOfKind(node, Kind.Identifier)]) {
    const symbol = pkg.symbolAt({ file, node: name });
    if (symbol?.kind === 'variable') return symbol;
  }
  return undefined;
}
