/**
 * Slices, maps and builders that only collect what went wrong: as a rule they stay empty and cost nothing, and room
 * made beforehand would be the one allocation.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { findMember } from '../types/members.ts';
import type { Type } from '../types/type.ts';

/** Functions whose result is an error made of their arguments. */
const ERROR_MAKERS: ReadonlySet<string> = new Set([
  'errors.New',
  'errors.Join',
  'fmt.Errorf',
  'github.com/pkg/errors.New',
  'github.com/pkg/errors.Errorf',
  'github.com/pkg/errors.Wrap',
  'github.com/pkg/errors.Wrapf',
  'golang.org/x/xerrors.New',
  'golang.org/x/xerrors.Errorf',
  'google.golang.org/grpc/status.Error',
  'google.golang.org/grpc/status.Errorf',
]);

/** Whether what `statement` adds to the variable in the loop are errors or their texts, or all end in one error. */
export function collectsErrors(pkg: Package, symbol: GoSymbol, loop: Place, statement: NodeId): boolean {
  return holdsErrors(pkg, symbol) || addsErrorText(pkg, loop.file, statement) || endsInError(pkg, symbol, loop);
}

function holdsErrors(pkg: Package, symbol: GoSymbol): boolean {
  const list = pkg.types.underlying(pkg.typeOfSymbol(symbol));
  return (list.kind === 'slice' || list.kind === 'map') && isError(pkg, list.element);
}

function isError(pkg: Package, type: Type): boolean {
  const member = findMember(pkg.types, type, 'Error');
  return member?.kind === 'method' && member.type.parameters.length === 0 && isString(member.type.results[0]);
}

const isString = (type: Type | undefined): boolean => type?.kind === 'basic' && type.name === 'string';

/** `err.Error()` as an added value, or within one. */
function addsErrorText(pkg: Package, file: number, statement: NodeId): boolean {
  for (const node of pkg.tree(file).descendantsOfKind(statement, Kind.CallExpression)) {
    const { callee, receiver } = pkg.callAt({ file, node });
    if (receiver === undefined || callee.kind !== 'function' || !callee.key.endsWith('.Error')) continue;
    if (isError(pkg, pkg.typeOf(receiver))) return true;
  }
  return false;
}

/** Whether all that follows the loop makes an error of the variable, or asks how long it is. */
function endsInError(pkg: Package, symbol: GoSymbol, loop: Place): boolean {
  const tree = pkg.tree(loop.file);
  const later = symbol.uses.filter(use => use.node >= tree.subtreeEndOf(loop.node));
  const joined = later.filter(use => isInError(pkg, tree, use));
  return joined.length > 0 && later.every(use => joined.includes(use) || isMeasured(pkg, use));
}

function isInError(pkg: Package, tree: SyntaxTree, { file, node }: Place): boolean {
  for (const ancestor of tree.ancestors(node)) {
    switch (tree.kindOf(ancestor)) {
      case Kind.Block:
      case Kind.FuncLiteral:
        return false;
      case Kind.CompositeLiteral:
        if (isError(pkg, pkg.typeOf({ file, node: ancestor }))) return true;
        break;
      case Kind.CallExpression:
        if (makesError(pkg, { file, node: ancestor })) return true;
        break;
      default:
    }
  }
  return false;
}

/** A known maker, or a function that returns an error type of its own. */
function makesError(pkg: Package, call: Place): boolean {
  if (ERROR_MAKERS.has(pkg.callAt(call).key)) return true;
  const type = pkg.typeOf(call);
  return pkg.types.underlying(type).kind !== 'interface' && isError(pkg, type);
}

function isMeasured(pkg: Package, use: Place): boolean {
  const { kind, name } = pkg.useOf(use);
  return (kind === 'builtin' && name === 'len') || (kind === 'method' && name === 'Len');
}
