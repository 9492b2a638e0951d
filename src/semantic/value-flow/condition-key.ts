/**
 * When two conditions are the same: the same operators over the same variables, fields and constants.
 *
 * Only expressions without side effects have a key. That nothing changed between two evaluations is not said here.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { ConstantValue } from '../inference/constants.ts';
import type { FileId, GoSymbol, Place } from '../names/symbol.ts';

export interface ConditionContext {
  tree(file: FileId): SyntaxTree;
  symbolAt(at: Place): GoSymbol | undefined;
  callAt(at: Place): Call;
  constantOf(at: Place): ConstantValue | undefined;
}

/** What a condition depends on. */
export interface Operands {
  readonly symbols: Set<GoSymbol>;
  readonly fields: Set<string>;
}

/** A condition by its key, and whether the key holds where the condition does. */
export interface KeyedCondition extends Operands {
  readonly key: string;
  readonly holds: boolean;
  /** The key of what is compared with a constant for equality: that equals no other constant then. */
  readonly equated: string | undefined;
}

const LITERALS: readonly number[] = [
  Kind.IntLiteral,
  Kind.FloatLiteral,
  Kind.RuneLiteral,
  Kind.InterpretedStringLiteral,
  Kind.RawStringLiteral,
  Kind.Nil,
  Kind.True,
  Kind.False,
  Kind.Iota,
];

/** Symbols by number, so that keys are plain text; keys of one numbering can be compared. */
export type Numbering = Map<GoSymbol, number>;

/** The key of `condition`, or of `tag == condition`. `a != b` has the key of `a == b` and holds where that does not. */
export function keyOfCondition(
  context: ConditionContext,
  numbering: Numbering,
  condition: Place,
  tag: NodeId | undefined,
): KeyedCondition | undefined {
  const tree = context.tree(condition.file);
  const writer = new KeyWriter(context, numbering, condition.file);
  if (tag !== undefined) return writer.finish(writer.equality(tag, condition.node), true);
  if (tree.kindOf(condition.node) !== Kind.BinaryExpression) return writer.finish(writer.keyOf(condition.node), true);
  const operator = tree.kindOf(tree.childByField(condition.node, Field.Operator));
  if (operator !== Token['!='] && operator !== Token['==']) {
    return writer.finish(writer.keyOf(condition.node), true);
  }
  const [left, right] = [tree.childByField(condition.node, Field.Left), tree.childByField(condition.node, Field.Right)];
  return writer.finish(writer.equality(left, right), operator === Token['==']);
}

class KeyWriter {
  private readonly context: ConditionContext;
  private readonly numbering: Numbering;
  private readonly file: number;
  private readonly tree: SyntaxTree;
  private readonly symbols = new Set<GoSymbol>();
  private readonly fields = new Set<string>();
  private equated: string | undefined;

  constructor(context: ConditionContext, numbering: Numbering, file: number) {
    this.context = context;
    this.numbering = numbering;
    this.file = file;
    this.tree = context.tree(file);
  }

  finish(key: string | undefined, holds: boolean): KeyedCondition | undefined {
    if (key === undefined || this.symbols.size === 0) return undefined;
    return { key, holds, symbols: this.symbols, fields: this.fields, equated: this.equated };
  }

  equality(a: NodeId, b: NodeId): string | undefined {
    const values = [a, b].map(node => this.valueOf(node));
    const [left, right] = [values[0] ?? this.keyOf(a), values[1] ?? this.keyOf(b)];
    if (left === undefined || right === undefined) return undefined;
    if (values[1] !== undefined) this.equated = left;
    else if (values[0] !== undefined) this.equated = right;
    return left < right ? `(${left} == ${right})` : `(${right} == ${left})`;
  }

  /** Of a constant, by whatever name. */
  private valueOf(node: NodeId): string | undefined {
    const constant = this.context.constantOf({ file: this.file, node });
    return constant === undefined ? undefined : JSON.stringify(constant);
  }

  keyOf(node: NodeId): string | undefined {
    const { tree } = this;
    const kind = tree.kindOf(node);
    if (LITERALS.includes(kind)) return tree.textOf(node);
    switch (kind) {
      case Kind.Identifier:
        return this.keyOfName(node);
      case Kind.ParenthesizedExpression:
        return this.keyOf(tree.firstNamedChild(node));
      case Kind.SelectorExpression:
        return this.keyOfSelector(node);
      case Kind.UnaryExpression:
        return this.keyOfUnary(node);
      case Kind.BinaryExpression:
        return this.keyOfBinary(node);
      case Kind.CallExpression:
        return this.keyOfLength(node);
      default:
        return undefined;
    }
  }

  private keyOfName(node: NodeId): string | undefined {
    const symbol = this.context.symbolAt({ file: this.file, node });
    if (symbol === undefined) return undefined;
    if (symbol.kind !== 'variable' && symbol.kind !== 'constant' && symbol.kind !== 'package') return undefined;
    if (symbol.kind === 'variable') this.symbols.add(symbol);
    return `#${this.numberOf(symbol)}`;
  }

  private numberOf(symbol: GoSymbol): number {
    const known = this.numbering.get(symbol);
    if (known !== undefined) return known;
    this.numbering.set(symbol, this.numbering.size);
    return this.numbering.size - 1;
  }

  private keyOfSelector(node: NodeId): string | undefined {
    const { tree } = this;
    const operand = this.keyOf(tree.childByField(node, Field.Operand));
    if (operand === undefined) return undefined;
    const name = tree.textOf(tree.childByField(node, Field.Field));
    this.fields.add(name);
    return `${operand}.${name}`;
  }

  private keyOfUnary(node: NodeId): string | undefined {
    const operator = this.tree.childByField(node, Field.Operator);
    if (this.tree.kindOf(operator) === Token['<-']) return undefined;
    const operand = this.keyOf(this.tree.childByField(node, Field.Operand));
    return operand === undefined ? undefined : `${this.tree.textOf(operator)}${operand}`;
  }

  private keyOfBinary(node: NodeId): string | undefined {
    const { tree } = this;
    const left = this.keyOf(tree.childByField(node, Field.Left));
    const right = left === undefined ? undefined : this.keyOf(tree.childByField(node, Field.Right));
    if (left === undefined || right === undefined) return undefined;
    return `(${left} ${tree.textOf(tree.childByField(node, Field.Operator))} ${right})`;
  }

  /** `len(x)` and `cap(x)`. */
  private keyOfLength(node: NodeId): string | undefined {
    const { callee, args } = this.context.callAt({ file: this.file, node });
    const [operand] = args;
    if (callee.kind !== 'builtin' || operand === undefined || args.length > 1) return undefined;
    if (callee.name !== 'len' && callee.name !== 'cap') return undefined;
    const inner = this.keyOf(operand.node);
    return inner === undefined ? undefined : `${callee.name}(${inner})`;
  }
}
