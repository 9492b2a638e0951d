/**
 * Answers that may ask for each other.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { WellFounded } from '../src/engine/well-founded.ts';

type Graph = readonly (readonly number[])[];

/** Each node has the set of those it leads to, unless it leads to itself. */
function ask(graph: Graph, order: readonly number[]): readonly string[] {
  const memo = new WellFounded<number, string>('circular');
  const answer = (node: number): string => memo.get(node, () => `${node}(${(graph[node] ?? []).map(answer).join()})`);
  for (const node of order) answer(node);
  return graph.map((_, node) => answer(node));
}

function reachable(graph: Graph, from: number): ReadonlySet<number> {
  const found = new Set(graph[from]);
  for (const node of found) for (const next of graph[node] ?? []) found.add(next);
  return found;
}

describe('answers that ask for each other', () => {
  const graphs = fc
    .integer({ min: 1, max: 7 })
    .chain(size => fc.array(fc.uniqueArray(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }));

  it('are the same in any order, and none where they depend on themselves', () => {
    fc.assert(
      fc.property(graphs, fc.infiniteStream(fc.nat(6)), (drawn, stream) => {
        const graph = drawn.map((next, node) => next.filter(other => other !== node));
        const order = [...stream.take(5)].filter(node => node < graph.length);
        const answers = ask(graph, order);
        assert.deepEqual(answers, ask(graph, []));
        for (const [node, answer] of answers.entries()) {
          assert.equal(answer === 'circular', reachable(graph, node).has(node), `${node} in ${JSON.stringify(graph)}`);
        }
      }),
    );
  });

  it('may ask for themselves, which then have none yet', () => {
    const memo = new WellFounded<string, string>('none');
    const answer = (): string => memo.get('a', () => `a(${answer()})`);
    assert.equal(answer(), 'a(none)');
  });

  it('that fail leave the others alone', () => {
    const memo = new WellFounded<string, string>('none');
    assert.throws(
      () =>
        memo.get('a', () => {
          throw new Error('no');
        }),
      /no/,
    );
    assert.equal(
      memo.get('b', () => 'b'),
      'b',
    );
  });
});
