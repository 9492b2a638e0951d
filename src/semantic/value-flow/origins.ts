/**
 * Where the value of an expression may have come from.
 *
 * Sees through parentheses, conversions that keep the value, type assertions, slicing, locals in SSA form, and all
 * assignments of other locals. It ends at calls, parameters, fields, globals, elements and channels: what a called
 * function returns, and what others store, is another question. The answer is complete or holds `unknown`.
 */
import { Field, Kind, Token } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { AssignedValue } from './assignment.ts';
import { conversionKeepsValue } from './conversion.ts';
import type { FieldCell, FieldCells } from './fields.ts';
import { storesIn } from './fields.ts';
import type { Locals } from './ssa.ts';

/** `at` is the expression that gives the value. */
export type Origin =
  /** A call, of a builtin such as `append` as well; `result` of several. */
  | { readonly kind: 'call'; readonly at: Place; readonly result: number }
  | { readonly kind: 'parameter' | 'receiver'; readonly at: Place; readonly symbol: GoSymbol }
  /** `var x T`, and a named result before it is assigned. */
  | { readonly kind: 'zero'; readonly at: Place; readonly symbol: GoSymbol }
  /** `stores`: all values that the package stores in it; undefined if others may be stored unseen. */
  | {
      readonly kind: 'field';
      readonly at: Place;
      readonly cell: FieldCell | undefined;
      readonly stores: readonly AssignedValue[] | undefined;
    }
  /** A package-level variable; `symbol` is undefined for one of another package. */
  | { readonly kind: 'global'; readonly at: Place; readonly symbol: GoSymbol | undefined }
  /** A function literal, or a declared function. */
  | { readonly kind: 'function'; readonly at: Place; readonly fn: GoFunction | undefined }
  | { readonly kind: SimpleKind; readonly at: Place };

type SimpleKind =
  /** A composite literal, `T{…}` or `&T{…}`. */
  | 'literal'
  /** `make(…)`, `new(…)` */
  | 'made'
  /** `&x`, `&x.f`; not of a composite literal. */
  | 'address'
  | 'method-value'
  | 'constant'
  | 'nil'
  /** `<-c`, or ranged from a channel. */
  | 'received'
  /** An element of a map, slice, array or string, or what a pointer points to. */
  | 'element'
  /** Computed from other values, or converted to a new one. */
  | 'computed'
  | 'unknown';

export interface OriginContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  readonly locals: Locals;
  readonly fields: FieldCells;
}

/** Expressions looked at for one answer; the rest of a larger web is unknown. */
const MAX_STEPS = 100;

export class Origins {
  private readonly context: OriginContext;
  private readonly known: Map<NodeId, readonly Origin[]>[] = [];

  constructor(context: OriginContext) {
    this.context = context;
  }

  of(at: Place): readonly Origin[] {
    const inFile = (this.known[at.file] ??= new Map());
    let origins = inFile.get(at.node);
    if (origins === undefined) {
      origins = new Search(this.context).from({ value: at });
      inFile.set(at.node, origins);
    }
    return origins;
  }
}

class Search {
  private readonly context: OriginContext;
  private readonly found: Origin[] = [];
  private readonly pending: AssignedValue[] = [];
  private readonly seen = new Set<string>();

  constructor(context: OriginContext) {
    this.context = context;
  }

  from(start: AssignedValue): readonly Origin[] {
    this.push(start);
    // A list that grows while it is walked through: a queue.
    for (const [index, { value, result }] of this.pending.entries()) {
      if (index >= MAX_STEPS) {
        this.simple('unknown', value);
        break;
      }
      this.step(value, result);
    }
    return this.found;
  }

  private push(source: AssignedValue): void {
    const { value, result = 0 } = source;
    const id = `${String(value.file)}:${String(value.node)}:${String(result)}`;
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.pending.push(source);
  }

  private simple(kind: SimpleKind, at: Place): void {
    this.found.push({ kind, at });
  }

  private tree({ file }: Place): SyntaxTree {
    return treeOf(this.context.inference.model, file);
  }

  private step(at: Place, result: number | undefined): void {
    const tree = this.tree(at);
    const inner = (node: NodeId): void => {
      this.push({ value: { file: at.file, node }, ...(result !== undefined && { result }) });
    };
    // The second result of `v, ok := x.(T)` and its like.
    const isFlag = result === 1;
    switch (tree.kindOf(at.node)) {
      case Kind.ParenthesizedExpression:
      case Kind.LiteralElement:
        inner(tree.firstNamedChild(at.node));
        return;
      case Kind.TypeAssertionExpression:
        if (isFlag) this.simple('computed', at);
        else inner(tree.childByField(at.node, Field.Operand));
        return;
      case Kind.SliceExpression:
        inner(tree.childByField(at.node, Field.Operand));
        return;
      case Kind.CallExpression:
      case Kind.TypeConversionExpression:
        this.ofCall(at, result);
        return;
      case Kind.UnaryExpression:
        this.ofUnary(at, isFlag);
        return;
      case Kind.IndexExpression:
      case Kind.TypeInstantiationExpression:
        this.ofIndex(at, isFlag);
        return;
      case Kind.RangeClause:
        this.ofRange(at, isFlag);
        return;
      case Kind.Identifier:
        this.ofName(at);
        return;
      case Kind.SelectorExpression:
        this.ofSelector(at);
        return;
      default:
        this.leaf(at);
    }
  }

  private leaf(at: Place): void {
    switch (this.tree(at).kindOf(at.node)) {
      case Kind.CompositeLiteral:
      case Kind.LiteralValue:
        this.simple('literal', at);
        return;
      case Kind.FuncLiteral:
        this.found.push({ kind: 'function', at, fn: this.context.functions.at(at) });
        return;
      case Kind.Nil:
        this.simple('nil', at);
        return;
      case Kind.IncStatement:
      case Kind.DecStatement:
      case Kind.AssignmentStatement:
        this.simple('computed', at);
        return;
      case Kind.BinaryExpression:
        this.simple(this.isConstant(at) ? 'constant' : 'computed', at);
        return;
      default:
        this.simple(this.isConstant(at) ? 'constant' : 'unknown', at);
    }
  }

  private isConstant({ file, node }: Place): boolean {
    return this.context.inference.constantAt(file, node) !== undefined;
  }

  private ofCall(at: Place, result = 0): void {
    const { inference } = this.context;
    const callee = inference.calleeAt(at.file, at.node);
    if (callee.kind === 'conversion') this.ofConversion(at);
    else if (callee.kind === 'builtin' && (callee.name === 'make' || callee.name === 'new')) this.simple('made', at);
    else this.found.push({ kind: 'call', at, result });
  }

  private ofConversion(at: Place): void {
    const [operand] = this.context.inference.argumentsAt(at.file, at.node);
    const keeps = operand === undefined ? undefined : conversionKeepsValue(this.context.inference, at, operand);
    if (operand === undefined || keeps === undefined) this.simple('unknown', at);
    else if (!keeps) this.simple(this.isConstant(at) ? 'constant' : 'computed', at);
    else this.push({ value: { file: at.file, node: operand } });
  }

  private ofUnary(at: Place, isFlag: boolean): void {
    const tree = this.tree(at);
    const operand = { file: at.file, node: tree.childByField(at.node, Field.Operand) };
    switch (tree.kindOf(tree.childByField(at.node, Field.Operator))) {
      case Token['<-']:
        this.simple(isFlag ? 'computed' : 'received', at);
        return;
      case Token['&']:
        if (tree.kindOf(operand.node) === Kind.CompositeLiteral) this.push({ value: operand });
        else this.simple('address', at);
        return;
      case Token['*']:
        this.simple('element', at);
        return;
      default:
        this.simple(this.isConstant(at) ? 'constant' : 'computed', at);
    }
  }

  /** An element, or an instance of a generic function. */
  private ofIndex(at: Place, isFlag: boolean): void {
    const tree = this.tree(at);
    const isIndex = tree.kindOf(at.node) === Kind.IndexExpression;
    const operand = { file: at.file, node: tree.childByField(at.node, isIndex ? Field.Operand : Field.Type) };
    const { kind } = this.context.inference.underlyingAt(operand.file, operand.node);
    if (kind === 'func') this.push({ value: operand });
    else if (kind === 'unknown') this.simple('unknown', at);
    else this.simple(isFlag ? 'computed' : 'element', at);
  }

  private ofRange(clause: Place, isSecond: boolean): void {
    const operand = this.tree(clause).childByField(clause.node, Field.Right);
    const { kind } = this.context.inference.underlyingAt(clause.file, operand);
    switch (kind) {
      case 'chan':
        this.simple('received', clause);
        return;
      case 'map':
        this.simple('element', clause);
        return;
      case 'unknown':
      case 'func':
      case 'parameter':
        this.simple('unknown', clause);
        return;
      default:
        this.simple(isSecond ? 'element' : 'computed', clause);
    }
  }

  private ofName(at: Place): void {
    const symbol = symbolAt(this.context.inference.model, at.file, at.node);
    switch (symbol?.kind) {
      case 'variable':
        if (symbol.role === 'global') this.found.push({ kind: 'global', at, symbol });
        else this.ofLocal(at);
        return;
      case 'function': {
        const fn = this.context.functions.byKey(`${symbol.path}.${symbol.name}`);
        this.found.push({ kind: 'function', at, fn });
        return;
      }
      case 'constant':
        this.simple('constant', at);
        return;
      case 'nil':
        this.simple('nil', at);
        return;
      default:
        this.simple(this.isConstant(at) ? 'constant' : 'unknown', at);
    }
  }

  private ofLocal(at: Place): void {
    const seen = this.context.locals.definitionsAt(at);
    if (seen?.isComplete !== true) this.simple('unknown', at);
    for (const definition of seen?.definitions ?? []) {
      const { kind, symbol, value, result } = definition;
      if (kind === 'zero') this.found.push({ kind, at: definition.at, symbol });
      else if (kind === 'parameter') {
        const role = symbol.role === 'receiver' ? 'receiver' : 'parameter';
        this.found.push({ kind: role, at: definition.at, symbol });
      } else if (value === undefined) this.simple('unknown', definition.at);
      else this.push({ value, ...(result !== undefined && { result }) });
    }
  }

  private ofSelector(at: Place): void {
    const member = this.context.inference.selectorAt(at.file, at.node);
    switch (member?.kind) {
      case 'field': {
        const cell = this.context.fields.at(at);
        this.found.push({ kind: 'field', at, cell, stores: storesIn(this.context.inference, cell) });
        return;
      }
      case 'method':
        this.simple('method-value', at);
        return;
      case 'qualified':
        this.ofImported(at, member.of);
        return;
      default:
        this.simple('unknown', at);
    }
  }

  private ofImported(at: Place, of: 'type' | 'function' | 'variable' | 'constant' | 'unknown'): void {
    if (of === 'variable') this.found.push({ kind: 'global', at, symbol: undefined });
    else if (of === 'function') this.found.push({ kind: 'function', at, fn: undefined });
    else this.simple(of === 'constant' ? 'constant' : 'unknown', at);
  }
}
