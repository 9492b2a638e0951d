/** Control flow: what each Go statement does to it, and what a rule can ask. */
import { describe, it } from 'node:test';
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
class Function {
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

describe('straight code', () => {
  it('is one block, in the order of evaluation', () => {
    const f = new Function('x[i()] = a(b(), <-c())');
    assert.equal(f.graph.entry.successors.length, 0);
    assert.deepEqual(
      f.graph.entry.nodes.map(node => f.tree.textOf(node)).filter(text => /[()]$/.test(text)),
      ['i()', 'b()', 'c()', '<-c()', 'a(b(), <-c())', 'x[i()] = a(b(), <-c())'],
    );
    assert.equal(f.reaches('i()', 'a('), true);
    assert.equal(f.reaches('a(', 'i()'), false);
    assert.equal(f.reaches('b()', 'b()'), false);
  });

  it('writes a variable after it has evaluated the value', () => {
    const f = new Function('x := a()\nvar y, z = b(), x');
    assert.equal(f.reaches('a()', 'x :='), true);
    assert.equal(f.reaches('b()', 'y'), true);
  });

  it('takes a function literal for a value and does not look into it', () => {
    const f = new Function('g(func() { return })\nh()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.graph.blockOf(f.at('return')), f.graph.blockOf(f.at('h()')));
    assert.equal(f.reaches('return', 'h()'), true);
  });

  it('gives a function literal a graph of its own', () => {
    const f = new Function('g(func() { if a { return }; b() })');
    const [literal = NO_NODE] = f.tree.descendantsOfKind(0, Kind.FuncLiteral);
    const graph = buildFlowGraph(f.tree, literal, () => undefined);
    assert.deepEqual(
      graph.exits.map(exit => exit.kind),
      ['return', 'end'],
    );
  });

  it('has nothing to say about a function without a body', () => {
    const tree = goParser.parse('package p\nfunc f()\n');
    const [fn = NO_NODE] = tree.descendantsOfKind(0, Kind.FunctionDeclaration);
    const graph = buildFlowGraph(tree, fn, () => undefined);
    assert.deepEqual([graph.exits.length, graph.blocks.length, graph.blockOf(fn)], [0, 1, undefined]);
  });
});

describe('if', () => {
  const f = new Function('if x := a(); x != nil {\n b()\n return\n} else if c() { d() } else { e() }\ng()');

  it('takes one branch or the other', () => {
    assert.equal(f.reaches('a()', 'b()'), true);
    assert.equal(f.reaches('b()', 'c()'), false);
    assert.equal(f.reaches('b()', 'g()'), false);
    assert.equal(f.reaches('d()', 'e()'), false);
    assert.equal(f.reaches('d()', 'g()'), true);
    assert.deepEqual(f.exits(), ['return return', 'end }']);
  });

  it('says on its edges what is known there, so that the success edge can be followed', () => {
    const condition = f.at('x != nil');
    const edges = f.graph.blockOf(condition)?.successors ?? [];
    assert.deepEqual(
      edges.map(edge => [edge.condition, edge.value]),
      [
        [condition, true],
        [condition, false],
      ],
    );
    const onSuccess = f.graph.pathToExit(
      f.at('a()'),
      () => false,
      ['return'],
      edge => edge.condition !== condition || edge.value === false,
    );
    assert.equal(onSuccess, undefined);
  });

  it('knows what came before in any case', () => {
    assert.equal(f.graph.dominates(f.at('a()'), f.at('g()')), true);
    assert.equal(f.graph.dominates(f.at('c()'), f.at('e()')), true);
    assert.equal(f.graph.dominates(f.at('d()'), f.at('g()')), false);
    assert.equal(f.graph.dominates(f.at('g()'), f.at('a()')), false);
  });
});

describe('short circuits', () => {
  it('are branches of a condition', () => {
    const f = new Function('if !(a() && b()) || c() { d() }');
    assert.equal(f.reaches('a()', 'c()', 'b()'), false);
    assert.equal(f.reaches('a()', 'd()', 'b()'), true);
    assert.equal(f.graph.dominates(f.at('b()'), f.at('c()')), true);
    const edges = f.graph.blockOf(f.at('a()'))?.successors ?? [];
    assert.deepEqual(
      edges.map(edge => edge.block === f.graph.blockOf(f.at('d()'))),
      [false, true],
    );
  });

  it('are branches of a value as well', () => {
    const f = new Function('x := a() && b()\nc(x)');
    assert.equal(f.reaches('a()', 'c(x)', 'b()'), true);
    assert.equal(f.graph.dominates(f.at('a()'), f.at('c(x)')), true);
    assert.equal(f.graph.dominates(f.at('b()'), f.at('c(x)')), false);
  });
});

describe('for', () => {
  it('may run its body never, once or again', () => {
    const f = new Function('for i := a(); b(i); c() {\n d()\n if e() { continue }\n g()\n}\nh()');
    assert.equal(f.reaches('a()', 'h()', 'd()'), true);
    assert.equal(f.reaches('d()', 'd()'), true);
    assert.equal(f.reaches('d()', 'd()', 'c()'), false);
    assert.equal(f.reaches('e()', 'c()', 'g()'), true);
    assert.deepEqual(
      ['a()', 'b(i)', 'c()', 'g()', 'h()'].map(at => f.graph.isOnCycle(f.at(at))),
      [false, true, true, true, false],
    );
  });

  it('without a condition ends only by a jump', () => {
    assert.deepEqual(new Function('for { a() }').exits(), []);
    assert.deepEqual(new Function('for ; ; { a() }').exits(), []);
    assert.deepEqual(new Function('for true { a() }').exits(), []);
    const f = new Function('for {\n a()\n if b() { break }\n}\nc()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.loop().exits, 1);
  });

  it('ranges over elements, channels, integers and functions alike', () => {
    const f = new Function('for k, v := range a() {\n b(k, v)\n}\nc()');
    assert.equal(f.reaches('a()', 'c()', 'b(k, v)'), true);
    assert.equal(f.graph.isOnCycle(f.at('a()')), false);
    assert.equal(f.graph.isOnCycle(f.at('k, v')), true);
    assert.deepEqual(new Function('for range 10 { a() }').loop(), { blocks: 2, exits: 1 });
    assert.deepEqual(new Function('for range seq { return }').exits(), ['return return', 'end }']);
  });

  it('tells code that comes round from code on the way out', () => {
    const f = new Function('for a() {\n for b() {\n  c()\n  if d() {\n   e()\n   return\n  }\n }\n g()\n}');
    const around = (at: string): string[] =>
      f.graph.loopsAround(f.at(at)).map(loop => f.tree.textOf(loop.node).slice(0, 7));
    assert.deepEqual(around('c()'), ['for b()', 'for a()']);
    assert.deepEqual(around('g()'), ['for a()']);
    assert.deepEqual(around('e()'), []);
    assert.equal(f.graph.isOnCycle(f.at('e()')), false);
  });

  it('that never comes round has no blocks', () => {
    assert.deepEqual(new Function('for {\n a()\n return\n}').loop(), { blocks: 0, exits: 0 });
  });
});

describe('jumps', () => {
  it('leave or continue the loop that they name', () => {
    const f = new Function(
      'outer:\nfor a() {\n for b() {\n  if c() { break outer }\n  if d() { continue outer }\n  e()\n }\n g()\n}\nh()',
    );
    assert.equal(f.reaches('c()', 'h()', 'a()'), true);
    assert.equal(f.reaches('d()', 'a()', 'b()'), true);
    assert.equal(f.reaches('e()', 'g()', 'b()'), false);
  });

  it('go to labels before and after them', () => {
    const f = new Function('again:\n a()\n if b() { goto again }\n if c() { goto done }\n d()\ndone:\n e()');
    assert.equal(f.graph.isOnCycle(f.at('a()')), true);
    assert.equal(f.graph.isOnCycle(f.at('d()')), false);
    assert.equal(f.reaches('c()', 'e()', 'd()'), true);
    assert.deepEqual(f.graph.loopsAround(f.at('a()')), [], 'a cycle, but no for statement');
  });

  it('leave dead code behind', () => {
    const f = new Function('a()\nreturn\nb()');
    assert.equal(f.isReachable('a()'), true);
    assert.equal(f.isReachable('b()'), false);
    assert.deepEqual(f.exits(), ['return return']);
  });

  it('to a label that is not there lead nowhere', () => {
    assert.deepEqual(new Function('goto nowhere').exits(), []);
    assert.deepEqual(new Function('break').exits(), []);
  });
});

describe('switch', () => {
  it('compares in order and falls through only where it says so', () => {
    const f = new Function(
      'switch x := a(); x {\ncase b(), c():\n d()\n fallthrough\ndefault:\n e()\ncase g():\n h()\n}\ni()',
    );
    assert.equal(f.reaches('b()', 'd()', 'c()'), true);
    assert.equal(f.reaches('d()', 'e()'), true);
    assert.equal(f.reaches('d()', 'h()'), false);
    assert.equal(f.graph.dominates(f.at('g()'), f.at('h()')), true, 'default comes last wherever it stands');
    assert.equal(f.reaches('g()', 'i()', 'h()'), true);
    assert.equal(f.reaches('c()', 'i()', 'g()'), true);
    const edge = f.graph.blockOf(f.at('b()'))?.successors[0];
    assert.deepEqual([edge?.condition, edge?.value, f.tree.textOf(edge?.tag ?? 0)], [f.at('b()'), true, 'x']);
  });

  it('without default may do nothing', () => {
    const f = new Function('switch {\ncase a() && b():\n c()\n}\nd()');
    assert.equal(f.reaches('a()', 'd()', 'c()'), true);
    assert.equal(f.reaches('a()', 'c()', 'b()'), false);
  });

  it('with default does something, and break leaves it', () => {
    const f = new Function('for {\n switch a() {\n case 1:\n  if b() { break }\n  c()\n default:\n  d()\n }\n e()\n}');
    assert.equal(f.reaches('b()', 'e()', 'c()'), true);
    assert.equal(
      f.graph.canReach(f.at('a()'), f.at('e()'), n => ['b()', 'd()'].includes(f.tree.textOf(n))),
      false,
    );
    assert.deepEqual(f.exits(), []);
  });

  it('on types evaluates no type', () => {
    const f = new Function('switch y := a().(type) {\ncase int, *T:\n b(y)\ncase nil:\n return\n}\nc()');
    assert.equal(f.reaches('a()', 'c()', 'b(y)'), true);
    assert.equal(f.reaches('b(y)', 'return'), false);
    assert.equal(
      f.graph.blocks.some(block => block.nodes.includes(f.at('int'))),
      false,
    );
  });
});

describe('select', () => {
  it('chooses one case after it has evaluated all channels', () => {
    const f = new Function('select {\ncase a() <- b():\n c()\ncase x, ok := <-d():\n e(x, ok)\n}\ng()');
    assert.equal(f.reaches('a()', 'd()'), true);
    assert.equal(f.graph.dominates(f.at('d()'), f.at('c()')), true);
    assert.equal(f.reaches('c()', 'e('), false);
    assert.equal(f.reaches('<-d()', 'x, ok)'), true);
    const edges = f.graph.blockOf(f.at('d()'))?.successors ?? [];
    assert.deepEqual(
      edges.map(edge => f.tree.kindOf(edge.alternative ?? 0)),
      [Kind.CommunicationCase, Kind.CommunicationCase],
    );
    assert.equal(
      f.graph.canReach(f.at('d()'), f.at('g()'), n => ['c()', 'e(x, ok)'].includes(f.tree.textOf(n))),
      false,
    );
  });

  it('is left by break, which does not leave the loop around it', () => {
    const f = new Function('for {\n select {\n case <-a:\n  break\n case <-b:\n  return\n default:\n }\n c()\n}');
    assert.equal(f.reaches('break', 'c()'), true);
    assert.deepEqual(f.exits(), ['return return']);
    assert.equal(f.loop().exits, 1);
  });

  it('without cases blocks for ever', () => {
    const f = new Function('select {}\na()');
    assert.equal(f.isReachable('a()'), false);
    assert.deepEqual(f.exits(), []);
  });
});

describe('calls that never return', () => {
  it('are exits of their kind', () => {
    const f = new Function('if a() { panic(b()) }\nif c() { os.Exit(1) }\nif d() { runtime.Goexit() }\ne()');
    assert.deepEqual(f.exits(), ['panic panic(b())', 'process-exit os.Exit(1)', 'goexit runtime.Goexit()', 'end }']);
    assert.equal(f.reaches('b()', 'c()'), false);
  });

  it('are calls like any other where they are deferred or started', () => {
    const f = new Function('defer os.Exit(1)\ngo panic(1)\na()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.isReachable('a()'), true);
  });
});

describe('the way to an exit', () => {
  const f = new Function('r := open()\nif a(r) {\n return\n}\nif b() { panic(1) }\nr.Close()\n');

  it('is found if something was not done on it', () => {
    assert.equal(f.leaksAt('open()', 'r.Close()'), 'return');
    assert.equal(f.leaksAt('b()', 'r.Close()'), undefined);
    assert.equal(f.leaksAt('r.Close()', 'nothing'), '}');
  });

  it('may be restricted to kinds of exits', () => {
    assert.equal(f.leaksAt('open()', 'r.Close()', ['panic']), 'panic(1)');
    assert.equal(f.leaksAt('open()', 'b()', ['panic']), undefined);
  });

  it('ends at a deferred call, which is listed where it is registered', () => {
    const deferred = new Function('r := open()\nif a() { return }\ndefer r.Close()\nif b() { return }');
    assert.equal(deferred.leaksAt('open()', 'r.Close()'), 'return');
    assert.equal(deferred.leaksAt('b()', 'r.Close()'), 'return');
    assert.equal(deferred.leaksAt('a()', 'r.Close()'), 'return');
    assert.equal(deferred.graph.defers.length, 1);
    const first = new Function('r := open()\ndefer r.Close()\nif b() { return }');
    assert.equal(first.leaksAt('open()', 'r.Close()'), undefined);
  });
});

describe('code of any size', () => {
  it('is taken: long sums, long literals, long chains', () => {
    const sum = new Function(`x := ${'"a" + '.repeat(20_000)}b()\nc()`);
    assert.equal(sum.reaches('b()', 'c()'), true);
    const literal = new Function(`x := []int{${'1, '.repeat(200_000)}}\nc()`);
    assert.equal(literal.isReachable('c()'), true);
    const either = new Function(`if ${'a() || '.repeat(10_000)}b() { c() }`);
    assert.equal(either.reaches('b()', 'c()'), true);
    const parentheses = new Function(`x := ${'('.repeat(10_000)}b()${')'.repeat(10_000)}`);
    assert.equal(parentheses.isReachable('b()'), true);
    const chain = new Function(`${'if a() { } else '.repeat(5_000)}{ b() }\nc()`);
    assert.equal(chain.reaches('b()', 'c()'), true);
    const loops = new Function('for a() { }\n'.repeat(2_000) + 'b()');
    assert.equal(loops.graph.dominates(loops.at('a()'), loops.at('b()')), true);
    assert.equal(loops.graph.loops.length, 2_000);
  });
});
