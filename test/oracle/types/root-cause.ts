/**
 * Why a type is unknown: the innermost expression on the way to it that is unknown itself.
 */
import type { Package, Place } from '../../../src/semantic/package.ts';
import { Field, Kind, kindNames } from '../../../src/syntax/kinds.ts';
import { NO_NODE } from '../../../src/syntax/tree.ts';

const MAX_STEPS = 40;

export function rootCause(pkg: Package, start: Place): string {
  let at = start;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const next = cause(pkg, at);
    if (next === undefined) break;
    at = next;
  }
  const tree = pkg.tree(at.file);
  if (at.node === NO_NODE) return 'no node';
  const kind = kindNames[tree.kindOf(at.node)] ?? '?';
  const symbol = pkg.symbolAt(at);
  return symbol === undefined ? kind : `${kind} (${symbol.kind})`;
}

export function causeText(pkg: Package, start: Place): string {
  let at = start;
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const next = cause(pkg, at);
    if (next === undefined) break;
    at = next;
  }
  const tree = pkg.tree(at.file);
  if (at.node === NO_NODE) return '';
  const text = tree.textOf(at.node).replaceAll(/\s+/g, ' ').slice(0, 90);
  const path = pkg.files[at.file]?.path ?? '';
  return `${text}  ${path.slice(path.lastIndexOf('/') + 1)}:${tree.lineAt(tree.startOf(at.node)) + 1}`;
}

/** An unknown expression that this one is made of. */
function cause(pkg: Package, at: Place): Place | undefined {
  const tree = pkg.tree(at.file);
  const inner = [Field.Operand, Field.Function, Field.Type, Field.Left, Field.Right]
    .map(field => tree.childByField(at.node, field))
    .filter(node => node !== NO_NODE);
  const symbol = pkg.symbolAt(at);
  if (symbol?.declaration !== undefined && symbol.kind === 'variable') {
    const declaring = pkg.tree(symbol.declaration.file);
    const statement = declaring.ancestorOfKind(
      symbol.declaration.node,
      Kind.ShortVarDeclaration,
      Kind.RangeClause,
      Kind.VarSpec,
      Kind.ParameterDeclaration,
      Kind.TypeSwitchStatement,
    );
    const value = [Field.Right, Field.Value, Field.Type]
      .map(field => declaring.childByField(statement, field))
      .find(node => node !== NO_NODE);
    const place = { file: symbol.declaration.file, node: value ?? NO_NODE };
    if (value !== undefined) {
      const only = declaring.kindOf(value) === Kind.ExpressionList ? declaring.firstNamedChild(value) : value;
      if (pkg.typeOf({ ...place, node: only }).kind === 'unknown') return { ...place, node: only };
    }
  }
  const node = inner.find(
    child =>
      pkg.symbolAt({ file: at.file, node: child })?.kind !== 'package' &&
      pkg.typeOf({ file: at.file, node: child }).kind === 'unknown',
  );
  return node === undefined ? undefined : { file: at.file, node };
}
