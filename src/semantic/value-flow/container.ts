/**
 * Where a map, slice, channel or object that is written to lives, and whether its type exists once per item.
 *
 * The root of `s.shards[i].seen` is `s`. A local that is only another name for such a path counts as the path; any
 * other local, and what a call returns, is not known to outlive the call.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { Type } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import { soleValue } from './sole-value.ts';

/**
 * `global`: a package-level variable of any package. `parameter`: reached through a pointer, map or slice. `captured`: a
 * variable of the function around a literal that is stored, such as a handler.
 */
export type Root = 'global' | 'receiver' | 'parameter' | 'captured' | 'local' | 'unknown';

export interface Container {
  readonly root: Root;
  /** The variable at the root, where it is one. */
  readonly symbol: GoSymbol | undefined;
}

const UNKNOWN_CONTAINER: Container = { root: 'unknown', symbol: undefined };
/** Aliases of aliases; more is a cycle. */
const MAX_ALIASES = 6;

/**
 * Where what `place` denotes lives.
 *
 * @param isReference whether it is shared with others that have a copy of it, as maps and channels are.
 */
export function containerAt(inference: Inference, place: Place, isReference: boolean, depth = 0): Container {
  if (depth > MAX_ALIASES) return UNKNOWN_CONTAINER;
  const { file, node } = place;
  const tree = treeOf(inference.model, file);
  const go = (operand: NodeId, reference: boolean): Container =>
    containerAt(inference, { file, node: operand }, reference, depth);
  switch (tree.kindOf(node)) {
    case Kind.Identifier:
      return ofVariable(inference, place, isReference, depth);
    case Kind.ParenthesizedExpression:
      return go(tree.firstNamedChild(node), isReference);
    case Kind.UnaryExpression: {
      const operator = tree.textOf(tree.childByField(node, Field.Operator));
      if (operator !== '*' && operator !== '&') return UNKNOWN_CONTAINER;
      return go(tree.childByField(node, Field.Operand), isReference || operator === '*');
    }
    case Kind.SelectorExpression: {
      const operand = tree.childByField(node, Field.Operand);
      if (symbolAt(inference.model, file, operand)?.kind === 'package') return { root: 'global', symbol: undefined };
      return go(operand, isReference || isShared(inference, file, operand));
    }
    case Kind.IndexExpression:
    case Kind.SliceExpression: {
      const operand = tree.childByField(node, Field.Operand);
      return go(operand, isReference || isShared(inference, file, operand));
    }
    default:
      return UNKNOWN_CONTAINER;
  }
}

function isShared(inference: Inference, file: number, operand: NodeId): boolean {
  const { kind } = inference.underlyingAt(file, operand);
  return kind === 'pointer' || kind === 'map' || kind === 'slice';
}

function ofVariable(inference: Inference, { file, node }: Place, isReference: boolean, depth: number): Container {
  const symbol = symbolAt(inference.model, file, node);
  if (symbol?.kind !== 'variable') return UNKNOWN_CONTAINER;
  switch (symbol.role) {
    case 'global':
      return { root: 'global', symbol };
    case 'receiver':
    case 'parameter':
      return { root: isReference ? symbol.role : 'local', symbol };
    case 'local': {
      const value = soleValue(inference, symbol);
      const alias = value === undefined || !isReference ? undefined : containerAt(inference, value, true, depth + 1);
      return alias === undefined || alias.root === 'unknown' ? { root: 'local', symbol } : alias;
    }
    default:
      return { root: 'local', symbol };
  }
}

/** Named struct types that fields and package-level variables of the package hold many of. */
export class ItemTypes {
  private readonly inference: Inference;
  private names: ReadonlySet<string> | undefined;

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** Whether some map, slice or channel of the package, in a field or package-level variable, has it as element. */
  has(type: Type): boolean {
    const item = this.inference.table.unaliased(dereferenced(this.inference.table.unaliased(type)));
    if (item.kind !== 'named') return false;
    this.names ??= this.collect();
    return this.names.has(`${item.path}.${item.name}`);
  }

  private collect(): Set<string> {
    const names = new Set<string>();
    for (const symbol of this.inference.model.scope.symbols) {
      if (symbol.kind === 'variable') this.addElements(names, this.inference.typeOfSymbol(symbol));
      if (symbol.kind !== 'type') continue;
      const info = this.inference.own.namedType(symbol.name);
      if (info?.underlying.kind !== 'struct') continue;
      for (const field of info.underlying.fields) this.addElements(names, field.type);
    }
    return names;
  }

  private addElements(names: Set<string>, type: Type): void {
    const container = this.inference.table.underlying(type);
    if (container.kind !== 'map' && container.kind !== 'slice' && container.kind !== 'chan') return;
    const element = dereferenced(this.inference.table.unaliased(container.element));
    if (element.kind === 'named') names.add(`${element.path}.${element.name}`);
    else this.addElements(names, element);
  }
}
