/**
 * What part of a string or slice an expression holds, and what slicing and splitting make of a part.
 *
 * A part is small only by fact: constant bounds, what is before a separator, or one piece of a split. Everything else that shares memory with the
 * source is of unknown size.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Sharing } from '../effects/effect.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { Place } from '../names/symbol.ts';
import { soleValue } from './sole-value.ts';

/** A slice of at most so many bytes is small beside a source that was read in full. */
const SMALL_BYTES = 1024;

export interface Part {
  /** `rest`: what a cut leaves, of unknown size. */
  readonly size: 'whole' | 'small' | 'rest';
  /** Tells parts of one source from each other; `''` for the whole. */
  readonly piece: string;
  /** The expression that made the piece; {@link NO_NODE} for the whole. */
  readonly cut: NodeId;
  /** How often it must be indexed before it is a part: 1 for what `strings.Split` returns. */
  readonly lists: number;
  /** Of a list, the index of the piece that is all that was left; -1 if there is none. */
  readonly restAt: number;
  /** The expression with which a struct, or an array, slice or map literal, came to hold the part. */
  readonly heldAs: Place | undefined;
  /** One of many, picked by a loop or by an index that varies. */
  readonly isOneOfMany: boolean;
  /** Whether every way to the expression brings the part. */
  readonly isCertain: boolean;
}

export const WHOLE: Part = {
  size: 'whole',
  piece: '',
  cut: NO_NODE,
  lists: 0,
  restAt: -1,
  heldAs: undefined,
  isOneOfMany: false,
  isCertain: true,
};

/** What `x[i:j]` holds, at the slice expression. */
export function slicedPart(inference: Inference, { file, node }: Place, part: Part): Part {
  if (part.lists > 0 || part.size === 'small') return part;
  const tree = treeOf(inference.model, file);
  const [start, end] = [tree.childByField(node, Field.Start), tree.childByField(node, Field.End)];
  if (end === NO_NODE && (start === NO_NODE || isConstant(inference, file, start))) return part;
  const slice: Sliced = { tree, file, operand: tree.childByField(node, Field.Operand), start, end };
  const width = widthOf(inference, slice);
  const isSmall = width === undefined ? isUpToSeparator(inference, slice) : width <= SMALL_BYTES;
  return isSmall
    ? { ...part, size: 'small', piece: `${file}:${tree.textOf(node)}`, cut: node }
    : { ...part, size: 'rest', piece: `${file}:${node}`, cut: node };
}

interface Sliced {
  readonly tree: SyntaxTree;
  readonly file: number;
  readonly operand: NodeId;
  readonly start: NodeId;
  readonly end: NodeId;
}

/** How many bytes lie between the bounds, if that is constant: `[:16]`, `[4:8]`, `[i : i+4]`, `[len(x)-32:]`. */
function widthOf(inference: Inference, slice: Sliced): number | undefined {
  const { tree, file, start, end } = slice;
  if (end === NO_NODE) return widthOfEnd(inference, slice);
  const high = inference.constantAt(file, end);
  const low = start === NO_NODE ? 0 : inference.constantAt(file, start);
  if (typeof high === 'number') return typeof low === 'number' ? high - low : high;
  if (start === NO_NODE || tree.kindOf(end) !== Kind.BinaryExpression) return undefined;
  if (tree.textOf(tree.childByField(end, Field.Operator)) !== '+') return undefined;
  const [left, right] = [tree.childByField(end, Field.Left), tree.childByField(end, Field.Right)];
  const added = inference.constantAt(file, right);
  return tree.textOf(left) === tree.textOf(start) && typeof added === 'number' ? added : undefined;
}

/** Of `x[len(x)-32:]` */
function widthOfEnd(inference: Inference, { tree, file, operand, start }: Sliced): number | undefined {
  if (tree.kindOf(start) !== Kind.BinaryExpression) return undefined;
  if (tree.textOf(tree.childByField(start, Field.Operator)) !== '-') return undefined;
  const left = { file, node: tree.childByField(start, Field.Left) };
  const width = inference.constantAt(file, tree.childByField(start, Field.Right));
  if (tree.kindOf(left.node) !== Kind.CallExpression || typeof width !== 'number') return undefined;
  const callee = inference.calleeAt(file, left.node);
  const [measured] = inference.argumentsAt(file, left.node);
  const isLength = callee.kind === 'builtin' && callee.name === 'len' && measured !== undefined;
  return isLength && isSameVariable(inference, file, measured, operand) ? width : undefined;
}

/** Functions that find the first separator in a string or slice: what is before it is what `strings.Cut` gives. */
const FINDERS: ReadonlySet<string> = new Set(
  ['strings', 'bytes'].flatMap(path =>
    ['Index', 'IndexByte', 'IndexRune', 'IndexAny', 'IndexFunc'].map(name => `${path}.${name}`),
  ),
);

/** `x[:strings.Index(x, sep)]`, also by a variable for the index. */
function isUpToSeparator(inference: Inference, { tree, file, operand, start, end }: Sliced): boolean {
  if (start !== NO_NODE || end === NO_NODE) return false;
  const symbol = symbolAt(inference.model, file, end);
  const found = symbol === undefined ? { file, node: end } : soleValue(inference, symbol);
  if (found === undefined || tree.kindOf(found.node) !== Kind.CallExpression) return false;
  const callee = inference.calleeAt(file, found.node);
  const [searched] = inference.argumentsAt(file, found.node);
  const isFinder = callee.kind === 'function' && FINDERS.has(callee.key);
  return isFinder && searched !== undefined && isSameVariable(inference, file, searched, operand);
}

function isSameVariable({ model }: Inference, file: number, one: NodeId, other: NodeId): boolean {
  const symbol = symbolAt(model, file, one);
  return symbol?.kind === 'variable' && symbol === symbolAt(model, file, other);
}

const isConstant = (inference: Inference, file: number, node: NodeId): boolean =>
  typeof inference.constantAt(file, node) === 'number';

/** What result `index` of a call holds that shares memory with an operand; `limit` is the number of pieces at most. */
export function sharedPart(call: Place, index: number, sharing: Sharing, limit: number | undefined, part: Part): Part {
  if (sharing.how !== 'piece' || part.lists > 0) return part;
  const lists = sharing.lists ?? 0;
  if (part.size === 'small') return { ...part, lists };
  const piece = `${call.file}:${call.node}:${index}`;
  const size = sharing.restAt === index ? 'rest' : 'small';
  return { ...part, size, piece, cut: call.node, lists, restAt: limit === undefined ? -1 : limit - 1 };
}

/** What `pieces[i]` holds, at the index expression. */
export function elementPart(inference: Inference, { file, node }: Place, part: Part): Part {
  const index = treeOf(inference.model, file).childByField(node, Field.Index);
  const value = inference.constantAt(file, index);
  const name = value === undefined ? treeOf(inference.model, file).textOf(index) : String(value);
  const size = value !== undefined && value === part.restAt ? 'rest' : part.size;
  return { ...part, size, lists: part.lists - 1, piece: `${part.piece}[${name}]` };
}
