/**
 * Stores of a part: in a map, as a key or a value, in a slice, a channel, or an object.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import { symbolAt } from '../inference/model.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import { containerAt } from './container.ts';
import type { Keep, Tracer } from './derivation.ts';
import type { Part } from './part.ts';
import { soleValue } from './sole-value.ts';
import type { Use } from './use.ts';
import { useOf } from './use.ts';

/** `m[k] = v`, `s[i] = v`, `o.f = v`, `*p = v`. */
export function storeAt(tracer: Tracer, target: Place, part: Part, value: Place): void {
  const { inference } = tracer.context;
  const tree = tracer.tree(target.file);
  const operand: Place = { file: target.file, node: tree.childByField(target.node, Field.Operand) };
  switch (tree.kindOf(target.node)) {
    case Kind.IndexExpression: {
      const isMap = inference.underlyingAt(operand.file, operand.node).kind === 'map';
      const index = tree.childByField(target.node, Field.Index);
      const grows = isMap && inference.constantAt(target.file, index) === undefined;
      keepIn(tracer, operand, true, { at: value, part, as: isMap ? 'map value' : 'slice element', grows });
      return;
    }
    case Kind.SelectorExpression:
      storeInField(tracer, target, operand, part, value);
      return;
    default:
      tracer.escape(value, part);
  }
}

function storeInField(tracer: Tracer, target: Place, operand: Place, part: Part, value: Place): void {
  const { inference, items } = tracer.context;
  if (symbolAt(inference.model, operand.file, operand.node)?.kind === 'package') {
    tracer.keep({ at: value, part, as: 'field', root: 'global', container: target, grows: false });
    return;
  }
  const type = inference.typeOf(operand);
  if (holdInLocal(tracer, operand, part, value)) return;
  const isReference = inference.underlyingAt(operand.file, operand.node).kind === 'pointer';
  const { root } = containerAt(inference, operand, isReference);
  // A field of the one instance of a type takes the place of the value before.
  const grows = root !== 'global' && items.has(type);
  keepIn(tracer, operand, isReference, { at: value, part, as: 'field', grows });
}

/** Whether the object is a local variable of the function, which then holds the part as well. */
export function holdInLocal(tracer: Tracer, object: Place, part: Part, value: Place): boolean {
  const { inference } = tracer.context;
  const symbol = symbolAt(inference.model, object.file, object.node);
  if (symbol?.kind !== 'variable' || symbol.role !== 'local' || symbol.declaration === undefined) return false;
  if (containerAt(inference, object, true).root !== 'local') return false;
  tracer.hold(symbol, symbol.declaration, { ...part, heldAs: part.heldAs ?? value });
  // An object that is not made here is also known to others.
  if (!isMadeHere(tracer, symbol)) tracer.escape(value, part);
  return true;
}

/** Whether all that the variable ever holds is a struct that this function makes. */
function isMadeHere(tracer: Tracer, symbol: GoSymbol): boolean {
  const { inference } = tracer.context;
  const made = soleValue(inference, symbol);
  if (made === undefined) return inference.table.underlying(inference.typeOfSymbol(symbol)).kind === 'struct';
  const tree = tracer.tree(made.file);
  if (tree.kindOf(made.node) === Kind.CompositeLiteral) return true;
  if (tree.kindOf(made.node) === Kind.UnaryExpression) {
    return tree.kindOf(tree.childByField(made.node, Field.Operand)) === Kind.CompositeLiteral;
  }
  const { callee } = tracer.context.callAt(made);
  return callee.kind === 'builtin' && callee.name === 'new';
}

/** A read of a map keeps nothing; a write of an element keeps its key. */
export function keepAsKey(tracer: Tracer, key: Place, element: Place, part: Part): void {
  if (useOf(tracer.context.inference, element).kind !== 'assigned') return;
  const tree = tracer.tree(element.file);
  const container: Place = { file: element.file, node: tree.childByField(element.node, Field.Operand) };
  keepIn(tracer, container, true, { at: key, part, as: 'map key', grows: true });
}

export function keepInChannel(tracer: Tracer, value: Place, send: Place, part: Part): void {
  const channel: Place = { file: send.file, node: tracer.tree(send.file).childByField(send.node, Field.Channel) };
  keepIn(tracer, channel, true, { at: value, part, as: 'channel element', grows: true });
}

/** `append(list, x)`: kept if the result goes back into the list, which is where it lives. */
export function followAppended(tracer: Tracer, use: Use, call: Place, part: Part): void {
  const tree = tracer.tree(call.file);
  const isSpread = tree.kindOf(tree.parentOf(use.at.node)) === Kind.VariadicArgument;
  if (isSpread && part.lists === 0) return;
  const list = tracer.context.callAt(call).args[0];
  const target = useOf(tracer.context.inference, call).target ?? NO_NODE;
  if (list === undefined || target === NO_NODE || tree.textOf(list.node) !== tree.textOf(target)) {
    tracer.escape(use.at, part);
    return;
  }
  const container: Place = { file: call.file, node: target };
  const isReference = tree.kindOf(target) === Kind.IndexExpression;
  keepIn(tracer, container, isReference, { at: use.at, part, as: 'slice element', grows: true });
}

/** Keeps a part in a container that outlives the call. A container of this function alone leaves the view with it. */
export function keepIn(
  tracer: Tracer,
  container: Place,
  isReference: boolean,
  keep: Omit<Keep, 'root' | 'container'>,
): void {
  const { root, symbol } = containerAt(tracer.context.inference, container, isReference);
  if (root === 'local' && symbol !== undefined && isOfStoredLiteral(tracer, symbol, keep.at)) {
    tracer.keep({ ...keep, root: 'captured', container });
  } else if (root === 'local' || root === 'unknown') tracer.escape(keep.at, keep.part);
  else tracer.keep({ ...keep, root, container });
}

/** Whether the code at `at` is a function literal that is stored, or returned, by the function that has the variable. */
function isOfStoredLiteral(tracer: Tracer, symbol: GoSymbol, at: Place): boolean {
  const { functions, inference } = tracer.context;
  const fn = functions.around(at);
  if (fn?.kind !== 'literal' || symbol.owner === undefined || fn.parent !== symbol.owner) return false;
  const use = useOf(inference, fn.place);
  const converted: Place = { file: at.file, node: use.node };
  // `http.HandlerFunc(func…)` is a handler, whoever it is given to.
  if (use.kind === 'converted') return useOf(inference, converted).kind !== 'called';
  if (use.kind === 'returned' || use.kind === 'stored') return true;
  if (use.kind !== 'argument') return false;
  return tracer.context.callAt(converted).effect.callbacks?.[use.index ?? 0]?.runs === 'stored';
}
