/**
 * What a call is named, also where the type of its receiver is unknown.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FileId } from '../names/symbol.ts';

/** The name of the function or method that is called; `''` for function values. */
export function calledName(pkg: { tree(file: FileId): SyntaxTree }, { place, key }: Call): string {
  if (key !== '') return key.slice(key.lastIndexOf('.') + 1);
  const tree = pkg.tree(place.file);
  const selector = tree.childByField(place.node, Field.Function);
  return tree.kindOf(selector) === Kind.SelectorExpression ? tree.textOf(tree.childByField(selector, Field.Field)) : '';
}
