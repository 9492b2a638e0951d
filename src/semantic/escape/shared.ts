/**
 * What outlives a round of a loop of the variables that all rounds share, as those of loops do before Go 1.22.
 *
 * Only what is seen to outlive it: goroutines, deferred calls, and closures or pointers that are stored outside the
 * round. What is handed to an unknown function is taken to be done with when that returns.
 */
import { isCallee } from '../../syntax/callee.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Use } from '../value-flow/use.ts';
import { rootVariable } from '../references/references.ts';
import { waitsAfter } from './closure.ts';
import type { Region } from './region.ts';
import { isDeclaredIn } from './region.ts';

export interface SharedUse {
  readonly kind: 'goroutine' | 'deferred' | 'stored' | 'pointer';
  /** The literal, the pointer, or the call. */
  readonly at: Place;
}

/** The variables that a loop declares in its range or for clause. */
export function variablesOfLoop(pkg: Package, { file, node }: Place): GoSymbol[] {
  const tree = pkg.tree(file);
  const clause = tree.childOfKind(node, Kind.RangeClause);
  const declaration =
    clause === NO_NODE ? tree.childByField(tree.childOfKind(node, Kind.ForClause), Field.Initializer) : clause;
  if (declaration === NO_NODE) return [];
  const list = tree.childByField(declaration, Field.Left);
  return (list === NO_NODE ? [] : tree.namedChildren(list))
    .map(name => pkg.symbolAt({ file, node: name }))
    .filter((symbol): symbol is GoSymbol => symbol?.kind === 'variable')
    .filter(({ declaration: at }) => at !== undefined && tree.contains(declaration, at.node));
}

/** The uses of the variable, in the body of the loop, that outlive a round after which another one can come. */
export function usesBeyondRound(pkg: Package, fn: GoFunction, loop: Place, symbol: GoSymbol): SharedUse[] {
  const tree = pkg.tree(loop.file);
  const body = tree.childByField(loop.node, Field.Body);
  const region = { file: loop.file, node: loop.node };
  const found = new Map<NodeId, SharedUse>();
  for (const at of symbol.uses) {
    if (at.file !== loop.file || !tree.contains(body, at.node)) continue;
    const use = usedBeyond(pkg, fn, region, at);
    if (use !== undefined && comesRound(pkg, fn, loop, use.at)) found.set(use.at.node, use);
  }
  return [...found.values()];
}

/** Whether control can come to the next round of this loop after the node. */
function comesRound(pkg: Package, fn: GoFunction, loop: Place, at: Place): boolean {
  const flow = pkg.flow(fn);
  const block = flow.blockOf(outermostLiteral(pkg, fn, at) ?? at.node);
  const rounds = flow.loops.find(candidate => candidate.node === loop.node);
  return block !== undefined && rounds?.blocks.has(block) === true;
}

function usedBeyond(pkg: Package, fn: GoFunction, region: Region, at: Place): SharedUse | undefined {
  for (const node of literalsAround(pkg, fn, at)) {
    const literal = { file: at.file, node };
    const kind = literalOutlives(pkg, fn, region, literal);
    if (kind !== undefined) return { kind, at: literal };
  }
  return pointerOutlives(pkg, fn, region, at);
}

/** The literals of the function that hold the node, the outermost first. */
function literalsAround(pkg: Package, fn: GoFunction, at: Place): NodeId[] {
  const tree = pkg.tree(at.file);
  const literals: NodeId[] = [];
  for (const node of tree.ancestors(at.node)) {
    if (node === fn.place.node) break;
    if (tree.kindOf(node) === Kind.FuncLiteral) literals.unshift(node);
  }
  return literals;
}

const outermostLiteral = (pkg: Package, fn: GoFunction, at: Place): NodeId | undefined =>
  literalsAround(pkg, fn, at)[0];

function literalOutlives(pkg: Package, fn: GoFunction, region: Region, literal: Place): SharedUse['kind'] | undefined {
  const tree = pkg.tree(literal.file);
  const parent = tree.parentOf(literal.node);
  if (isCallee(tree, literal.node)) {
    const { mode } = pkg.callAt({ file: literal.file, node: parent });
    if (mode === 'defer') return pkg.functionAround(literal) === fn ? 'deferred' : undefined;
    return mode === 'go' && !waitsAfter(pkg, region, parent) ? 'goroutine' : undefined;
  }
  const use = pkg.useOf(literal);
  if (use.kind !== 'argument') return isStoredOutside(pkg, region, literal) ? 'stored' : undefined;
  return callbackOutlives(pkg, region, use);
}

/** A literal that is handed to a function known to start it as a goroutine, or to keep it. */
function callbackOutlives(pkg: Package, region: Region, { at, node, index }: Use): SharedUse['kind'] | undefined {
  const callback = pkg.callAt({ file: at.file, node }).effect.callbacks?.[index ?? 0];
  if (callback === undefined || callback.joined) return undefined;
  if (callback.runs === 'goroutine') return waitsAfter(pkg, region, node) ? undefined : 'goroutine';
  return callback.runs === 'stored' ? 'stored' : undefined;
}

/** `&v` kept, or handed to a goroutine or a deferred call; also as the receiver of a pointer method. */
function pointerOutlives(pkg: Package, fn: GoFunction, region: Region, at: Place): SharedUse | undefined {
  if (pkg.functionAround(at) !== fn) return undefined;
  const use = pkg.useOf(at);
  const around = { file: at.file, node: use.node };
  if (use.kind === 'method' && isAddressedReceiver(pkg, around)) return callOutlives(pkg, region, around);
  if (use.kind !== 'address') return undefined;
  const pointer = pkg.useOf(around);
  if (pointer.kind === 'argument') return callOutlives(pkg, region, { file: at.file, node: pointer.node });
  return isStoredOutside(pkg, region, around) ? { kind: 'pointer', at: around } : undefined;
}

function callOutlives(pkg: Package, region: Region, call: Place): SharedUse | undefined {
  const { mode } = pkg.callAt(call);
  if (mode === 'defer') return { kind: 'deferred', at: call };
  return mode === 'go' && !waitsAfter(pkg, region, call.node) ? { kind: 'goroutine', at: call } : undefined;
}

/** `v.M()` of a pointer method, where v is no pointer: the call gets &v. */
function isAddressedReceiver(pkg: Package, call: Place): boolean {
  const { callee, receiver } = pkg.callAt(call);
  if (receiver === undefined || callee.kind !== 'function' || !callee.key.includes('(*')) return false;
  const type = pkg.typeOf(receiver);
  return type.kind === 'named' && pkg.types.underlying(type).kind === 'struct';
}

/** Whether the value is put, as it is or within literals, into something that was there before the round. */
function isStoredOutside(pkg: Package, region: Region, at: Place): boolean {
  const use = pkg.useOf(at);
  const around = { file: at.file, node: use.node };
  switch (use.kind) {
    case 'literal':
    case 'address':
    case 'converted':
      return isStoredOutside(pkg, region, around);
    case 'builtin':
      return use.name === 'append' && isStoredOutside(pkg, region, around);
    case 'alias':
    case 'stored': {
      const symbol = rootVariable(pkg, { file: at.file, node: use.target ?? NO_NODE });
      return symbol !== undefined && !isDeclaredIn(pkg, region, symbol) && isUsedAfter(pkg, region, symbol);
    }
    case 'sent':
      return true;
    default:
      return false;
  }
}

/** Whether anything after the loop may look into the variable. */
function isUsedAfter(pkg: Package, region: Region, symbol: GoSymbol): boolean {
  const end = pkg.tree(region.file).subtreeEndOf(region.node);
  return symbol.role !== 'local' || symbol.uses.some(at => at.file === region.file && at.node >= end);
}
