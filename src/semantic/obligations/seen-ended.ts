/**
 * Resources that end with a context: whether one is lost only on a way where code has seen that context ended.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Obligation } from './spec.ts';

/** Whether the way to where it is lost passes `ctx.Err() != nil` of a context that the call was given. */
export function contextHasEnded(pkg: Package, call: Call, { path = [] }: Obligation): boolean {
  const contexts = call.args.map(arg => pkg.symbolAt(arg)).filter(symbol => symbol !== undefined);
  return path.some(({ at, value }) => {
    const ended = value === true ? contextWithError(pkg, at) : undefined;
    return ended !== undefined && contexts.includes(ended);
  });
}

/** The variable `ctx` of `ctx.Err() != nil`. */
function contextWithError(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.BinaryExpression) return undefined;
  if (tree.kindOf(tree.childByField(node, Field.Operator)) !== Token['!=']) return undefined;
  const left = tree.childByField(node, Field.Left);
  if (tree.kindOf(left) !== Kind.CallExpression) return undefined;
  const { key, receiver } = pkg.callAt({ file, node: left });
  return key === 'context.Context.Err' && receiver !== undefined ? pkg.symbolAt(receiver) : undefined;
}
