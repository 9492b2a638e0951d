/**
 * Conditions that never hold in a program, as they ask for a setting that nothing sets: hooks that only tests use, and
 * fields of objects that their own package makes without them.
 *
 * Of an exported field no other package is looked at, so it counts only where few can see it: in an internal package.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../../syntax/tree.ts';
import { isInternal } from '../lifetime/program.ts';
import { isExported } from '../names/exported.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { dereferenced } from '../types/type.ts';
import type { FieldCell } from '../value-flow/fields.ts';
import type { UseKind } from '../value-flow/use.ts';

/** Uses that neither set a variable nor hand out its address. */
const READING: ReadonlySet<UseKind> = new Set([
  'called',
  'argument',
  'builtin',
  'alias',
  'stored',
  'literal',
  'returned',
  'operand',
  'condition',
  'ranged',
] as const);

/** Whether an `if` around a place of the function asks for such a setting. */
export function needsUnsetValue(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  for (const statement of tree.ancestors(node)) {
    if (statement === fn.place.node) return false;
    if (tree.kindOf(statement) !== Kind.IfStatement) continue;
    if (!tree.contains(tree.childByField(statement, Field.Consequence), node)) continue;
    if (asksForUnset(pkg, file, tree.childByField(statement, Field.Condition))) return true;
  }
  return false;
}

/** Of `a && b` one is enough; of `a || b` both are needed. */
function asksForUnset(pkg: Package, file: FileId, node: NodeId): boolean {
  const tree = pkg.tree(file);
  switch (tree.kindOf(node)) {
    case Kind.ParenthesizedExpression:
      return asksForUnset(pkg, file, tree.firstNamedChild(node));
    case Kind.BinaryExpression:
      break;
    default:
      return isNeverSet(pkg, { file, node });
  }
  const [left, right] = [tree.childByField(node, Field.Left), tree.childByField(node, Field.Right)];
  switch (tree.kindOf(tree.childByField(node, Field.Operator))) {
    case Token['&&']:
      return asksForUnset(pkg, file, left) || asksForUnset(pkg, file, right);
    case Token['||']:
      return asksForUnset(pkg, file, left) && asksForUnset(pkg, file, right);
    case Token['!=']:
      return isZero(pkg, { file, node: right }) && isNeverSet(pkg, { file, node: left });
    default:
      return false;
  }
}

const isZero = (pkg: Package, at: Place): boolean =>
  pkg.tree(at.file).kindOf(at.node) === Kind.Nil || pkg.constantOf(at) === '' || pkg.constantOf(at) === 0;

function isNeverSet(pkg: Package, at: Place): boolean {
  const cell = pkg.fields.at(at);
  if (cell !== undefined) return isFieldNeverSet(pkg, at, cell);
  const symbol = pkg.symbolAt(at);
  return symbol?.role === 'global' && isGlobalNeverSet(pkg, symbol);
}

/** `var hook func()`, unexported; what tests set is not seen here. */
function isGlobalNeverSet(pkg: Package, { kind, name, declaration, uses }: GoSymbol): boolean {
  if (kind !== 'variable' || declaration === undefined || isExported(name)) return false;
  const tree = pkg.tree(declaration.file);
  const spec = tree.parentOf(declaration.node);
  if (tree.kindOf(spec) !== Kind.VarSpec || tree.childByField(spec, Field.Value) !== NO_NODE) return false;
  return uses.every(use => READING.has(pkg.useOf(use).kind));
}

/** A field that no code of its package sets, in a type of which that package makes objects itself. */
function isFieldNeverSet(pkg: Package, { file, node }: Place, cell: FieldCell): boolean {
  const path = cell.key.slice(0, cell.key.lastIndexOf('.', cell.key.lastIndexOf('.') - 1));
  if (isExported(cell.name) && !pkg.isMain && !isInternal(path)) return false;
  if (!cell.isComplete || cell.literalValues.length > 0) return false;
  if (!cell.selectors.every(selector => READING.has(pkg.useOf(selector).kind))) return false;
  const owner = dereferenced(pkg.typeOf({ file, node: pkg.tree(file).childByField(node, Field.Operand) }));
  if (owner.kind !== 'named') return false;
  for (const literal of pkg.nodes(Kind.CompositeLiteral)) {
    const made = pkg.typeOf(literal);
    if (made.kind === 'named' && made.path === owner.path && made.name === owner.name) return true;
  }
  return false;
}
