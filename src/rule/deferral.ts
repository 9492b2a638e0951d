/**
 * Where to write `defer x.Close()`: right after the statement that acquires x, or after the check of its error.
 */
import type { Call } from '../semantic/calls/call.ts';
import type { GoSymbol, Place } from '../semantic/names/symbol.ts';
import { targetsOf } from '../semantic/obligations/destination.ts';
import type { Package } from '../semantic/package.ts';
import { Field, Kind, Token } from '../syntax/kinds.ts';
import { NO_NODE, type NodeId } from '../syntax/tree.ts';
import type { Edit, FixDetail } from './rule.ts';

/**
 * Inserts a statement where the call has succeeded.
 *
 * Undefined where that is not a place of its own: in a loop, which would defer once a round; where the call is part of
 * another statement; where its error is not checked by an `if` right after it that returns; and for a `text` with
 * arguments left open.
 */
export function deferAfter(pkg: Package, call: Call, text: string, title: string): FixDetail | undefined {
  const { file, node } = call.place;
  if (text.includes('…') || call.caller === undefined || pkg.flow(call.caller).isOnCycle(node)) return undefined;
  const tree = pkg.tree(file);
  const statement = tree.ancestorOfKind(
    node,
    Kind.ShortVarDeclaration,
    Kind.VarDeclaration,
    Kind.AssignmentStatement,
    Kind.FuncLiteral,
  );
  if (tree.kindOf(tree.parentOf(statement)) !== Kind.StatementList) return undefined;
  const before = lastBefore(pkg, call, { file, node: statement });
  const edit = before === undefined ? undefined : lineAfter(pkg, before, text);
  return edit === undefined ? undefined : { title, edits: [edit] };
}

/** A line of its own after a statement, indented like it; undefined for a statement that does not start its line. */
export function lineAfter(pkg: Package, { file, node }: Place, text: string): Edit | undefined {
  const tree = pkg.tree(file);
  const start = tree.startOf(node);
  const indent = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  if (indent.trim() !== '') return undefined;
  return { at: { file, node: endOfLine(pkg, { file, node }) }, side: 'after', text: `\n${indent}${text}` };
}

/** The statement that acquires, or the check of its error that follows. */
function lastBefore(pkg: Package, call: Call, statement: Place): Place | undefined {
  const targets = targetsOf(pkg, call.place);
  const [outcome] = targets.length < 2 ? [] : targets.slice(-1);
  if (outcome === undefined || pkg.textOf({ file: statement.file, node: outcome }) === '_') return statement;
  const symbol = pkg.symbolAt({ file: statement.file, node: outcome });
  const tree = pkg.tree(statement.file);
  const siblings = tree.namedChildren(tree.parentOf(statement.node));
  const next = siblings[siblings.indexOf(statement.node) + 1];
  if (symbol === undefined || next === undefined) return undefined;
  const check = { file: statement.file, node: next };
  return returnsUnlessNil(pkg, check, symbol) ? check : undefined;
}

/** `if err != nil { …; return … }` */
function returnsUnlessNil(pkg: Package, { file, node }: Place, outcome: GoSymbol): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.IfStatement || tree.childByField(node, Field.Alternative) !== NO_NODE) return false;
  const condition = tree.childByField(node, Field.Condition);
  if (tree.kindOf(condition) !== Kind.BinaryExpression) return false;
  const isNilTest =
    tree.kindOf(tree.childByField(condition, Field.Operator)) === Token['!='] &&
    tree.kindOf(tree.childByField(condition, Field.Right)) === Kind.Nil &&
    pkg.symbolAt({ file, node: tree.childByField(condition, Field.Left) }) === outcome;
  const body = tree.firstNamedChild(tree.childByField(node, Field.Consequence));
  const last = body === NO_NODE ? undefined : tree.namedChildren(body).at(-1);
  return isNilTest && last !== undefined && tree.kindOf(last) === Kind.ReturnStatement;
}

/** The comment that follows a statement on its last line, or the statement. */
function endOfLine(pkg: Package, { file, node }: Place): NodeId {
  const tree = pkg.tree(file);
  const end = tree.endOf(node);
  const line = tree.lineAt(end);
  const comment = tree.comments.find(at => tree.startOf(at) >= end && tree.lineAt(tree.startOf(at)) === line);
  return comment ?? node;
}
