/**
 * Where a package takes a function of another one as a value, instead of calling it.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Inference } from '../inference/inference.ts';
import type { Place } from '../names/symbol.ts';
import type { Signature } from '../types/type.ts';
import type { EntryPoint } from './entry-point.ts';

export interface Mention {
  readonly at: Place;
  /** Undefined if another function may be meant as well. */
  readonly signature: Signature | undefined;
}

/** The selectors that take it, or may take it, as a value. What a dot import brings in is not seen. */
export function* mentionsOf(inference: Inference, entry: EntryPoint): Generator<Mention> {
  for (const [file, { tree }] of inference.model.files.entries()) {
    if (!tree.text.includes(`.${entry.name}`)) continue;
    for (const node of tree.nodesOfKind(Kind.SelectorExpression)) {
      if (tree.textOf(tree.childByField(node, Field.Field)) !== entry.name || isCallee(tree, node)) continue;
      yield* mentionAt(inference, { file, node }, entry);
    }
  }
}

function* mentionAt(inference: Inference, at: Place, { key, name, isMethod }: EntryPoint): Generator<Mention> {
  const member = inference.selectorAt(at.file, at.node);
  if (member === undefined || (member.kind === 'method' && member.dynamic)) {
    if (isMethod) yield { at, signature: undefined };
    return;
  }
  const isMeant =
    member.kind === 'qualified' ? `${member.path}.${name}` === key : member.kind === 'method' && member.key === key;
  if (!isMeant) return;
  const type = inference.typeAt(at.file, at.node);
  yield { at, signature: type.kind === 'func' ? type : undefined };
}
