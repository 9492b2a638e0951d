/**
 * Switch, type switch and select: statements whose body is a list of clauses.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import { withoutParentheses } from '../../syntax/parentheses.ts';
import { branch, evaluate, operands } from './expression.ts';
import type { StatementWriter } from './statement.ts';
import type { OpenBlock } from './writer.ts';

interface Clause {
  readonly node: NodeId;
  readonly body: OpenBlock;
}

/** `switch`: values are compared in order, `default` is what is left wherever it stands. */
export function writeSwitch(writer: StatementWriter, statement: NodeId, label: string | undefined): void {
  const { blocks, tree } = writer;
  blocks.begin(statement);
  writer.writeField(statement, Field.Initializer);
  const value = tree.childByField(statement, Field.Value);
  const tag = value === NO_NODE || tree.kindOf(value) === Kind.True ? undefined : value;
  if (tag !== undefined) evaluate(blocks, tag);
  const clauses = clausesOf(writer, statement);
  for (const clause of clauses) {
    for (const expression of caseValues(tree, clause.node)) {
      const next = blocks.newBlock();
      if (tag === undefined) branch(blocks, expression, clause.body, next);
      else {
        evaluate(blocks, expression);
        blocks.edge(clause.body, { condition: expression, value: true, tag });
        blocks.edge(next, { condition: expression, value: false, tag });
      }
      blocks.start(next);
    }
  }
  writeClauses(writer, clauses, label);
}

/** A type switch: like a switch over types, which nothing evaluates. */
export function writeTypeSwitch(writer: StatementWriter, statement: NodeId, label: string | undefined): void {
  const { blocks, tree } = writer;
  blocks.begin(statement);
  writer.writeField(statement, Field.Initializer);
  const tag = tree.childByField(statement, Field.Value);
  if (tag !== NO_NODE) evaluate(blocks, tag);
  const alias = tree.childByField(statement, Field.Alias);
  if (alias !== NO_NODE) evaluate(blocks, alias);
  const clauses = clausesOf(writer, statement);
  for (const clause of clauses) {
    for (const type of tree.childrenByField(clause.node, Field.Type)) {
      const next = blocks.newBlock();
      blocks.edge(clause.body, { condition: type, value: true, tag });
      blocks.edge(next, { condition: type, value: false, tag });
      blocks.start(next);
    }
  }
  writeClauses(writer, clauses, label);
}

function clausesOf(writer: StatementWriter, statement: NodeId): Clause[] {
  const { blocks, tree } = writer;
  return tree
    .namedChildren(statement)
    .filter(child => isClause(tree.kindOf(child)))
    .map(node => ({ node, body: blocks.newBlock() }));
}

function isClause(kind: number): boolean {
  return (
    kind === Kind.ExpressionCase ||
    kind === Kind.TypeCase ||
    kind === Kind.DefaultCase ||
    kind === Kind.CommunicationCase
  );
}

function caseValues(tree: SyntaxTree, clause: NodeId): NodeId[] {
  const list = tree.childByField(clause, Field.Value);
  return list === NO_NODE ? [] : tree.namedChildren(list);
}

/** Where no value was equal, leads to the default or past the statement; then writes the clauses. */
function writeClauses(writer: StatementWriter, clauses: readonly Clause[], label: string | undefined): void {
  const { blocks, tree } = writer;
  const after = blocks.newBlock();
  blocks.edge(clauses.find(({ node }) => tree.kindOf(node) === Kind.DefaultCase)?.body ?? after);
  writer.writeWithin({ label, breakTo: after }, () => {
    for (const [index, { node, body }] of clauses.entries()) {
      blocks.start(body);
      blocks.begin(node);
      writer.fallthroughTo = clauses[index + 1]?.body;
      writeBody(writer, node);
      blocks.edge(after);
    }
  });
  blocks.start(after);
}

function writeBody(writer: StatementWriter, clause: NodeId): void {
  const list = writer.tree.childOfKind(clause, Kind.StatementList);
  if (list !== NO_NODE) writer.writeList(list);
}

/**
 * `select`: channels and values to send are evaluated once, for all cases; then one case is chosen. Without a case
 * it blocks for ever.
 */
export function writeSelect(writer: StatementWriter, statement: NodeId, label: string | undefined): void {
  const { blocks, tree } = writer;
  blocks.begin(statement);
  const clauses = clausesOf(writer, statement);
  for (const { node } of clauses) {
    for (const operand of communicationOperands(tree, node)) evaluate(blocks, operand);
  }
  blocks.list(statement);
  for (const { node, body } of clauses) blocks.edge(body, { alternative: node });
  const after = blocks.newBlock();
  writer.writeWithin({ label, breakTo: after }, () => {
    for (const { node, body } of clauses) {
      blocks.start(body);
      blocks.begin(node);
      writeCommunication(writer, node);
      writeBody(writer, node);
      blocks.edge(after);
    }
  });
  blocks.start(after);
}

/** What a case needs to know before the select can choose. */
function communicationOperands(tree: SyntaxTree, clause: NodeId): NodeId[] {
  const communication = tree.childByField(clause, Field.Communication);
  if (communication === NO_NODE) return [];
  if (tree.kindOf(communication) === Kind.SendStatement) return tree.namedChildren(communication);
  const receive = receiveOf(tree, communication);
  return receive === NO_NODE ? [] : operands(tree, receive);
}

/** The `<-ch` of a receiving case. */
function receiveOf(tree: SyntaxTree, communication: NodeId): NodeId {
  const at = withoutParentheses(tree, tree.childByField(communication, Field.Right));
  if (at === NO_NODE || tree.kindOf(at) !== Kind.UnaryExpression) return NO_NODE;
  return tree.kindOf(tree.childByField(at, Field.Operator)) === Token['<-'] ? at : NO_NODE;
}

/** The chosen case sends, or receives and assigns. */
function writeCommunication(writer: StatementWriter, clause: NodeId): void {
  const { blocks, tree } = writer;
  const communication = tree.childByField(clause, Field.Communication);
  if (communication === NO_NODE) return;
  const receive = receiveOf(tree, communication);
  if (receive !== NO_NODE) blocks.list(receive);
  const left = tree.childByField(communication, Field.Left);
  const places = left === NO_NODE ? [] : tree.namedChildren(left);
  for (const place of places) {
    for (const operand of operands(tree, place)) evaluate(blocks, operand);
    blocks.list(place);
  }
  blocks.list(communication);
}
