/** Control flow: how a function can end, and whether something was done before; and code of any size. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { MAX_NESTING, nestingOf } from '../src/syntax/source-file.ts';
import { FlowExample } from './flow-example.ts';

describe('calls that never return', () => {
  it('are exits of their kind', () => {
    const f = new FlowExample('if a() { panic(b()) }\nif c() { os.Exit(1) }\nif d() { runtime.Goexit() }\ne()');
    assert.deepEqual(f.exits(), ['panic panic(b())', 'process-exit os.Exit(1)', 'goexit runtime.Goexit()', 'end }']);
    assert.equal(f.reaches('b()', 'c()'), false);
  });

  it('are calls like any other where they are deferred or started', () => {
    const f = new FlowExample('defer os.Exit(1)\ngo panic(1)\na()');
    assert.deepEqual(f.exits(), ['end }']);
    assert.equal(f.isReachable('a()'), true);
  });
});

describe('the way to an exit', () => {
  const f = new FlowExample('r := open()\nif a(r) {\n return\n}\nif b() { panic(1) }\nr.Close()\n');

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
    const deferred = new FlowExample('r := open()\nif a() { return }\ndefer r.Close()\nif b() { return }');
    assert.equal(deferred.leaksAt('open()', 'r.Close()'), 'return');
    assert.equal(deferred.leaksAt('b()', 'r.Close()'), 'return');
    assert.equal(deferred.leaksAt('a()', 'r.Close()'), 'return');
    assert.equal(deferred.graph.defers.length, 1);
    const first = new FlowExample('r := open()\ndefer r.Close()\nif b() { return }');
    assert.equal(first.leaksAt('open()', 'r.Close()'), undefined);
  });
});

describe('code of any size', () => {
  it('is taken: long sums, long literals, long chains', () => {
    const sum = new FlowExample(`x := ${'"a" + '.repeat(20_000)}b()\nc()`);
    assert.equal(sum.reaches('b()', 'c()'), true);
    const literal = new FlowExample(`x := []int{${'1, '.repeat(200_000)}}\nc()`);
    assert.equal(literal.isReachable('c()'), true);
    const either = new FlowExample(`if ${'a() || '.repeat(10_000)}b() { c() }`);
    assert.equal(either.reaches('b()', 'c()'), true);
    const parentheses = new FlowExample(`x := ${'('.repeat(10_000)}b()${')'.repeat(10_000)}`);
    assert.equal(parentheses.isReachable('b()'), true);
    const chain = new FlowExample(`${'if a() { } else '.repeat(5_000)}{ b() }\nc()`);
    assert.equal(chain.reaches('b()', 'c()'), true);
    const loops = new FlowExample('for a() { }\n'.repeat(2_000) + 'b()');
    assert.equal(loops.graph.dominates(loops.at('a()'), loops.at('b()')), true);
    assert.equal(loops.graph.loops.length, 2_000);
  });

  it('is taken up to the depth at which files are skipped', () => {
    for (const [open, close] of [
      ['switch {\ncase a():\n', '}\n'],
      ['for a() {\n', '}\n'],
      ['x(a && ', ')'],
    ] as const) {
      const depthOf = (levels: number): FlowExample =>
        new FlowExample(`${open.repeat(levels)}b()\n${close.repeat(levels)}`);
      const perLevel = nestingOf(depthOf(2).tree) - nestingOf(depthOf(1).tree);
      const f = depthOf(Math.floor(MAX_NESTING / perLevel));
      assert.ok(nestingOf(f.tree) > MAX_NESTING - 10);
      assert.equal(f.isReachable('b()'), true);
    }
  });
});
