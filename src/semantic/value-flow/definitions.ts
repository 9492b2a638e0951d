/**
 * Which assignments of a local variable a use of it can see.
 *
 * Assignments in function literals may run at any time, so a variable that one of them assigns and that is assigned
 * more than once cannot be told, nor can one whose address is taken.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { Inference } from '../inference/inference.ts';
import { treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { useOf } from './use.ts';

export interface DefinitionContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  flow(fn: GoFunction): FlowGraph;
}

interface VariableFacts {
  /** The declaring identifier first, if the declaration gives a value. */
  readonly definitions: readonly Place[];
  /** Uses that read the variable. */
  readonly reads: readonly Place[];
  readonly isAddressTaken: boolean;
}

/** Machine-made interpreters assign one variable hundreds of times; each read would ask the graph as often. */
const MAX_DEFINITIONS = 32;

export class Definitions {
  private readonly context: DefinitionContext;
  private readonly known = new Map<GoSymbol, VariableFacts>();

  constructor(context: DefinitionContext) {
    this.context = context;
  }

  /** The identifiers that assign to the variable, its declaration included. */
  of(symbol: GoSymbol): readonly Place[] {
    return this.facts(symbol).definitions;
  }

  /** The uses that read the variable. */
  reads(symbol: GoSymbol): readonly Place[] {
    return this.facts(symbol).reads;
  }

  /** The definitions that may be the last one before a read; undefined where that cannot be told. */
  reaching(symbol: GoSymbol, read: Place): readonly Place[] | undefined {
    const { definitions, isAddressTaken } = this.facts(symbol);
    if (isAddressTaken || definitions.length > MAX_DEFINITIONS) return undefined;
    if (definitions.length === 1) return definitions;
    const { owner } = symbol;
    if (owner === undefined || !this.areAllIn(owner, [...definitions, read])) return undefined;
    const flow = this.context.flow(owner);
    const statements = definitions.map(place => this.statementOf(place));
    return definitions.filter((definition, index) => {
      const own = statements[index] ?? definition.node;
      const others = new Set(statements.filter(statement => statement !== own));
      if (definition.node === symbol.declaration?.node && symbol.role !== 'local') {
        // A parameter has its first value from the start, which no node of the graph stands for.
        return ![...others].some(other => flow.dominates(other, read.node));
      }
      return flow.canReach(own, read.node, node => others.has(node));
    });
  }

  private areAllIn(owner: GoFunction, places: readonly Place[]): boolean {
    return places.every(place => this.context.functions.around(place) === owner);
  }

  /** The evaluated node at which an identifier gets its value. */
  private statementOf({ file, node }: Place): NodeId {
    const tree = treeOf(this.context.inference.model, file);
    for (const at of tree.ancestors(node)) {
      switch (tree.kindOf(at)) {
        case Kind.AssignmentStatement:
        case Kind.ShortVarDeclaration:
        case Kind.VarSpec:
        case Kind.ReceiveStatement:
        case Kind.RangeClause:
        case Kind.IncStatement:
        case Kind.DecStatement:
          return at;
        default:
      }
    }
    return node;
  }

  private facts(symbol: GoSymbol): VariableFacts {
    let facts = this.known.get(symbol);
    if (facts === undefined) this.known.set(symbol, (facts = this.collect(symbol)));
    return facts;
  }

  private collect(symbol: GoSymbol): VariableFacts {
    const definitions = symbol.declaration === undefined ? [] : [symbol.declaration];
    const reads: Place[] = [];
    let isAddressTaken = false;
    for (const place of symbol.uses) {
      const { kind, node } = useOf(this.context.inference, place);
      if (kind === 'address') isAddressTaken = true;
      if (kind !== 'assigned') {
        reads.push(place);
        continue;
      }
      definitions.push(place);
      if (this.isUpdate(place, node)) reads.push(place);
    }
    return { definitions, reads, isAddressTaken };
  }

  /** `x += y`, `x++`: the old value goes into the new one. */
  private isUpdate({ file }: Place, statement: NodeId): boolean {
    const tree = treeOf(this.context.inference.model, file);
    switch (tree.kindOf(statement)) {
      case Kind.IncStatement:
      case Kind.DecStatement:
        return true;
      case Kind.AssignmentStatement:
        return tree.textOf(tree.childByField(statement, Field.Operator)) !== '=';
      default:
        return false;
    }
  }
}
