/**
 * Whether requests of a function ask for their connections to be closed once they have been answered.
 */
import type { GoFunction, Package, Place } from '../../src/rule/package.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';
import { isNamed } from '../../src/rule/types.ts';

/** `request.Close = true`, `http.Request{Close: true}`, or the header that says so. */
export function closesConnections(pkg: Package, fn: GoFunction): boolean {
  return (
    setsClose(pkg, fn) || makesClosing(pkg, fn) || pkg.callsIn(fn).some(call => isCloseHeader(pkg, call.key, call.args))
  );
}

function setsClose(pkg: Package, { place: { file, node } }: GoFunction): boolean {
  const tree = pkg.tree(file);
  for (const statement of tree.descendantsOfKind(node, Kind.AssignmentStatement)) {
    for (const target of tree.namedChildren(tree.childByField(statement, Field.Left))) {
      if (tree.kindOf(target) !== Kind.SelectorExpression) continue;
      if (tree.textOf(tree.childByField(target, Field.Field)) === 'Close') return true;
    }
  }
  return false;
}

function makesClosing(pkg: Package, { place: { file, node } }: GoFunction): boolean {
  const tree = pkg.tree(file);
  return [...tree.descendantsOfKind(node, Kind.KeyedElement)].some(element => {
    if (tree.textOf(tree.childByField(element, Field.Key)) !== 'Close') return false;
    const literal = tree.ancestorOfKind(element, Kind.CompositeLiteral);
    return literal !== NO_NODE && isNamed(pkg.typeOf({ file, node: literal }), 'net/http', 'Request');
  });
}

function isCloseHeader(pkg: Package, key: string, args: readonly Place[]): boolean {
  if (key !== 'net/http.Header.Set' && key !== 'net/http.Header.Add') return false;
  return args.every((at, index) => {
    const value = pkg.constantOf(at);
    return typeof value === 'string' && value.toLowerCase() === ['connection', 'close'][index];
  });
}
