/**
 * Which calls build something that is as large as its source: a stream, file or buffer read in full.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { Call } from '../calls/call.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';
import { soleValue } from '../value-flow/sole-value.ts';
import { useOf } from '../value-flow/use.ts';

export interface BigContext {
  readonly inference: Inference;
  callAt(place: Place): Call;
  /** Results of a function with a body, by index, that are big. */
  bigResultsOf(call: Call): readonly number[];
}

/** `likely`: its size depends on a limit or on what was written to a buffer. */
export type Bigness = 'certain' | 'likely';

/** A limit up to which a source is not worth talking about, in bytes. */
const SMALL_LIMIT = 64 * 1024;
/** Functions that limit what can be read, and the index of the limit. */
const LIMITS: Readonly<Record<string, number>> = { 'io.LimitReader': 1, 'net/http.MaxBytesReader': 2 };
/** What a Builder holds is small as a rule, unless a reader filled it. */
const BUILT_BY_HAND = 'strings.(*Builder).String';
/** Functions that fill their first argument from a reader. */
const COPIES: ReadonlySet<string> = new Set(['io.Copy', 'io.CopyBuffer']);
/** Files of the kernel, which are small. */
const KERNEL_FILE = /^\/(?:proc|sys)(?:\/|$)/;

/** Whether result `index` of a call is big, and how sure that is. */
export function bignessOf(context: BigContext, call: Call, index: number): Bigness | undefined {
  if (context.bigResultsOf(call).includes(index)) return 'certain';
  if (index !== 0 || call.effect.big !== true || call.mode !== 'call') return undefined;
  if (call.receiver !== undefined) {
    if (isFilledFromStream(context, call.receiver)) return 'certain';
    return call.key === BUILT_BY_HAND ? undefined : 'likely';
  }
  const [operand] = call.args;
  if (operand === undefined || readsKernelFile(context, operand)) return undefined;
  const limit = limitOf(context, operand);
  if (limit === 'none') return 'certain';
  return limit !== undefined && limit <= SMALL_LIMIT ? undefined : 'likely';
}

/** Whether a buffer is filled from a reader rather than built by hand. */
function isFilledFromStream(context: BigContext, buffer: Place): boolean {
  const { inference } = context;
  const symbol = symbolAt(inference.model, buffer.file, buffer.node);
  return (symbol?.uses ?? []).some(place => {
    const use = useOf(inference, place);
    if (use.kind === 'method') return use.name === 'ReadFrom';
    const outer = use.kind === 'address' ? useOf(inference, { file: place.file, node: use.node }) : use;
    if (outer.kind !== 'argument' || outer.index !== 0) return false;
    return COPIES.has(context.callAt({ file: place.file, node: outer.node }).key);
  });
}

/** The limit of a reader; undefined if it has one that is not constant. */
function limitOf(context: BigContext, reader: Place): number | 'none' | undefined {
  const { inference } = context;
  const value = valueOf(inference, reader);
  const tree = treeOf(inference.model, value.file);
  if (tree.kindOf(value.node) !== Kind.CallExpression) return 'none';
  const call = context.callAt(value);
  const index = LIMITS[call.key];
  if (index === undefined) return 'none';
  const limit = call.args[index];
  const constant = limit === undefined ? undefined : inference.constantAt(limit.file, limit.node);
  return typeof constant === 'number' ? constant : undefined;
}

/** Whether some constant in the name of a file says that the kernel makes it. */
function readsKernelFile(context: BigContext, name: Place): boolean {
  const { inference } = context;
  const { file, node } = valueOf(inference, name);
  const tree = treeOf(inference.model, file);
  const kinds = [Kind.InterpretedStringLiteral, Kind.RawStringLiteral, Kind.Identifier, Kind.SelectorExpression];
  for (const part of tree.descendantsOfKind(node, ...kinds)) {
    const text = inference.constantAt(file, part);
    if (typeof text === 'string' && KERNEL_FILE.test(text)) return true;
  }
  return false;
}

function valueOf(inference: Inference, at: Place): Place {
  const symbol = symbolAt(inference.model, at.file, at.node);
  return (symbol?.kind === 'variable' ? soleValue(inference, symbol) : undefined) ?? at;
}
