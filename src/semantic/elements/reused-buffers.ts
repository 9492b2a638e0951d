/**
 * Slices that a reader lends until the next read, `sc.Bytes()`, and that code collects over several reads.
 *
 * Only what is certain to live through the next read: appended to a slice, put into a map, or sent, in a loop that reads
 * again. What is put into a field, or handed to a function, may be done with before.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import { rootOf } from '../references/identity.ts';
import { isNamed } from '../types/type.ts';
import type { Destination } from '../value-flow/destinations.ts';

export interface KeptLoan {
  /** The expression that is kept. */
  readonly at: Place;
  /** The call that lends it, or the variable that was scanned into. */
  readonly lender: Place;
  readonly how: 'appended' | 'stored' | 'sent';
}

/** Methods whose first result is valid until the next read. */
const LENDERS = [
  'bufio.(*Scanner).Bytes',
  'bufio.(*Reader).Peek',
  'bufio.(*Reader).ReadSlice',
  'bufio.(*Reader).ReadLine',
];

export function keptLoans(pkg: Package): KeptLoan[] {
  const calls = [...pkg.callsTo(...LENDERS)].flatMap(({ place }) => keepsOf(pkg, place, place));
  return [...calls, ...keptRawBytes(pkg)];
}

/** What is done with the loan, with a part that a function cuts off it, or with a composite literal that holds it. */
function keepsOf(pkg: Package, lender: Place, value: Place, depth = 0): KeptLoan[] {
  const found: KeptLoan[] = [];
  for (const destination of depth > MAX_STEPS ? [] : pkg.destinations(value)) {
    if (destination.kind === 'passed' && isCutBy(pkg, destination)) {
      found.push(...keepsOf(pkg, lender, destination.call.place, depth + 1));
    }
    if (destination.kind !== 'stored') continue;
    const use = pkg.useOf(destination.at);
    const how = keepBy(pkg, lender, destination.at);
    if (how !== undefined) found.push({ at: destination.at, lender, how });
    else if (use.kind === 'literal') {
      const outer = literalValue(pkg, { file: destination.at.file, node: use.node });
      const at = destination.at;
      found.push(...keepsOf(pkg, lender, outer, depth + 1).map(keep => ({ ...keep, at })));
    }
  }
  return found;
}

/** Literals in literals, and parts of parts, deeper than this are not followed. */
const MAX_STEPS = 3;

/** `bytes.TrimSpace(x)`, `bytes.Fields(x)`: a call whose first result is the argument, a part of it, or a list of parts. */
function isCutBy(pkg: Package, { call, argument }: Extract<Destination, { kind: 'passed' }>): boolean {
  const { callee, effect, mode } = call;
  const result = callee.kind === 'function' ? callee.signature?.results[0] : undefined;
  const { operand, unlessChanged } = effect.shares ?? {};
  const isShared = mode === 'call' && operand === argument && unlessChanged === undefined;
  return isShared && result !== undefined && pkg.types.underlying(result).kind === 'slice';
}

/** `&T{…}` around `T{…}`. */
function literalValue(pkg: Package, at: Place): Place {
  const use = pkg.useOf(at);
  return use.kind === 'address' ? { file: at.file, node: use.node } : at;
}

function keepBy(pkg: Package, lender: Place, at: Place): KeptLoan['how'] | undefined {
  const tree = pkg.tree(at.file);
  const use = pkg.useOf(at);
  const loop = loopAround(pkg, lender);
  if (loop === undefined || !tree.contains(loop, at.node)) return undefined;
  if (use.kind === 'sent') return waitsIn(pkg, at.file, loop) ? undefined : 'sent';
  if (use.kind === 'stored')
    return isLastingMap(pkg, { file: at.file, node: use.target ?? NO_NODE }, loop) ? 'stored' : undefined;
  if (use.kind !== 'builtin' || use.name !== 'append' || use.index === 0) return undefined;
  // `append(buf, sc.Bytes()...)` copies.
  if (tree.kindOf(tree.parentOf(at.node)) === Kind.VariadicArgument) return undefined;
  return isLastingList(pkg, { file: at.file, node: use.node }, loop) ? 'appended' : undefined;
}

/** The innermost loop in which the lender is called again and again. */
function loopAround(pkg: Package, lender: Place): NodeId | undefined {
  const fn = pkg.functionAround(lender);
  if (fn === undefined || !pkg.flow(fn).isOnCycle(lender.node)) return undefined;
  const loop = pkg.tree(lender.file).ancestorOfKind(lender.node, Kind.ForStatement);
  return loop === NO_NODE ? undefined : loop;
}

/** Whether a round waits for something: an answer, perhaps, that the loan was used. */
function waitsIn(pkg: Package, file: number, loop: NodeId): boolean {
  const tree = pkg.tree(file);
  for (let at = loop; at < tree.subtreeEndOf(loop); at++) {
    const kind = tree.kindOf(at);
    if (kind === Kind.UnaryExpression && tree.textOf(tree.childByField(at, Field.Operator)) === '<-') return true;
    if (kind === Kind.CallExpression && pkg.callAt({ file, node: at }).key.endsWith(').Wait')) return true;
  }
  return false;
}

/** `list = append(list, …)` where nothing else in the loop gives the list a value. */
function isLastingList(pkg: Package, append: Place, loop: NodeId): boolean {
  const { target } = pkg.useOf(append);
  const list = { file: append.file, node: target ?? NO_NODE };
  if (target === undefined || !isExtended(pkg, list)) return false;
  return isLasting(pkg, list, loop) && !isRenewed(pkg, list, loop);
}

/** Whether the variable is declared outside the loop. */
function isLasting(pkg: Package, at: Place, loop: NodeId): boolean {
  const root = rootOf(pkg, at);
  if (root === undefined) return false;
  const { declaration } = root;
  return declaration?.file !== at.file || !pkg.tree(at.file).contains(loop, declaration.node);
}

/** Whether the loop gives the list a value that is not its own with more elements, or starts over with `list[:0]`. */
function isRenewed(pkg: Package, list: Place, loop: NodeId): boolean {
  const { file } = list;
  const tree = pkg.tree(file);
  for (const node of tree.descendantsOfKind(loop, tree.kindOf(list.node))) {
    if (rootOf(pkg, { file, node }) !== rootOf(pkg, list) || tree.textOf(node) !== pkg.textOf(list)) continue;
    const { kind } = pkg.useOf({ file, node });
    if (kind === 'sliced' || (kind === 'assigned' && !isExtended(pkg, { file, node }))) return true;
  }
  return false;
}

/** `list = append(list, …)` */
function isExtended(pkg: Package, list: Place): boolean {
  const value = pkg.valueAssignedAt(list);
  if (value === undefined || value === 'none' || pkg.tree(value.file).kindOf(value.node) !== Kind.CallExpression) {
    return false;
  }
  const { callee, args } = pkg.callAt(value);
  const [first] = args;
  return (
    callee.kind === 'builtin' &&
    callee.name === 'append' &&
    first !== undefined &&
    pkg.textOf(first) === pkg.textOf(list)
  );
}

function isLastingMap(pkg: Package, target: Place, loop: NodeId): boolean {
  const tree = pkg.tree(target.file);
  if (tree.kindOf(target.node) !== Kind.IndexExpression) return false;
  const map = { file: target.file, node: tree.childByField(target.node, Field.Operand) };
  return pkg.underlyingOf(map).kind === 'map' && isLasting(pkg, map, loop);
}

/** Appended values of type sql.RawBytes, also as plain bytes. */
function keptRawBytes(pkg: Package): KeptLoan[] {
  if (!pkg.files.some(({ tree }) => tree.text.includes('RawBytes'))) return [];
  return pkg.callsNamed('append').flatMap(({ args }) =>
    args.slice(1).flatMap(at => {
      const raw = withoutConversion(pkg, at);
      if (!isNamed(pkg.types.unaliased(pkg.typeOf(raw)), 'database/sql', 'RawBytes')) return [];
      const how = keepBy(pkg, at, at);
      return how === undefined ? [] : [{ at, lender: raw, how }];
    }),
  );
}

function withoutConversion(pkg: Package, at: Place): Place {
  const tree = pkg.tree(at.file);
  const kind = tree.kindOf(at.node);
  if (kind !== Kind.CallExpression && kind !== Kind.TypeConversionExpression) return at;
  const { callee, args } = pkg.callAt(at);
  const [operand] = args;
  const isBytes = pkg.underlyingOf(at).kind === 'slice';
  return callee.kind === 'conversion' && operand !== undefined && isBytes ? operand : at;
}
