/**
 * Whether code lies in a loop, by syntax alone: a cheap test before the flow graph is asked.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/** Whether a loop of the same function is around the node. */
export function isWithinLoop(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const around = tree.ancestorOfKind(
    node,
    Kind.ForStatement,
    Kind.FuncLiteral,
    Kind.FunctionDeclaration,
    Kind.MethodDeclaration,
  );
  return tree.kindOf(around) === Kind.ForStatement;
}
