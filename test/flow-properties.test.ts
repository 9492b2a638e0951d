/**
 * Control flow of made-up functions: the answers of the graph must agree with each other. Dominance, cycles and ways
 * are computed by different algorithms, so one checks the other.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Kind } from '../src/syntax/kinds.ts';
import type { NodeId } from '../src/syntax/tree.ts';
import { FlowExample } from './flow-example.ts';

const { body } = fc.letrec<{ body: string; statement: string }>(tie => ({
  body: fc.array(tie('statement'), { maxLength: 4 }).map(statements => statements.join('\n')),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a()', 'a(b(), <-c)', 'x = a() && b()', 'c <- a()', 'defer a()', 'go a()', 'x := a()'),
    fc.constantFrom('return', 'panic(a())', 'goto top', 'os.Exit(1)', 'select {}', 'break', 'continue'),
    tie('body').map(inner => `{\n${inner}\n}`),
    fc.tuple(tie('body'), tie('body')).map(([yes, no]) => `if a() || !b() {\n${yes}\n} else {\n${no}\n}`),
    tie('body').map(inner => `for {\n${inner}\n}`),
    tie('body').map(inner => `for i := a(); b(); c() {\n${inner}\nif a() { continue }\nb()\n}`),
    tie('body').map(inner => `for range a() {\n${inner}\n}`),
    fc
      .tuple(tie('body'), tie('body'))
      .map(([one, two]) => `switch a() {\ncase b():\n${one}\nfallthrough\ndefault:\n${two}\n}`),
    fc.tuple(tie('body'), tie('body')).map(([one, two]) => `select {\ncase <-a():\n${one}\ncase c <- b():\n${two}\n}`),
    fc
      .tuple(tie('body'), tie('body'))
      .map(([one, two]) => `switch a().(type) {\ncase int:\n${one}\ncase nil, T:\n${two}\n}`),
  ),
}));

const functions = body.map(text => new FlowExample(`start()\ntop:\n${text}\nend()`));

function callsOf(f: FlowExample): NodeId[] {
  return [...f.tree.descendantsOfKind(0, Kind.CallExpression)];
}

function forEachPair(f: FlowExample, check: (a: NodeId, b: NodeId) => void): void {
  const calls = callsOf(f);
  for (const a of calls) for (const b of calls) check(a, b);
}

describe('the graph of any function', () => {
  it('leads only to its own blocks and lists each node once', () => {
    fc.assert(
      fc.property(functions, ({ graph }) => {
        const blocks = new Set(graph.blocks);
        assert.ok(graph.blocks.every(block => block.successors.every(edge => blocks.has(edge.block))));
        const nodes = graph.blocks.flatMap(block => block.nodes);
        assert.equal(new Set(nodes).size, nodes.length);
      }),
    );
  });

  it('says of a call that it can come round exactly if there is a way from it to itself', () => {
    fc.assert(
      fc.property(functions, f => {
        for (const call of callsOf(f)) {
          if (f.graph.isReachable(call)) assert.equal(f.graph.isOnCycle(call), f.graph.canReach(call, call));
        }
      }),
    );
  });

  it('says of a call that it can be reached exactly if there is a way from the start', () => {
    fc.assert(
      fc.property(functions, f => {
        const [start = 0, ...others] = callsOf(f);
        for (const call of others) assert.equal(f.graph.isReachable(call), f.graph.canReach(start, call));
      }),
    );
  });

  it('says that a dominates b exactly if no way from the start to b avoids a', () => {
    fc.assert(
      fc.property(functions, f => {
        const [start = 0] = callsOf(f);
        forEachPair(f, (a, b) => {
          if (a === b || a === start || b === start || !f.graph.isReachable(a) || !f.graph.isReachable(b)) return;
          assert.equal(f.graph.dominates(a, b), !f.graph.canReach(start, b, node => node === a));
        });
      }),
      // Every pair of calls is a search of its own.
      { numRuns: 40 },
    );
  });

  it('puts each repeated call of a loop on a cycle, and each inner loop within its outer', () => {
    fc.assert(
      fc.property(functions, f => {
        for (const call of callsOf(f)) {
          const loops = f.graph.loopsAround(call);
          if (loops.length > 0) assert.ok(f.graph.isOnCycle(call));
          for (const [index, inner] of loops.entries()) {
            const outer = loops[index + 1];
            if (outer !== undefined) assert.ok([...inner.blocks].every(block => outer.blocks.has(block)));
          }
        }
      }),
    );
  });

  it('finds a way to an exit exactly if one of the exits can be reached', () => {
    fc.assert(
      fc.property(functions, f => {
        const [start = 0] = callsOf(f);
        const found = f.graph.pathToExit(start, () => false);
        const ends = f.graph.exits.filter(({ kind }) => kind === 'return' || kind === 'end');
        assert.equal(found !== undefined, ends.length > 0);
        if (found !== undefined) assert.ok(ends.some(({ node }) => node === found));
      }),
    );
  });
});
