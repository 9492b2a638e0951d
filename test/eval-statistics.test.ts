import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededOrder, spreadSample, wilson } from './eval/statistics.ts';

describe('wilson', () => {
  const isClose = (actual: number, expected: number): void => {
    assert.ok(Math.abs(actual - expected) < 5e-4, `${actual} instead of ${expected}`);
  };

  it('gives the published bounds', () => {
    const half = wilson(5, 10);
    isClose(half.low, 0.2366);
    isClose(half.high, 0.7634);
    const most = wilson(95, 100);
    isClose(most.low, 0.8882);
    isClose(most.high, 0.9785);
  });

  it('leaves room for doubt where all are alike', () => {
    isClose(wilson(35, 35).low, 0.9011);
    isClose(wilson(34, 34).low, 0.8985);
    isClose(wilson(10, 10).high, 1);
    isClose(wilson(0, 10).low, 0);
  });

  it('knows nothing without a trial', () => {
    assert.deepEqual(wilson(0, 0), { low: 0, high: 1 });
  });
});

describe('a seeded order', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const ordered = (items: readonly string[], seed: string): string[] => seededOrder(items, seed, name => name);

  it('depends on the seed and not on the order of the input', () => {
    assert.deepEqual(ordered(names, 'one'), ordered(names.toReversed(), 'one'));
    assert.notDeepEqual(ordered(names, 'one'), ordered(names, 'two'));
    assert.deepEqual(ordered(names, 'one').toSorted(), names);
  });

  it('keeps the order of the others when one goes', () => {
    const without = names.filter(name => name !== 'd');
    assert.deepEqual(
      ordered(without, 'one'),
      ordered(names, 'one').filter(name => name !== 'd'),
    );
  });
});

describe('a spread sample', () => {
  const items = [...Array.from({ length: 50 }, (_, index) => `big/${index}`), 'small/0', 'small/1', 'tiny/0'];
  const options = { groupOf: (item: string) => item.split('/')[0] ?? '', keyOf: (item: string) => item };

  it('takes from each group in turn', () => {
    const sample = spreadSample(items, 6, 'seed', options);
    const groups = sample.map(options.groupOf);
    assert.deepEqual(groups.slice(0, 3).toSorted(), ['big', 'small', 'tiny']);
    assert.deepEqual(groups.toSorted(), ['big', 'big', 'big', 'small', 'small', 'tiny']);
  });

  it('takes all if there are few, each once', () => {
    assert.deepEqual(spreadSample(items, 100, 'seed', options).toSorted(), items.toSorted());
    assert.deepEqual(spreadSample([], 20, 'seed', options), []);
  });
});
