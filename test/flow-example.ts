/**
 * A Go function whose control-flow graph is under test.
 */
import assert from 'node:assert/strict';
import type { ExitKind } from '../src/semantic/flow/block.ts';
import { buildFlowGraph } from '../src/semantic/flow/build.ts';
import type { FlowGraph } from '../src/semantic/flow/graph.ts';
import { Kind } from '../src/syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../src/syntax/tree.ts';
import { goParser, nodeAt } from './go-parser.ts';

const ENDS: readonly (readonly [prefix: string, kind: ExitKind])[] = [
  ['panic(', 'panic'],
  ['os.Exit(', 'process-exit'],
  ['runtime.Goexit(', 'goexit'],
];

/** A function under test; places in it are named by a piece of its text. */
export class FlowExample {
  readonly tree: SyntaxTree;
  readonly graph: FlowGraph;

  constructor(body: string, signature = 'func f()') {
    this.tree = goParser.parse(`package p\n${signature} {\n${body}\n}\n`);
    assert.equal(this.tree.hasError(this.tree.root), false, 'the example is no Go');
    const [fn = NO_NODE] = this.tree.descendantsOfKind(0, Kind.FunctionDeclaration, Kind.MethodDeclaration);
    const tree = this.tree;
    this.graph = buildFlowGraph(tree, fn, call => ENDS.find(([prefix]) => tree.textOf(call).startsWith(prefix))?.[1]);
  }

  at(snippet: string): NodeId {
    return nodeAt(this.tree, snippet);
  }

  reaches(from: string, to: string, avoiding?: string): boolean {
    return this.graph.canReach(this.at(from), this.at(to), avoiding === undefined ? undefined : this.is(avoiding));
  }

  isReachable(snippet: string): boolean {
    return this.graph.isReachable(this.at(snippet));
  }

  /** The text of the exit that is reached without `stop`. */
  leaksAt(from: string, stop: string, kinds?: readonly ExitKind[]): string | undefined {
    const exit = this.graph.pathToExit(this.at(from), this.is(stop), kinds);
    return exit === undefined ? undefined : this.tree.textOf(exit);
  }

  is(snippet: string): (node: NodeId) => boolean {
    return node => this.tree.textOf(node) === snippet;
  }

  exits(): string[] {
    return this.graph.exits.map(({ kind, node }) => `${kind} ${this.tree.textOf(node)}`);
  }

  loop(index = 0): { blocks: number; exits: number } {
    const loop = this.graph.loops[index];
    assert.ok(loop);
    return { blocks: loop.blocks.size, exits: loop.exits.length };
  }
}
