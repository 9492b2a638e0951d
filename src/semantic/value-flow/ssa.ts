/**
 * Locals in static single assignment form: which assignment a read of a variable sees.
 *
 * Each definition is a value of its own, and where ways with different values meet stands a phi (Cytron et al. 1991).
 * Phis are placed by iterated dominance frontiers, but made only where a read asks for them, so the form is pruned.
 * Nothing is computed for a variable that nobody asks for. {@link isPromotable} says which variables have a form;
 * code that control cannot come to sees no value.
 */
import type { Block, Place as FlowPlace } from '../flow/block.ts';
import { iteratedFrontier } from '../flow/frontiers.ts';
import type { FlowGraph } from '../flow/graph.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Definition, LocalVariable } from './local-variable.ts';
import { localVariable } from './local-variable.ts';
import { isPromotable, type LocalContext } from './promotion.ts';
import { withParentheses } from '../../syntax/parentheses.ts';

export type { Definition };

/** The value that a variable has where ways meet: one of the operands. */
export interface Phi {
  readonly kind: 'phi';
  readonly symbol: GoSymbol;
  readonly block: Block;
  /** One for each way in, in the order of the flow graph's predecessors; the same value may be there twice. */
  readonly operands: readonly SsaValue[];
}

/** A definition stands for the value that it gives. */
export type SsaValue = Definition | Phi;

/** The locals of a package: their accesses, and their forms. */
export class Locals {
  private readonly context: LocalContext;
  private readonly variables = new Map<GoSymbol, LocalVariable | undefined>();
  private readonly forms = new Map<GoFunction, SsaForm>();

  constructor(context: LocalContext) {
    this.context = context;
  }

  /** Where a variable is assigned and read; undefined unless it is a local one, a parameter or a result. */
  variable(symbol: GoSymbol): LocalVariable | undefined {
    if (!this.variables.has(symbol)) this.variables.set(symbol, localVariable(this.context, symbol));
    return this.variables.get(symbol);
  }

  /** The SSA form of a function. */
  of(fn: GoFunction): SsaForm {
    let form = this.forms.get(fn);
    if (form === undefined) {
      form = new SsaForm(this.context, fn, symbol => this.variable(symbol));
      this.forms.set(fn, form);
    }
    return form;
  }

  /** The value that a read sees, of whatever function the variable is. */
  valueAt(read: Place): SsaValue | undefined {
    const owner = symbolAt(this.context.inference.model, read.file, read.node)?.owner;
    return owner === undefined ? undefined : this.of(owner).valueAt(read);
  }

  /** What every read of a variable sees that is given one value only: most are, and need no flow graph. */
  soleDefinition(symbol: GoSymbol): Definition | undefined {
    const variable = this.variable(symbol);
    const [sole, ...others] = variable?.definitions ?? [];
    const isSole = variable !== undefined && others.length === 0 && isPromotable(this.context, variable);
    return isSole ? sole : undefined;
  }

  /** All that may be the value of a read; of a variable without SSA form, all that it is ever given. */
  definitionsAt(read: Place): { readonly definitions: Iterable<Definition>; readonly isComplete: boolean } | undefined {
    const symbol = symbolAt(this.context.inference.model, read.file, read.node);
    const variable = symbol === undefined ? undefined : this.variable(symbol);
    if (variable === undefined) return undefined;
    const sole = this.soleDefinition(variable.symbol);
    if (sole !== undefined) return { definitions: [sole], isComplete: true };
    const value = this.of(variable.owner).valueAt(read);
    if (value !== undefined) return { definitions: sourcesOf(value), isComplete: true };
    return { definitions: variable.definitions, isComplete: !variable.isAddressTaken };
  }
}

/** The form of one function. A read in a function literal counts for the function whose variable it is. */
export class SsaForm {
  private readonly context: LocalContext;
  private readonly fn: GoFunction;
  private readonly variableOf: (symbol: GoSymbol) => LocalVariable | undefined;
  private readonly known = new Map<GoSymbol, VariableForm | undefined>();

  constructor(context: LocalContext, fn: GoFunction, variableOf: (symbol: GoSymbol) => LocalVariable | undefined) {
    this.context = context;
    this.fn = fn;
    this.variableOf = variableOf;
  }

  /** Whether the reads of the variable are told apart. */
  isPromoted(symbol: GoSymbol): boolean {
    return this.formOf(symbol) !== undefined;
  }

  /** The value that a read of a variable sees; of `x += y`, the old one. Undefined if that cannot be told. */
  valueAt(use: Place): SsaValue | undefined {
    const symbol = symbolAt(this.context.inference.model, use.file, use.node);
    return symbol === undefined ? undefined : this.valueOf(symbol, use);
  }

  /** The value that the variable has just before the place is evaluated. */
  valueOf(symbol: GoSymbol, at: Place): SsaValue | undefined {
    return this.formOf(symbol)?.valueAt(at.node);
  }

  /** The reads that see this value itself, not through a phi; a return without values reads the named results. */
  usesOf(value: SsaValue): readonly Place[] {
    return this.formOf(value.symbol)?.usesOf(value) ?? [];
  }

  /** The reads that may see the value, through phis as well. */
  usesReachedBy(definition: Definition): readonly Place[] {
    const form = this.formOf(definition.symbol);
    return form === undefined ? [] : form.variable.reads.filter(read => form.sourcesAt(read.node).has(definition));
  }

  private formOf(symbol: GoSymbol): VariableForm | undefined {
    if (this.known.has(symbol)) return this.known.get(symbol);
    const variable = symbol.owner === this.fn ? this.variableOf(symbol) : undefined;
    const form = variable === undefined || !isPromotable(this.context, variable) ? undefined : this.build(variable);
    this.known.set(symbol, form);
    return form;
  }

  private build(variable: LocalVariable): VariableForm | undefined {
    const flow = this.context.flow(this.fn);
    const tree = treeOf(this.context.inference.model, this.fn.place.file);
    const written = variable.definitions.flatMap(definition => {
      if (isGivenAtEntry(definition)) return [{ definition, block: flow.entry, order: -1 }];
      const place = flow.placeOf(withParentheses(tree, definition.at.node));
      return place === undefined ? [] : [{ definition, block: place.block, order: place.at }];
    });
    // What stands nowhere in the graph is code that does not compile.
    return written.length < variable.definitions.length ? undefined : new VariableForm(variable, flow, written);
  }
}

/** The definitions that a value may be, in the order of the source: itself, or what the operands of a phi may be. */
export function sourcesOf(value: SsaValue): ReadonlySet<Definition> {
  const sources = new Set<Definition>();
  const seen = new Set<SsaValue>([value]);
  for (const at of seen) {
    if (at.kind !== 'phi') sources.add(at);
    // A set that grows while it is walked through: a queue.
    else for (const operand of at.operands) seen.add(operand);
  }
  return new Set([...sources].sort((a, b) => a.at.node - b.at.node));
}

/** What a function starts with: no node of the graph stands for it. */
function isGivenAtEntry({ kind, symbol }: Definition): boolean {
  return kind === 'parameter' || (kind === 'zero' && symbol.role === 'result');
}

interface Written {
  readonly definition: Definition;
  readonly block: Block;
  /** Index in the nodes of the block; -1 before all of them. */
  readonly order: number;
}

class VariableForm {
  readonly variable: LocalVariable;
  private readonly flow: FlowGraph;
  /** The definitions in each block, in the order of evaluation. */
  private readonly written = new Map<Block, Written[]>();
  private readonly joins: ReadonlySet<Block>;
  private readonly phis = new Map<Block, Phi>();
  /** Phis whose operands are still to be found. */
  private readonly unfinished: { readonly block: Block; readonly operands: SsaValue[] }[] = [];
  private readonly sources = new Map<SsaValue, ReadonlySet<Definition>>();

  constructor(variable: LocalVariable, flow: FlowGraph, written: readonly Written[]) {
    this.variable = variable;
    this.flow = flow;
    for (const one of written) {
      const others = this.written.get(one.block);
      if (others === undefined) this.written.set(one.block, [one]);
      else others.push(one);
    }
    for (const inBlock of this.written.values()) inBlock.sort((a, b) => a.order - b.order);
    this.joins = written.length > 1 ? iteratedFrontier(this.written.keys(), flow.frontiers) : new Set();
  }

  valueAt(node: number): SsaValue | undefined {
    const place = this.flow.placeOf(node);
    if (place === undefined || !this.flow.isReachable(node)) return undefined;
    const value = this.lastIn(place) ?? this.atStartOf(place.block);
    this.finishPhis();
    return value;
  }

  usesOf(value: SsaValue): readonly Place[] {
    return this.variable.reads.filter(read => this.valueAt(read.node) === value);
  }

  sourcesAt(node: number): ReadonlySet<Definition> {
    const value = this.valueAt(node);
    if (value === undefined) return new Set();
    let sources = this.sources.get(value);
    if (sources === undefined) this.sources.set(value, (sources = sourcesOf(value)));
    return sources;
  }

  /** The last definition of the block before a place in it. */
  private lastIn({ block, at }: Pick<FlowPlace, 'block' | 'at'>): Definition | undefined {
    return this.written.get(block)?.findLast(({ order }) => order < at)?.definition;
  }

  /** Up the dominator tree to the nearest definition or phi; undefined where the variable is not declared yet. */
  private atStartOf(start: Block): SsaValue | undefined {
    const { dominators } = this.flow;
    for (let block = start; ;) {
      if (this.joins.has(block)) return this.phiAt(block);
      const above = dominators.get(block);
      if (above === undefined || above === block) return undefined;
      const last = this.lastIn({ block: above, at: Infinity });
      if (last !== undefined) return last;
      block = above;
    }
  }

  private phiAt(block: Block): Phi {
    const known = this.phis.get(block);
    if (known !== undefined) return known;
    const operands: SsaValue[] = [];
    const phi: Phi = { kind: 'phi', symbol: this.variable.symbol, block, operands };
    this.phis.set(block, phi);
    this.unfinished.push({ block, operands });
    return phi;
  }

  private finishPhis(): void {
    for (let phi = this.unfinished.pop(); phi !== undefined; phi = this.unfinished.pop()) {
      for (const from of this.flow.predecessors.get(phi.block) ?? []) {
        const operand = this.lastIn({ block: from, at: Infinity }) ?? this.atStartOf(from);
        if (operand !== undefined) phi.operands.push(operand);
      }
    }
  }
}
