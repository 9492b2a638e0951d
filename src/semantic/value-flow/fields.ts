/**
 * Fields as (type, field) cells, whatever the instance: all places of the package where a field is named.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { FileId, Place } from '../names/symbol.ts';
import { dereferenced } from '../types/type.ts';

/** All that the package does with one field of a named struct type that it declares. */
export interface FieldCell {
  /** `importPath.T.f` */
  readonly key: string;
  readonly name: string;
  /** Selector expressions `x.f`. */
  readonly selectors: readonly Place[];
  /** Values given in composite literals, `T{f: v}`. */
  readonly literalValues: readonly Place[];
}

interface CellDraft extends FieldCell {
  readonly selectors: Place[];
  readonly literalValues: Place[];
}

export class FieldCells {
  private readonly inference: Inference;
  private cells: Map<string, CellDraft> | undefined;

  constructor(inference: Inference) {
    this.inference = inference;
  }

  /** The cell of the field that a selector names; undefined unless the package declares the struct. */
  at({ file, node }: Place): FieldCell | undefined {
    const key = this.keyAt(file, node);
    return key === undefined ? undefined : this.byKey(key);
  }

  byKey(key: string): FieldCell | undefined {
    this.cells ??= this.collect();
    return this.cells.get(key);
  }

  private keyAt(file: FileId, node: NodeId): string | undefined {
    if (treeOf(this.inference.model, file).kindOf(node) !== Kind.SelectorExpression) return undefined;
    const member = this.inference.selectorAt(file, node);
    if (member?.kind !== 'field' || member.owner?.path !== this.inference.model.path) return undefined;
    return `${member.owner.path}.${member.owner.name}.${member.name}`;
  }

  private collect(): Map<string, CellDraft> {
    const cells = new Map<string, CellDraft>();
    this.inference.model.files.forEach(({ tree }, file) => {
      for (const node of tree.nodesOfKind(Kind.SelectorExpression, Kind.LiteralValue)) {
        if (tree.kindOf(node) === Kind.LiteralValue) this.collectLiteral(cells, file, node);
        else {
          const key = this.keyAt(file, node);
          if (key !== undefined) cell(cells, key).selectors.push({ file, node });
        }
      }
    });
    return cells;
  }

  private collectLiteral(cells: Map<string, CellDraft>, file: FileId, node: NodeId): void {
    const { inference } = this;
    const tree = treeOf(inference.model, file);
    const type = inference.table.unaliased(dereferenced(inference.typeAt(file, node)));
    if (type.kind !== 'named' || type.path !== inference.model.path) return;
    const struct = inference.table.underlying(type);
    if (struct.kind !== 'struct') return;
    tree.namedChildren(node).forEach((element, index) => {
      const keyed = tree.kindOf(element) === Kind.KeyedElement;
      const name = keyed ? tree.textOf(tree.childByField(element, Field.Key)) : struct.fields[index]?.name;
      const value = keyed ? tree.childByField(element, Field.Value) : element;
      if (name === undefined || value === NO_NODE) return;
      cell(cells, `${type.path}.${type.name}.${name}`).literalValues.push({ file, node: tree.firstNamedChild(value) });
    });
  }
}

function cell(cells: Map<string, CellDraft>, key: string): CellDraft {
  let found = cells.get(key);
  if (found === undefined) {
    found = { key, name: key.slice(key.lastIndexOf('.') + 1), selectors: [], literalValues: [] };
    cells.set(key, found);
  }
  return found;
}
