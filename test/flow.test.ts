/** Control flow: what each Go statement does to it. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { buildFlowGraph } from '../src/semantic/flow/build.ts';
import { Kind } from '../src/syntax/kinds.ts';
import { NO_NODE } from '../src/syntax/tree.ts';
import { FlowExample } from './flow-example.ts';
import { goParser } from './go-parser.ts';

describe('straight code', () => {
  it('is one block, in the order of evaluation', () => {
    const f = new FlowExample('x[i()] = a(b(), <-c())');
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
    const f = new FlowExample('x := a()\nvar y, z = b(), x');
    assert.equal(f.reaches('a()', 'x :='), true);
    assert.equal(f.reaches('b()', 'y'), true);
  });

  it('takes a function literal for a value and does not look into it', () => {
    const f = new FlowExample('g(func() { return })\nh()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.graph.blockOf(f.at('return')), f.graph.blockOf(f.at('h()')));
    assert.equal(f.reaches('return', 'h()'), true);
  });

  it('gives a function literal a graph of its own', () => {
    const f = new FlowExample('g(func() { if a { return }; b() })');
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
  const f = new FlowExample('if x := a(); x != nil {\n b()\n return\n} else if c() { d() } else { e() }\ng()');

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
    const f = new FlowExample('if !(a() && b()) || c() { d() }');
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
    const f = new FlowExample('x := a() && b()\nc(x)');
    assert.equal(f.reaches('a()', 'c(x)', 'b()'), true);
    assert.equal(f.graph.dominates(f.at('a()'), f.at('c(x)')), true);
    assert.equal(f.graph.dominates(f.at('b()'), f.at('c(x)')), false);
  });
});

describe('for', () => {
  it('may run its body never, once or again', () => {
    const f = new FlowExample('for i := a(); b(i); c() {\n d()\n if e() { continue }\n g()\n}\nh()');
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
    assert.deepEqual(new FlowExample('for { a() }').exits(), []);
    assert.deepEqual(new FlowExample('for ; ; { a() }').exits(), []);
    assert.deepEqual(new FlowExample('for true { a() }').exits(), []);
    const f = new FlowExample('for {\n a()\n if b() { break }\n}\nc()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.loop().exits, 1);
  });

  it('ranges over elements, channels, integers and functions alike', () => {
    const f = new FlowExample('for k, v := range a() {\n b(k, v)\n}\nc()');
    assert.equal(f.reaches('a()', 'c()', 'b(k, v)'), true);
    assert.equal(f.graph.isOnCycle(f.at('a()')), false);
    assert.equal(f.graph.isOnCycle(f.at('k, v')), true);
    assert.deepEqual(new FlowExample('for range 10 { a() }').loop(), { blocks: 2, exits: 1 });
    assert.deepEqual(new FlowExample('for range seq { return }').exits(), ['return return', 'end }']);
  });

  it('tells code that comes round from code on the way out', () => {
    const f = new FlowExample('for a() {\n for b() {\n  c()\n  if d() {\n   e()\n   return\n  }\n }\n g()\n}');
    const around = (at: string): string[] =>
      f.graph.loopsAround(f.at(at)).map(loop => f.tree.textOf(loop.node).slice(0, 7));
    assert.deepEqual(around('c()'), ['for b()', 'for a()']);
    assert.deepEqual(around('g()'), ['for a()']);
    assert.deepEqual(around('e()'), []);
    assert.equal(f.graph.isOnCycle(f.at('e()')), false);
  });

  it('that never comes round has no blocks', () => {
    assert.deepEqual(new FlowExample('for {\n a()\n return\n}').loop(), { blocks: 0, exits: 0 });
  });
});

describe('jumps', () => {
  it('leave or continue the loop that they name', () => {
    const f = new FlowExample(
      'outer:\nfor a() {\n for b() {\n  if c() { break outer }\n  if d() { continue outer }\n  e()\n }\n g()\n}\nh()',
    );
    assert.equal(f.reaches('c()', 'h()', 'a()'), true);
    assert.equal(f.reaches('d()', 'a()', 'b()'), true);
    assert.equal(f.reaches('e()', 'g()', 'b()'), false);
  });

  it('go to labels before and after them', () => {
    const f = new FlowExample('again:\n a()\n if b() { goto again }\n if c() { goto done }\n d()\ndone:\n e()');
    assert.equal(f.graph.isOnCycle(f.at('a()')), true);
    assert.equal(f.graph.isOnCycle(f.at('d()')), false);
    assert.equal(f.reaches('c()', 'e()', 'd()'), true);
    assert.deepEqual(f.graph.loopsAround(f.at('a()')), [], 'a cycle, but no for statement');
  });

  it('leave dead code behind', () => {
    const f = new FlowExample('a()\nreturn\nb()');
    assert.equal(f.isReachable('a()'), true);
    assert.equal(f.isReachable('b()'), false);
    assert.deepEqual(f.exits(), ['return return']);
  });

  it('to a label that is not there lead nowhere', () => {
    assert.deepEqual(new FlowExample('goto nowhere').exits(), []);
    assert.deepEqual(new FlowExample('break').exits(), []);
  });
});

describe('switch', () => {
  it('compares in order and falls through only where it says so', () => {
    const f = new FlowExample(
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
    const f = new FlowExample('switch {\ncase a() && b():\n c()\n}\nd()');
    assert.equal(f.reaches('a()', 'd()', 'c()'), true);
    assert.equal(f.reaches('a()', 'c()', 'b()'), false);
  });

  it('with default does something, and break leaves it', () => {
    const f = new FlowExample(
      'for {\n switch a() {\n case 1:\n  if b() { break }\n  c()\n default:\n  d()\n }\n e()\n}',
    );
    assert.equal(f.reaches('b()', 'e()', 'c()'), true);
    assert.equal(
      f.graph.canReach(f.at('a()'), f.at('e()'), n => ['b()', 'd()'].includes(f.tree.textOf(n))),
      false,
    );
    assert.deepEqual(f.exits(), []);
  });

  it('on types evaluates no type', () => {
    const f = new FlowExample('switch y := a().(type) {\ncase int, *T:\n b(y)\ncase nil:\n return\n}\nc()');
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
    const f = new FlowExample('select {\ncase a() <- b():\n c()\ncase x, ok := <-d():\n e(x, ok)\n}\ng()');
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
    const f = new FlowExample('for {\n select {\n case <-a:\n  break\n case <-b:\n  return\n default:\n }\n c()\n}');
    assert.equal(f.reaches('break', 'c()'), true);
    assert.deepEqual(f.exits(), ['return return']);
    assert.equal(f.loop().exits, 1);
  });

  it('without cases blocks for ever', () => {
    const f = new FlowExample('select {}\na()');
    assert.equal(f.isReachable('a()'), false);
    assert.deepEqual(f.exits(), []);
  });
});
