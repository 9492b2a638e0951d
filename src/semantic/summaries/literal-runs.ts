/**
 * When and where a function literal runs, as the function in whose code it stands sees it.
 */
import { isCallee } from '../../syntax/callee.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { FunctionIndex } from '../calls/function-index.ts';
import type { Inference } from '../inference/inference.ts';
import { symbolAt, treeOf } from '../inference/model.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import { soleValue } from '../value-flow/sole-value.ts';
import { useOf } from '../value-flow/use.ts';

/** `own`: whenever control comes to the node, deferred calls included; `perhaps`: then, any number of times. */
export type How = 'own' | 'perhaps' | 'goroutine';

export interface Run {
  /** The call that runs it, or that is handed it. */
  readonly node: NodeId;
  readonly how: How;
}

export interface LiteralContext {
  readonly inference: Inference;
  readonly functions: FunctionIndex;
  callAt(place: Place): Call;
}

/** All runs of a literal; undefined if code that is not seen may run it, at any time. */
export function runsOf(context: LiteralContext, literal: GoFunction): readonly Run[] | undefined {
  const { inference } = context;
  const { file, node } = literal.place;
  const tree = treeOf(inference.model, file);
  const parent = tree.parentOf(node);
  if (isCallee(tree, node)) {
    return [runBy(context.callAt({ file, node: parent }))];
  }
  const use = useOf(inference, literal.place);
  switch (use.kind) {
    case 'argument':
      return runOfArgument(context.callAt({ file, node: use.node }), use.index ?? 0);
    case 'alias': {
      const symbol = symbolAt(inference.model, file, use.target ?? NO_NODE);
      return symbol === undefined ? undefined : runsOfVariable(context, literal, symbol);
    }
    default:
      return undefined;
  }
}

const runBy = ({ mode, place }: Call): Run => ({ node: place.node, how: mode === 'go' ? 'goroutine' : 'own' });

/** Handed to a function that is known to call it before it returns, or in a goroutine. */
function runOfArgument({ effect, mode, place }: Call, index: number): readonly Run[] | undefined {
  const callback = effect.callbacks?.[index];
  if (callback === undefined || mode === 'go') return undefined;
  if (callback.runs === 'stored') return undefined;
  const isElsewhere = callback.runs === 'goroutine' && !callback.joined;
  return [{ node: place.node, how: isElsewhere ? 'goroutine' : 'perhaps' }];
}

/** Held by a variable that never holds another, and that is only called: by the function around, or by itself. */
function runsOfVariable(context: LiteralContext, literal: GoFunction, symbol: GoSymbol): readonly Run[] | undefined {
  if (soleValue(context.inference, symbol)?.node !== literal.place.node) return undefined;
  const runs: Run[] = [];
  for (const at of symbol.uses) {
    const { kind, node } = useOf(context.inference, at);
    if (kind === 'assigned') continue;
    if (kind !== 'called') return undefined;
    const around = context.functions.around(at);
    if (around === literal) continue;
    if (around !== literal.parent) return undefined;
    runs.push(runBy(context.callAt({ file: at.file, node })));
  }
  return runs;
}
