/**
 * Statements to blocks: jumps, branches and loops. Switch and select are in `clauses.ts`.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import { writeSelect, writeSwitch, writeTypeSwitch } from './clauses.ts';
import { branch, evaluate, evaluateDetached, operands } from './expression.ts';
import type { BlockWriter, OpenBlock } from './writer.ts';

/** What `break` and `continue` inside a statement lead to. */
interface JumpTarget {
  readonly label: string | undefined;
  readonly breakTo: OpenBlock;
  /** Loops only. */
  readonly continueTo?: OpenBlock;
}

export class StatementWriter {
  readonly blocks: BlockWriter;
  readonly tree: SyntaxTree;
  private readonly targets: JumpTarget[] = [];
  private readonly labels = new Map<string, OpenBlock>();
  private nextClause: OpenBlock | undefined;

  constructor(blocks: BlockWriter) {
    this.blocks = blocks;
    this.tree = blocks.tree;
  }

  /** Writes all statements of a Block, StatementList or case clause. */
  writeList(list: NodeId): void {
    for (const child of this.tree.namedChildren(list)) this.write(child);
  }

  /** Writes a statement within which `break` (and `continue`, in a loop) lead to the given blocks. */
  writeWithin(target: JumpTarget, body: () => void): void {
    const outerClause = this.nextClause;
    this.targets.push(target);
    body();
    this.targets.pop();
    this.nextClause = outerClause;
  }

  /** Sets what `fallthrough` leads to. */
  set fallthroughTo(clause: OpenBlock | undefined) {
    this.nextClause = clause;
  }

  write(statement: NodeId, label?: string): void {
    switch (this.tree.kindOf(statement)) {
      case Kind.Block:
      case Kind.StatementList:
        this.writeList(statement);
        return;
      case Kind.LabeledStatement:
        this.writeLabeled(statement);
        return;
      case Kind.IfStatement:
        this.writeIf(statement);
        return;
      case Kind.ForStatement:
        this.writeFor(statement, label);
        return;
      case Kind.ExpressionSwitchStatement:
        writeSwitch(this, statement, label);
        return;
      case Kind.TypeSwitchStatement:
        writeTypeSwitch(this, statement, label);
        return;
      case Kind.SelectStatement:
        writeSelect(this, statement, label);
        return;
      default:
        this.writeJump(statement);
    }
  }

  /** Writes the statement under a field, if there is one. */
  writeField(statement: NodeId, field: number): void {
    const child = this.tree.childByField(statement, field);
    if (child !== NO_NODE) this.write(child);
  }

  private writeJump(statement: NodeId): void {
    const { blocks, tree } = this;
    switch (tree.kindOf(statement)) {
      case Kind.ReturnStatement:
        this.writeSimple(statement);
        blocks.exit('return', statement);
        return;
      case Kind.BreakStatement:
        this.jump(statement, this.targetOf(statement, () => true)?.breakTo);
        return;
      case Kind.ContinueStatement:
        this.jump(statement, this.targetOf(statement, target => target.continueTo !== undefined)?.continueTo);
        return;
      case Kind.GotoStatement:
        this.jump(statement, this.labelBlock(this.labelOf(statement) ?? ''));
        return;
      case Kind.FallthroughStatement:
        this.jump(statement, this.nextClause);
        return;
      default:
        this.writeSimple(statement);
    }
  }

  private writeSimple(statement: NodeId): void {
    const { blocks, tree } = this;
    switch (tree.kindOf(statement)) {
      case Kind.AssignmentStatement:
      case Kind.ShortVarDeclaration:
      case Kind.ReceiveStatement:
        this.writeAssignment(statement);
        return;
      case Kind.VarDeclaration:
        this.writeVariables(statement);
        return;
      case Kind.ConstDeclaration:
      case Kind.TypeDeclaration:
        break;
      case Kind.DeferStatement:
        blocks.defers.push(statement);
        this.writeDetached(statement);
        break;
      case Kind.GoStatement:
        this.writeDetached(statement);
        break;
      default:
        blocks.begin(statement);
        for (const expression of tree.namedChildren(statement)) evaluate(blocks, expression);
        // Control comes to `panic(x)` as a statement, but not past it.
        if (blocks.isStopped) return;
    }
    blocks.list(statement);
  }

  private writeDetached(statement: NodeId): void {
    const call = this.tree.firstNamedChild(statement);
    if (call !== NO_NODE) evaluateDetached(this.blocks, call);
  }

  private writeAssignment(statement: NodeId): void {
    const { blocks, tree } = this;
    const left = tree.childByField(statement, Field.Left);
    const places = left === NO_NODE ? [] : tree.namedChildren(left);
    for (const place of places) this.writeOperands(place);
    const right = tree.childByField(statement, Field.Right);
    if (right !== NO_NODE) evaluate(blocks, right);
    for (const place of places) blocks.list(place);
    blocks.list(statement);
  }

  private writeOperands(place: NodeId): void {
    for (const operand of operands(this.tree, place)) evaluate(this.blocks, operand);
  }

  /** `var` evaluates what it assigns, then declares the names. */
  private writeVariables(declaration: NodeId): void {
    const { blocks, tree } = this;
    for (const spec of tree.descendantsOfKind(declaration, Kind.VarSpec)) {
      if (tree.ancestorOfKind(spec, Kind.FuncLiteral, Kind.VarDeclaration) !== declaration) continue;
      const value = tree.childByField(spec, Field.Value);
      if (value !== NO_NODE) evaluate(blocks, value);
      for (const name of tree.childrenByField(spec, Field.Name)) blocks.list(name);
      blocks.list(spec);
    }
    blocks.list(declaration);
  }

  private jump(statement: NodeId, to: OpenBlock | undefined): void {
    this.blocks.list(statement);
    // A jump to nowhere does not compile.
    if (to === undefined) this.blocks.stop();
    else this.blocks.jump(to);
  }

  private labelOf(statement: NodeId): string | undefined {
    const label = this.tree.childOfKind(statement, Kind.LabelName);
    return label === NO_NODE ? undefined : this.tree.textOf(label);
  }

  private targetOf(statement: NodeId, isCandidate: (target: JumpTarget) => boolean): JumpTarget | undefined {
    const label = this.labelOf(statement);
    return this.targets.findLast(target => isCandidate(target) && (label === undefined || target.label === label));
  }

  private labelBlock(label: string): OpenBlock {
    const known = this.labels.get(label);
    if (known !== undefined) return known;
    const block = this.blocks.newBlock();
    this.labels.set(label, block);
    return block;
  }

  private writeLabeled(statement: NodeId): void {
    const { blocks, tree } = this;
    const label = this.labelOf(statement) ?? '';
    const block = this.labelBlock(label);
    blocks.edge(block);
    blocks.start(block);
    blocks.begin(statement);
    for (const child of tree.namedChildren(statement)) {
      if (tree.kindOf(child) !== Kind.LabelName) this.write(child, label);
    }
  }

  /** A chain of `else if` is one loop here, however long it is. */
  private writeIf(statement: NodeId): void {
    const { blocks, tree } = this;
    const join = blocks.newBlock();
    let at = statement;
    while (tree.kindOf(at) === Kind.IfStatement) {
      blocks.begin(at);
      this.writeField(at, Field.Initializer);
      const consequence = blocks.newBlock();
      const alternative = blocks.newBlock();
      branch(blocks, tree.childByField(at, Field.Condition), consequence, alternative);
      blocks.start(consequence);
      this.writeField(at, Field.Consequence);
      blocks.edge(join);
      blocks.start(alternative);
      at = tree.childByField(at, Field.Alternative);
    }
    if (at !== NO_NODE) this.write(at);
    blocks.edge(join);
    blocks.start(join);
  }

  private writeFor(statement: NodeId, label: string | undefined): void {
    const { blocks, tree } = this;
    blocks.begin(statement);
    const range = tree.childOfKind(statement, Kind.RangeClause);
    if (range !== NO_NODE) {
      this.writeRange(statement, range, label);
      return;
    }
    const clause = tree.childOfKind(statement, Kind.ForClause);
    if (clause !== NO_NODE) this.writeField(clause, Field.Initializer);
    const header = this.startLoop(statement);
    const [body, after] = [blocks.newBlock(), blocks.newBlock()];
    const condition = this.conditionOf(statement, clause);
    if (condition === NO_NODE) blocks.edge(body);
    else branch(blocks, condition, body, after);
    const update = clause === NO_NODE ? NO_NODE : tree.childByField(clause, Field.Update);
    const next = update === NO_NODE ? header : blocks.newBlock();
    blocks.start(body);
    this.writeWithin({ label, breakTo: after, continueTo: next }, () => {
      this.writeField(statement, Field.Body);
    });
    blocks.edge(next);
    if (update !== NO_NODE) {
      blocks.start(next);
      this.write(update);
      blocks.edge(header);
    }
    blocks.start(after);
  }

  private startLoop(node: NodeId): OpenBlock {
    const header = this.blocks.newBlock();
    this.blocks.edge(header);
    this.blocks.start(header);
    this.blocks.loops.push({ node, header });
    return header;
  }

  private conditionOf(statement: NodeId, clause: NodeId): NodeId {
    const { tree } = this;
    if (clause !== NO_NODE) return tree.childByField(clause, Field.Condition);
    const first = tree.firstNamedChild(statement);
    return first === NO_NODE || tree.fieldOf(first) === Field.Body ? NO_NODE : first;
  }

  /** The operand is evaluated once; each round, from none on, takes the next element and assigns it. */
  private writeRange(statement: NodeId, range: NodeId, label: string | undefined): void {
    const { blocks, tree } = this;
    const operand = tree.childByField(range, Field.Right);
    if (operand !== NO_NODE) evaluate(blocks, operand);
    const header = this.startLoop(statement);
    const [body, after] = [blocks.newBlock(), blocks.newBlock()];
    blocks.list(range);
    blocks.edge(body, { condition: range, value: true });
    blocks.edge(after, { condition: range, value: false });
    blocks.start(body);
    const left = tree.childByField(range, Field.Left);
    for (const place of left === NO_NODE ? [] : tree.namedChildren(left)) {
      this.writeOperands(place);
      blocks.list(place);
    }
    this.writeWithin({ label, breakTo: after, continueTo: header }, () => {
      this.writeField(statement, Field.Body);
    });
    blocks.edge(header);
    blocks.start(after);
  }
}

/** The token that closes a body, or the body itself where it is missing. */
export function closingBrace(tree: SyntaxTree, body: NodeId): NodeId {
  const last = tree.children(body).at(-1);
  return last !== undefined && tree.kindOf(last) === Token['}'] ? last : body;
}
