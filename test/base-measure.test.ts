/** Amounts as `go tool pprof` prints them. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatAmount, formatBytes, formatPercent } from '../src/base/measure.ts';

describe('bytes', () => {
  it('have the largest unit that leaves a one before the point', () => {
    const cases: readonly (readonly [number, string])[] = [
      [0, '0'],
      [1, '1B'],
      [1023, '1023B'],
      [1024, '1kB'],
      [1536, '1.50kB'],
      [1152, '1.12kB'],
      [1408, '1.38kB'],
      [3 * 2 ** 20, '3MB'],
      [214744624, '204.80MB'],
      [1048575, '1024kB'],
      [2 ** 40, '1TB'],
      [5 * 2 ** 60, '5120PB'],
      [-2048, '-2kB'],
    ];
    for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
  });

  it('of any number are a number and a unit', () => {
    fc.assert(fc.property(fc.integer({ min: 1 }), bytes => /^[\d.]+[kMGTP]?B$/.test(formatBytes(bytes))));
  });

  it('are told from counts by the unit of their sample type', () => {
    assert.equal(formatAmount(2048, 'bytes'), '2kB');
    assert.equal(formatAmount(2048, 'count'), '2048');
  });
});

describe('percentages', () => {
  it('have two decimals from 1 % on, and two digits below', () => {
    const cases: readonly (readonly [number, string])[] = [
      [1, '100%'],
      [0.9996, '100%'],
      [0.9994, '99.94%'],
      [0.123456, '12.35%'],
      [0.01, '1.00%'],
      [0.03125, '3.12%'],
      [0.00125, '0.12%'],
      [0.00375, '0.38%'],
      [0.0059, '0.59%'],
      [0.006, '0.6%'],
      [0.000561, '0.056%'],
      [0.0000001, '1e-05%'],
      [0.00000012, '1.2e-05%'],
      [0, '0%'],
      [-0.5, '50.00%'],
    ];
    for (const [share, text] of cases) assert.equal(formatPercent(share), text);
  });
});
