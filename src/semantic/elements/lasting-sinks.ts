/**
 * Where a value goes that gathers there over many calls: maps and slices at home in fields of the receiver or in
 * package-level variables.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';

/** A map or slice that gets the value. */
export interface LastingSink {
  readonly at: Place;
  readonly target: Place;
  readonly home: SliceHome;
}

/** The map or slice at home in a field or package-level variable that gets the pointer. */
export function lastingSink(pkg: Package, at: Place): LastingSink | undefined {
  const { file } = at;
  const tree = pkg.tree(file);
  const use = pkg.useOf(at);
  if (use.kind === 'stored' && use.target !== undefined && tree.kindOf(use.target) === Kind.IndexExpression) {
    return lasting(pkg, at, { file, node: tree.childByField(use.target, Field.Operand) });
  }
  if (use.kind !== 'builtin' || use.name !== 'append' || use.index === 0) return undefined;
  const { target } = pkg.useOf({ file, node: use.node });
  return target === undefined ? undefined : lasting(pkg, at, { file, node: target });
}

function lasting(pkg: Package, at: Place, target: Place): LastingSink | undefined {
  const home = homeOf(pkg, target);
  if (home === undefined || home.kind === 'pointer') return undefined;
  return isOwn(pkg, target) ? undefined : { at, target, home };
}

/** Whether the object that has the field is a local of the function, and may be gone with it. */
function isOwn(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  let at: NodeId = node;
  while (tree.kindOf(at) === Kind.SelectorExpression || tree.kindOf(at) === Kind.IndexExpression) {
    at = tree.childByField(at, Field.Operand);
  }
  const symbol = pkg.symbolAt({ file, node: at });
  return symbol?.role !== 'receiver' && symbol?.role !== 'global';
}
