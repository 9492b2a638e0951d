/**
 * Where a value goes that gathers there over many calls: maps and slices at home in fields of the receiver or in
 * package-level variables.
 *
 * It may get there in a field of an object that goes there, by a method that is known to keep its argument, or by a
 * function of the package that stores a parameter.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId } from '../../syntax/tree.ts';
import { NO_NODE } from '../../syntax/tree.ts';
import type { GoFunction, GoSymbol, Place } from '../names/symbol.ts';
import type { Package } from '../package.ts';
import type { Destination } from '../value-flow/destinations.ts';
import type { SliceHome } from './slice-home.ts';
import { homeOf } from './slice-home.ts';

/** A map or slice that gets the value. */
export interface LastingSink {
  /** The use that sends it there, in the function that has the value. */
  readonly at: Place;
  readonly target: Place;
  readonly home: SliceHome;
  /** What the container hangs on: a receiver or a package-level variable. */
  readonly root: GoSymbol;
}

/** Objects in objects, and calls in calls, deeper than this are not followed. */
const MAX_STEPS = 3;

/** The maps and slices that get the value of an expression. */
export function lastingSinks(pkg: Package, value: Place, steps = 0): LastingSink[] {
  if (steps > MAX_STEPS) return [];
  return pkg.destinations(value).flatMap(destination => {
    const { at } = destination;
    const sink = directSink(pkg, at);
    return sink === undefined ? further(pkg, destination, steps + 1).map(found => ({ ...found, at })) : [sink];
  });
}

/** `m[k] = x`, `s[i] = x`, `s = append(s, x)` */
function directSink(pkg: Package, at: Place): LastingSink | undefined {
  const { file } = at;
  const tree = pkg.tree(file);
  const use = pkg.useOf(at);
  if (use.kind === 'stored' && use.target !== undefined && tree.kindOf(use.target) === Kind.IndexExpression) {
    return lasting(pkg, at, { file, node: tree.childByField(use.target, Field.Operand) });
  }
  if (use.kind !== 'builtin' || use.name !== 'append' || use.index === 0) return undefined;
  const { target } = pkg.useOf({ file, node: use.node });
  return target === undefined ? undefined : lasting(pkg, at, { file, node: target });
}

function lasting(pkg: Package, at: Place, target: Place): LastingSink | undefined {
  const home = homeOf(pkg, target);
  const root = rootOf(pkg, target);
  if (home === undefined || home.kind === 'pointer' || root === undefined) return undefined;
  return { at, target, home, root };
}

/** The variable that has the field, unless it is a local of the function: its object may be gone with it. */
function rootOf(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const tree = pkg.tree(file);
  let at: NodeId = node;
  while (tree.kindOf(at) === Kind.SelectorExpression || tree.kindOf(at) === Kind.IndexExpression) {
    at = tree.childByField(at, Field.Operand);
  }
  const symbol = pkg.symbolAt({ file, node: at });
  return symbol?.role === 'receiver' || symbol?.role === 'global' ? symbol : undefined;
}

function further(pkg: Package, destination: Destination, steps: number): LastingSink[] {
  const { at, kind } = destination;
  if (kind === 'passed') return ofArgument(pkg, destination, steps);
  if (kind !== 'stored') return [];
  const use = pkg.useOf(at);
  if (use.kind === 'literal') return lastingSinks(pkg, addressed(pkg, { file: at.file, node: use.node }), steps);
  const object = use.kind === 'stored' ? objectOf(pkg, { file: at.file, node: use.target ?? NO_NODE }) : undefined;
  return object?.uses.flatMap(each => lastingSinks(pkg, each, steps)) ?? [];
}

/** `&T{…}` around a literal. */
function addressed(pkg: Package, { file, node }: Place): Place {
  const parent = pkg.tree(file).parentOf(node);
  return pkg.tree(file).kindOf(parent) === Kind.UnaryExpression ? { file, node: parent } : { file, node };
}

/** The variable `o` of `o.f`, where all that it ever holds is an object that the function makes. */
function objectOf(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.SelectorExpression) return undefined;
  const symbol = pkg.symbolAt({ file, node: tree.childByField(node, Field.Operand) });
  const value = symbol?.role === 'local' ? pkg.soleValue(symbol) : undefined;
  const isMade = value !== undefined && pkg.origins(value).every(({ kind }) => kind === 'literal' || kind === 'made');
  return isMade ? symbol : undefined;
}

function ofArgument(
  pkg: Package,
  { at, call, argument }: Extract<Destination, { kind: 'passed' }>,
  steps: number,
): LastingSink[] {
  const { receiver, target, effect } = call;
  if (receiver !== undefined && effect.stores?.includes(argument) === true) {
    const sink = lasting(pkg, at, receiver);
    return sink === undefined ? [] : [sink];
  }
  if (target === undefined || call.mode === 'go' || isGathered(pkg, target, argument)) return [];
  const owner = receiver === undefined ? undefined : rootOf(pkg, receiver);
  return (target.parameters[argument]?.uses ?? []).flatMap(use =>
    lastingSinks(pkg, use, steps).flatMap(sink => {
      const root = sink.root.role === 'global' ? sink.root : owner;
      return root === undefined ? [] : [{ ...sink, root }];
    }),
  );
}

/** Whether the argument goes, with others, into the slice of a variadic parameter. */
const isGathered = (pkg: Package, target: GoFunction, argument: number): boolean =>
  pkg.signatureOf(target).variadic && argument >= target.parameters.length - 1;
