/**
 * Ending methods that make sure to end their object only once: objects that are closed by several hands, or closed and still
 * asked, end before the process does.
 *
 * A method without such a test may serve a process that is about to end, and says nothing.
 */
import type { Call } from '../calls/call.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type SyntaxTree } from '../../syntax/tree.ts';
import type { FileId, GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { FieldCell, FieldCells } from '../value-flow/fields.ts';

export interface GuardContext {
  tree(file: FileId): SyntaxTree;
  readonly fields: Pick<FieldCells, 'at'>;
  symbolAt(at: Place): GoSymbol | undefined;
  callsIn(fn: GoFunction): readonly Call[];
}

/** Swaps that tell whether this call was the first. */
const SWAPS = /^sync\/atomic\.(?:\(\*(?:Bool|Int32|Uint32|Int64|Uint64)\)\.)?(?:CompareAndSwap|Swap)\w*$/;
const ONCE = 'sync.(*Once).Do';

/** Whether the method runs its body under a Once of its object, or leaves early where a flag of the object is set. */
export function isGuardedEnd(context: GuardContext, method: GoFunction): boolean {
  const calls = context.callsIn(method);
  if (calls.some(({ key, receiver }) => key === ONCE && receiver !== undefined && isOwn(context, method, receiver))) {
    return true;
  }
  const { file } = method.place;
  const tree = context.tree(file);
  const set = flagsSetIn(context, method);
  for (const node of tree.descendantsOfKind(method.body, Kind.IfStatement)) {
    const consequence = tree.childByField(node, Field.Consequence);
    const condition = { file, node: tree.childByField(node, Field.Condition) };
    if (tree.descendantsOfKind(consequence, Kind.ReturnStatement).next().done === true) continue;
    const flag = context.fields.at(condition);
    if (flag !== undefined && set.has(flag)) return true;
    if (calls.some(({ key, place }) => SWAPS.test(key) && tree.contains(condition.node, place.node))) return true;
  }
  return false;
}

/** Fields of the object to which the method assigns true. */
function flagsSetIn(context: GuardContext, method: GoFunction): ReadonlySet<FieldCell> {
  const { file } = method.place;
  const tree = context.tree(file);
  const flags = new Set<FieldCell>();
  for (const statement of tree.descendantsOfKind(method.body, Kind.AssignmentStatement)) {
    const [target, ...others] = tree.namedChildren(tree.childByField(statement, Field.Left));
    const right = tree.childByField(statement, Field.Right);
    if (target === undefined || others.length > 0 || right === NO_NODE || tree.textOf(right) !== 'true') continue;
    const cell = context.fields.at({ file, node: target });
    if (cell !== undefined && isOwn(context, method, { file, node: target })) flags.add(cell);
  }
  return flags;
}

/** Whether an expression leads through fields of the receiver. */
function isOwn(context: GuardContext, { receiver }: GoFunction, { file, node }: Place): boolean {
  const tree = context.tree(file);
  let at = node;
  while (tree.kindOf(at) === Kind.SelectorExpression) at = tree.childByField(at, Field.Operand);
  return receiver !== undefined && context.symbolAt({ file, node: at }) === receiver;
}
