/**
 * When a function literal runs, as far as its captured variables are concerned.
 */
import { Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { GoFunction, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';

/**
 * - `inline`: at `places`, each time control passes there;
 * - `deferred`: at the exits that follow `places`;
 * - `goroutine`: beside the code that follows `places`;
 * - `cleanup`: later, once, as a library promises;
 * - `stored`: whenever whoever has it likes, or never.
 */
export interface Runs {
  readonly how: 'inline' | 'deferred' | 'goroutine' | 'cleanup' | 'stored';
  readonly places: readonly NodeId[];
}

export function runsOf(pkg: Package, { place }: GoFunction): Runs {
  const use = pkg.useOf(place);
  const { file, node } = place;
  switch (use.kind) {
    case 'called':
      return runsOfCall(pkg.callAt({ file, node: use.node }), node);
    case 'argument':
      return runsOfArgument(pkg.callAt({ file, node: use.node }), use.index ?? 0, node);
    case 'alias':
      return runsOfVariable(pkg, { file, node: use.target ?? NO_NODE }, place);
    default:
      return { how: 'stored', places: [node] };
  }
}

const HOW: Readonly<Record<Call['mode'], Runs['how']>> = { call: 'inline', defer: 'deferred', go: 'goroutine' };

const runsOfCall = ({ mode }: Call, node: NodeId): Runs => ({ how: HOW[mode], places: [node] });

function runsOfArgument({ effect, mode }: Call, index: number, node: NodeId): Runs {
  const callback = effect.callbacks?.[index];
  const places = [node];
  if (callback === undefined) return { how: 'stored', places };
  if (mode === 'defer') return { how: callback.runs === 'inline' ? 'deferred' : 'stored', places };
  if (callback.runs === 'stored') return { how: callback.times === 'once' ? 'cleanup' : 'stored', places };
  return { how: mode === 'go' ? 'goroutine' : callback.runs, places };
}

/** A literal that a variable holds for good, and that is only ever called, runs where it is called. */
function runsOfVariable(pkg: Package, target: Place, literal: Place): Runs {
  const stored: Runs = { how: 'stored', places: [literal.node] };
  const symbol = pkg.symbolAt(target);
  if (symbol === undefined || pkg.soleValue(symbol)?.node !== literal.node) return stored;
  const owner = pkg.functionAround(literal);
  const places: NodeId[] = [];
  const modes = new Set<Call['mode']>();
  for (const at of symbol.uses) {
    const { kind, node } = pkg.useOf(at);
    if (kind === 'assigned') continue;
    if (kind !== 'called' || pkg.functionAround(at) !== owner) return stored;
    modes.add(pkg.callAt({ file: at.file, node }).mode);
    places.push(node);
  }
  const [mode] = modes;
  return mode === undefined || modes.size > 1 ? stored : { how: HOW[mode], places };
}

/** The literal of `fn`'s own code in which a node stands: undefined for own code, `null` for code outside of it. */
export function literalAround(pkg: Package, fn: GoFunction, at: Place): GoFunction | undefined | null {
  let inner = pkg.functionAround(at);
  if (inner === fn) return undefined;
  while (inner !== undefined && inner.parent !== fn) inner = inner.parent;
  return inner?.kind === 'literal' && pkg.tree(at.file).kindOf(inner.place.node) === Kind.FuncLiteral ? inner : null;
}
