/**
 * `then` is where control can go from the first call or the select on the line: the next calls, in alphabetical order,
 * and how the function may end before any. `defers` is which deferred calls run at the exit on the line, in their order, with a
 * question mark if only on some ways to it. `exit` is how calls of the function on the line end, if they do not return.
 */
import type { Edge, Exit, Place as FlowPlace } from '../../src/semantic/flow/block.ts';
import type { FlowGraph } from '../../src/semantic/flow/graph.ts';
import type { GoFunction } from '../../src/semantic/names/symbol.ts';
import type { Package, Place } from '../../src/semantic/package.ts';
import { Kind } from '../../src/syntax/kinds.ts';
import type { SyntaxTree } from '../../src/syntax/tree.ts';
import { type Answer, firstOn, lineOf } from './place.ts';

export const then: Answer = (pkg, line) => {
  const at = firstOn(pkg, line, Kind.CallExpression, Kind.SelectStatement);
  const fn = pkg.functionAround(at);
  const flow = fn && pkg.flow(fn);
  const start = flow?.placeOf(at.node);
  if (flow === undefined || start === undefined || !flow.isReachable(at.node)) return 'never comes here';
  return [...next(pkg.tree(at.file), flow, start)].sort().join(', ') || 'nothing';
};

function* next(tree: SyntaxTree, flow: FlowGraph, start: FlowPlace): Generator<string> {
  const pending: { edge: Edge; from: number }[] = [{ edge: { block: start.block }, from: start.next }];
  const seen = new Set<Edge['block']>();
  // A list that grows while it is walked through: a queue.
  for (const { edge, from } of pending) {
    const call = edge.block.nodes.slice(from).find(node => tree.kindOf(node) === Kind.CallExpression);
    if (call !== undefined) {
      yield told(tree, edge) + tree.textOf(call);
      continue;
    }
    for (const { block, kind } of flow.exits) if (block === edge.block) yield kind;
    const ways = edge.block.successors.filter(({ block }) => !seen.has(block));
    for (const way of ways) seen.add(way.block);
    pending.push(...ways.map(way => ({ edge: way, from: 0 })));
  }
}

/** What a call said of its argument by returning. */
const told = (tree: SyntaxTree, { given }: Edge): string =>
  given === undefined ? '' : `${tree.textOf(given.expression)} is ${given.is}: `;

export const defers: Answer = (pkg, line) => {
  for (const fn of pkg.functions) {
    const flow = pkg.flow(fn);
    const exit = flow.exits.find(({ node }) => lineOf(pkg, { file: fn.place.file, node }) === line);
    if (exit !== undefined) return deferredText(pkg, fn, flow, exit);
  }
  return 'no exit';
};

function deferredText(pkg: Package, fn: GoFunction, flow: FlowGraph, exit: Exit): string {
  const tree = pkg.tree(fn.place.file);
  const texts = flow
    .defersAt(exit)
    .map(({ statement, always }) => `${tree.textOf(tree.firstNamedChild(statement))}${always ? '' : '?'}`);
  return texts.length === 0 ? 'none' : texts.join(', ');
}

export const exit: Answer = (pkg, line) => {
  const fn = functionOn(pkg, line);
  const kind = fn && pkg.exits.ofFunction(fn);
  if (fn === undefined || kind !== undefined) return kind ?? 'no function';
  const summary = pkg.facts().functions[fn.name]?.summary;
  if (summary?.returnsIf === undefined) return 'may return';
  const { argument, is } = summary.returnsIf;
  return `${summary.exit ?? ''} unless argument ${argument} is ${is}`;
};

function functionOn(pkg: Package, line: number): GoFunction | undefined {
  const at: Place = firstOn(pkg, line, Kind.FunctionDeclaration, Kind.MethodDeclaration, Kind.FuncLiteral);
  return pkg.functionAt(at);
}
