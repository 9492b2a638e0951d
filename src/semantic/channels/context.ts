/**
 * What the channel model asks of the package; `Package` itself is one.
 */
import type { SyntaxTree } from '../../syntax/tree.ts';
import type { Call, Goroutine } from '../calls/call.ts';
import type { FlowGraph } from '../flow/graph.ts';
import type { ConstantValue } from '../inference/constants.ts';
import type { Lifetimes } from '../lifetime/lifetimes.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Summaries } from '../summaries/summaries.ts';
import type { Type } from '../types/type.ts';
import type { FieldCells } from '../value-flow/fields.ts';
import type { Origin } from '../value-flow/origins.ts';
import type { Use } from '../value-flow/use.ts';
import type { ValueUses } from '../value-flow/value-uses.ts';

export interface ChannelContext {
  callsNamed(name: string): readonly Call[];
  callsIn(fn: GoFunction): readonly Call[];
  callsOf(fn: GoFunction): readonly Call[];
  readonly goroutines: readonly Goroutine[];
  readonly functions: readonly GoFunction[];
  tree(file: FileId): SyntaxTree;
  textOf(at: Place): string;
  nodes(...kinds: readonly number[]): Iterable<Place>;
  symbolAt(at: Place): GoSymbol | undefined;
  typeOf(at: Place): Type;
  underlyingOf(at: Place): Type;
  typeOfSymbol(symbol: GoSymbol): Type;
  constantOf(at: Place): ConstantValue | undefined;
  functionAt(at: Place): GoFunction | undefined;
  functionAround(at: Place): GoFunction | undefined;
  functionValue(at: Place): GoFunction | undefined;
  callAt(at: Place): Call;
  readonly fields: Pick<FieldCells, 'at'>;
  flow(fn: GoFunction): FlowGraph;
  readonly summaries: Pick<Summaries, 'failures'>;
  readonly isMain: boolean;
  readonly lifetimes: Lifetimes;
  soleValue(symbol: GoSymbol): Place | undefined;
  callersOf(fn: GoFunction): readonly Call[] | undefined;
  origins(at: Place): readonly Origin[];
  useOf(at: Place): Use;
  valueAssignedAt(target: Place): Place | undefined | 'none';
  usesOfValue(at: Place): ValueUses;
  usesOfVariable(symbol: GoSymbol): ValueUses;
}
