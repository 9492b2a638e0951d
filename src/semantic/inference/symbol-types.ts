/**
 * The type of a symbol, from where and how it is declared.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { FileId, GoSymbol } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { basic, BOOL, INT, RUNE, sliceOf, STRING, UNKNOWN } from '../types/type.ts';
import type { Inference } from './inference.ts';
import { symbolAt, treeOf } from './model.ts';
import { signatureOf } from './type-nodes.ts';

export function symbolType(inference: Inference, symbol: GoSymbol): Type {
  if (symbol.kind === 'type') return inference.typeNamedBy(symbol);
  if (symbol.kind === 'nil') return basic('untyped nil');
  if (symbol.path === '') return symbol.kind === 'constant' ? predeclaredConstant(symbol.name) : UNKNOWN;
  if (symbol.declaration === undefined) return inference.importedType(symbol.path, symbol.name);
  const { file, node } = symbol.declaration;
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(node);
  switch (tree.kindOf(parent)) {
    case Kind.FunctionDeclaration:
      return signatureOf(inference, file, parent);
    case Kind.ParameterDeclaration:
      return inference.typeFromNode(file, tree.childByField(parent, Field.Type));
    case Kind.VariadicParameterDeclaration:
      return sliceOf(inference.typeFromNode(file, tree.childByField(parent, Field.Type)));
    case Kind.VarSpec:
    case Kind.ConstSpec:
      return specType(inference, file, parent, node);
    case Kind.ExpressionList:
      return listedType(inference, symbol, file, node, parent);
    default:
      return UNKNOWN;
  }
}

const predeclaredConstant = (name: string): Type => basic(name === 'iota' ? 'untyped int' : 'untyped bool');

function specType(inference: Inference, file: FileId, spec: NodeId, name: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const type = tree.childByField(spec, Field.Type);
  if (type !== NO_NODE) return inference.typeFromNode(file, type);
  const values = tree.childByField(spec, Field.Value);
  const constant = tree.kindOf(spec) === Kind.ConstSpec;
  if (values === NO_NODE) return constant ? repeatedConstantType(inference, file, spec) : UNKNOWN;
  const index = tree.childrenByField(spec, Field.Name).indexOf(name);
  const assigned = assignedType(inference, file, tree.namedChildren(values), index);
  return constant ? assigned : defaultType(assigned);
}

/** A constant spec without values has the type of the last one before it that has some. */
function repeatedConstantType(inference: Inference, file: FileId, spec: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const specs = tree.namedChildren(tree.parentOf(spec));
  for (const before of specs.slice(0, specs.indexOf(spec)).reverse()) {
    const [name] = tree.childrenByField(before, Field.Name);
    const complete = tree.childByField(before, Field.Value) !== NO_NODE;
    if (complete && name !== undefined) return specType(inference, file, before, name);
  }
  return UNKNOWN;
}

/** The type of the variable at `index` on the left of an assignment with these right sides. */
function assignedType(inference: Inference, file: FileId, values: readonly NodeId[], index: number): Type {
  const [first] = values;
  if (first === undefined) return UNKNOWN;
  if (values.length > 1) return inference.typeAt(file, values[index] ?? NO_NODE);
  const type = inference.typeAt(file, first);
  if (type.kind === 'tuple') return type.elements[index] ?? UNKNOWN;
  if (index === 0) return type;
  return index === 1 && hasCommaOk(treeOf(inference.model, file), first) ? BOOL : UNKNOWN;
}

/** Whether an expression may stand in `v, ok := …`: receive, assertion, index (`m[a[i]][p.Name]` looks like a type). */
function hasCommaOk(tree: SyntaxTree, node: NodeId): boolean {
  const kind = tree.kindOf(node);
  if (kind === Kind.ParenthesizedExpression) return hasCommaOk(tree, tree.firstNamedChild(node));
  return (
    kind === Kind.IndexExpression ||
    kind === Kind.TypeInstantiationExpression ||
    kind === Kind.TypeAssertionExpression ||
    (kind === Kind.UnaryExpression && tree.textOf(tree.childByField(node, Field.Operator)) === '<-')
  );
}

function listedType(inference: Inference, symbol: GoSymbol, file: FileId, node: NodeId, list: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const statement = tree.parentOf(list);
  const index = tree.namedChildren(list).indexOf(node);
  switch (tree.kindOf(statement)) {
    case Kind.ShortVarDeclaration: {
      const values = tree.namedChildren(tree.childByField(statement, Field.Right));
      return defaultType(assignedType(inference, file, values, index));
    }
    case Kind.ReceiveStatement:
      return assignedType(inference, file, [tree.childByField(statement, Field.Right)], index);
    case Kind.RangeClause:
      return rangeType(inference, file, tree.childByField(statement, Field.Right), index);
    case Kind.TypeSwitchStatement:
      return switchedType(inference, symbol, file, statement);
    default:
      return UNKNOWN;
  }
}

/** The type of the key (0) or value (1) variable of a range loop. */
function rangeType(inference: Inference, file: FileId, operand: NodeId, index: number): Type {
  const type = inference.underlyingAt(file, operand);
  const container = type.kind === 'pointer' ? inference.table.underlying(type.element) : type;
  switch (container.kind) {
    case 'slice':
    case 'array':
      return index === 0 ? INT : container.element;
    case 'map':
      return index === 0 ? container.key : container.element;
    case 'chan':
      return index === 0 ? container.element : UNKNOWN;
    case 'basic':
      if (container.name.endsWith('string')) return index === 0 ? INT : RUNE;
      return index === 0 ? defaultType(inference.typeAt(file, operand)) : UNKNOWN;
    case 'func': {
      const yielded = inference.table.underlying(container.parameters[0] ?? UNKNOWN);
      return yielded.kind === 'func' ? (yielded.parameters[index] ?? UNKNOWN) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** In a clause with one type the variable has that type, else that of the operand. */
function switchedType(inference: Inference, symbol: GoSymbol, file: FileId, statement: NodeId): Type {
  const tree = treeOf(inference.model, file);
  const clause = inference.model.bindings[file]?.switchClauses.get(symbol) ?? NO_NODE;
  const types = clause === NO_NODE ? [] : tree.childrenByField(clause, Field.Type);
  const [only] = types;
  if (types.length === 1 && only !== undefined && !isNil(inference, file, only))
    return inference.typeFromNode(file, only);
  return inference.typeAt(file, tree.childByField(statement, Field.Value));
}

function isNil(inference: Inference, file: FileId, node: NodeId): boolean {
  const symbol = symbolAt(inference.model, file, node);
  return symbol?.kind === 'nil' || treeOf(inference.model, file).textOf(node) === 'nil';
}

/** What a variable gets that is initialised with an untyped constant. */
export function defaultType(type: Type): Type {
  if (type.kind !== 'basic') return type;
  switch (type.name) {
    case 'untyped int':
      return INT;
    case 'untyped float':
      return basic('float64');
    case 'untyped rune':
      return RUNE;
    case 'untyped complex':
      return basic('complex128');
    case 'untyped string':
      return STRING;
    case 'untyped bool':
      return BOOL;
    case 'untyped nil':
      return UNKNOWN;
    default:
      return type;
  }
}
