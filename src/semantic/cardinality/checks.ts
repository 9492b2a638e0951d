/**
 * Checks that leave few values of what a client chooses: a lookup in a map, a comparison or a case that holds where the
 * value is used, and a function that is asked about it.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Variation } from './variation.ts';

/** Whether code around the call looks at the value in a way that may bound it. */
export function isChecked(pkg: Package, { caller, place }: Call, value: Place, { variety, at }: Variation): boolean {
  if (variety !== 'client' || caller === undefined) return false;
  const tree = pkg.tree(place.file);
  const texts = new Set([value, at].map(each => pkg.textOf(each)));
  const mentions = tree.descendantsOfKind(caller.body, Kind.Identifier, Kind.SelectorExpression, Kind.CallExpression);
  for (const node of mentions) {
    if (texts.has(tree.textOf(node)) && bounds(pkg, { file: place.file, node }, place.node)) return true;
  }
  return false;
}

function bounds(pkg: Package, at: Place, use: NodeId): boolean {
  const { kind, node } = pkg.useOf(at);
  const around = { file: at.file, node };
  switch (kind) {
    case 'index':
      return true;
    case 'operand':
      return isCaseOf(pkg, around, use) || holdsAt(pkg, around, use);
    case 'condition':
      return isCaseOf(pkg, around, use);
    case 'argument':
      return isAsked(pkg, around);
    default:
      return false;
  }
}

/** `switch path { case …: use }`, but for the default. */
function isCaseOf(pkg: Package, { file, node }: Place, use: NodeId): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.ExpressionSwitchStatement || !tree.contains(node, use)) return false;
  return tree.kindOf(tree.ancestorOfKind(use, Kind.ExpressionCase, Kind.DefaultCase)) === Kind.ExpressionCase;
}

/** `if path == "/a" { use }` */
function holdsAt(pkg: Package, { file, node }: Place, use: NodeId): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(tree.childByField(node, Field.Operator)) !== Token['==']) return false;
  const branch = tree.ancestorOfKind(node, Kind.IfStatement);
  return branch !== NO_NODE && tree.contains(tree.childByField(branch, Field.Consequence), use);
}

/** `isKnown(path)` in a condition. A prefix or suffix leaves as many values as before. */
function isAsked(pkg: Package, call: Place): boolean {
  if (pkg.callAt(call).key.startsWith('strings.')) return false;
  const tree = pkg.tree(call.file);
  let { node } = call;
  while (
    tree.kindOf(tree.parentOf(node)) === Kind.UnaryExpression ||
    tree.kindOf(tree.parentOf(node)) === Kind.BinaryExpression
  ) {
    node = tree.parentOf(node);
  }
  return pkg.useOf({ file: call.file, node }).kind === 'condition';
}
