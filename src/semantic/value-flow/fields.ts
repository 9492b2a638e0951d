/**
 * Fields as (type, field) cells, whatever the instance: all places of the package where a field is named.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import type { PackageModel } from '../inference/model.ts';
import { treeOf } from '../inference/model.ts';
import type { FileId, Place } from '../names/symbol.ts';
import type { NamedType } from '../types/type.ts';
import { dereferenced } from '../types/type.ts';
import type { AssignedValue } from './assignment.ts';
import { assignedValue } from './assignment.ts';
import { useOf } from './use.ts';
import { isExported } from '../names/exported.ts';

/** All that the package does with one field of a named struct type that it declares. */
export interface FieldCell {
  /** `importPath.T.f` */
  readonly key: string;
  readonly name: string;
  /** Selector expressions `x.f`. */
  readonly selectors: readonly Place[];
  /** Values given in composite literals, `T{f: v}`. */
  readonly literalValues: readonly Place[];
  /** Whether what else goes by the name is known to be something else. */
  readonly isComplete: boolean;
}

/** Places that may name a field, by its name, from syntax alone. */
interface FieldNames {
  readonly selectors: ReadonlyMap<string, readonly Place[]>;
  readonly keyedElements: ReadonlyMap<string, readonly Place[]>;
  /** Literal values whose elements have no keys. */
  readonly unkeyed: readonly Place[];
}

/** Resolves only what goes by the name of a field that somebody asks for. */
export class FieldCells {
  private readonly inference: Inference;
  private readonly cells = new Map<string, FieldCell>();
  private names: FieldNames | undefined;
  private knownPositional: ReadonlyMap<string, readonly Place[]> | undefined;

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** The cell of the field that a selector names; undefined unless the package declares the struct. */
  at({ file, node }: Place): FieldCell | undefined {
    const key = this.keyAt(file, node);
    return key === undefined ? undefined : this.byKey(key);
  }

  /** The cell of `importPath.T.f`. */
  byKey(key: string): FieldCell {
    const known = this.cells.get(key) ?? this.collect(key);
    this.cells.set(key, known);
    return known;
  }

  /** The cell of the field that an element of a composite literal fills; undefined as for `at`. */
  ofElement({ file, node }: Place): FieldCell | undefined {
    const tree = treeOf(this.inference.model, file);
    const element = tree.ancestorOfKind(node, Kind.LiteralElement);
    const keyed = tree.parentOf(element);
    const isKeyed = element !== NO_NODE && tree.kindOf(keyed) === Kind.KeyedElement;
    const literal = isKeyed ? tree.parentOf(keyed) : keyed;
    const owner = element === NO_NODE ? undefined : this.structAt(file, literal);
    const struct = owner === undefined ? undefined : this.inference.table.underlying(owner);
    if (owner === undefined || struct?.kind !== 'struct') return undefined;
    const name = isKeyed
      ? tree.textOf(tree.childByField(keyed, Field.Key))
      : struct.fields[tree.namedChildren(literal).indexOf(element)]?.name;
    return name === undefined ? undefined : this.byKey(fieldKey(owner, name));
  }

  private keyAt(file: FileId, node: NodeId): string | undefined {
    if (treeOf(this.inference.model, file).kindOf(node) !== Kind.SelectorExpression) return undefined;
    const member = this.inference.selectorAt(file, node);
    if (member?.kind !== 'field' || member.owner === undefined || !this.isOwn(member.owner)) return undefined;
    return fieldKey(member.owner, member.name);
  }

  /** Whether this unit declares the type: what a library does with a field is not seen by its tests. */
  private isOwn({ path, name }: NamedType): boolean {
    const { model } = this.inference;
    return path === model.path && !model.scope.isTypeOfLibrary(name);
  }

  private collect(key: string): FieldCell {
    const name = key.slice(key.lastIndexOf('.') + 1);
    const { selectors, keyedElements } = this.fieldNames;
    const named = selectors.get(name) ?? [];
    return {
      key,
      name,
      isComplete: named.every(({ file, node }) => this.inference.selectorAt(file, node) !== undefined),
      selectors: named.filter(({ file, node }) => this.keyAt(file, node) === key),
      literalValues: [
        ...(keyedElements.get(name) ?? []).flatMap(at => this.keyedValue(at, key) ?? []),
        ...(this.positional.get(key) ?? []),
      ],
    };
  }

  private get fieldNames(): FieldNames {
    return (this.names ??= fieldNames(this.inference.model));
  }

  private keyedValue({ file, node }: Place, key: string): Place | undefined {
    const tree = treeOf(this.inference.model, file);
    const owner = this.structAt(file, tree.parentOf(node));
    const value = tree.childByField(node, Field.Value);
    if (owner === undefined || value === NO_NODE || !key.startsWith(`${owner.path}.${owner.name}.`)) return undefined;
    return { file, node: tree.firstNamedChild(value) };
  }

  /** The values in literals without keys, by the keys of the fields that they go to. */
  private get positional(): ReadonlyMap<string, readonly Place[]> {
    return (this.knownPositional ??= this.collectPositional());
  }

  private collectPositional(): ReadonlyMap<string, readonly Place[]> {
    const values = new Map<string, Place[]>();
    for (const { file, node } of this.fieldNames.unkeyed) {
      const owner = this.structAt(file, node);
      const struct = owner === undefined ? undefined : this.inference.table.underlying(owner);
      if (owner === undefined || struct?.kind !== 'struct') continue;
      const tree = treeOf(this.inference.model, file);
      for (const [index, element] of tree.namedChildren(node).entries()) {
        const field = struct.fields[index];
        if (field !== undefined)
          append(values, fieldKey(owner, field.name), { file, node: tree.firstNamedChild(element) });
      }
    }
    return values;
  }

  /** The named struct type of the package that a literal value is of. */
  private structAt(file: FileId, literal: NodeId): NamedType | undefined {
    const type = this.inference.table.unaliased(dereferenced(this.inference.typeAt(file, literal)));
    if (type.kind !== 'named' || !this.isOwn(type)) return undefined;
    return this.inference.table.underlying(type).kind === 'struct' ? type : undefined;
  }
}

const fieldKey = ({ path, name }: NamedType, field: string): string => `${path}.${name}.${field}`;

function fieldNames(model: PackageModel): FieldNames {
  const selectors = new Map<string, Place[]>();
  const keyedElements = new Map<string, Place[]>();
  const unkeyed: Place[] = [];
  for (const [file, { tree }] of model.files.entries()) {
    for (const node of tree.nodesOfKind(Kind.SelectorExpression)) {
      append(selectors, tree.textOf(tree.childByField(node, Field.Field)), { file, node });
    }
    for (const node of tree.nodesOfKind(Kind.KeyedElement)) {
      append(keyedElements, tree.textOf(tree.childByField(node, Field.Key)), { file, node });
    }
    for (const node of tree.nodesOfKind(Kind.LiteralValue)) {
      if (tree.kindOf(tree.firstNamedChild(node)) === Kind.LiteralElement) unkeyed.push({ file, node });
    }
  }
  return { selectors, keyedElements, unkeyed };
}

function append(places: Map<string, Place[]>, name: string, place: Place): void {
  const found = places.get(name);
  if (found === undefined) places.set(name, [place]);
  else found.push(place);
}

/** All values that are stored in a field; undefined if code that is not seen may store others. */
export function storesIn(inference: Inference, cell: FieldCell | undefined): readonly AssignedValue[] | undefined {
  if (cell === undefined || !cell.isComplete || isExported(cell.name)) return undefined;
  const stores: AssignedValue[] = cell.literalValues.map(value => ({ value }));
  for (const at of cell.selectors) {
    const { kind } = useOf(inference, at);
    if (kind === 'address') return undefined;
    if (kind !== 'assigned') continue;
    const assigned = assignedValue(treeOf(inference.model, at.file), at);
    if (assigned === undefined) return undefined;
    stores.push(assigned);
  }
  return stores;
}
