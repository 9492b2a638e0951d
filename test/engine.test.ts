/**
 * The parts of the engine that need no package: line hashes, directives, the order of units.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineHashes } from '../src/engine/line-hash.ts';
import type { UnitResult } from '../src/engine/protocol.ts';
import type { Executor } from '../src/engine/schedule.ts';
import { type Inquiry, runUnits } from '../src/engine/schedule.ts';
import { parseDirective } from '../src/engine/suppression.ts';
import type { Unit } from '../src/workspace/model.ts';

describe('line hashes', () => {
  // Published with the code-scanning upload action.
  it('are those that GitHub computes', () => {
    assert.deepEqual(lineHashes(''), ['c129715d7a2bc9a3:1']);
    assert.deepEqual(lineHashes(' a\nb\n  \t\tc\n d'), [
      '271789c17abda88f:1',
      '54703d4cd895b18:1',
      '180aee12dab6264:1',
      'a23a3dc5e078b07b:1',
    ]);
  });

  it('take all line ends for one', () => {
    const lines = fc.array(fc.stringMatching(/^[a-z ]{0,8}$/), { maxLength: 6 });
    fc.assert(
      fc.property(lines, text => {
        assert.deepEqual(lineHashes(text.join('\r\n')), lineHashes(text.join('\n')));
        assert.deepEqual(lineHashes(text.join('\r')), lineHashes(text.join('\n')));
      }),
    );
  });
});

describe('directives', () => {
  it('name rules and give a reason', () => {
    assert.deepEqual(parseDirective('//goleaklint:ignore abandoned-send,defer-in-loop -- drained by the caller'), {
      rules: ['abandoned-send', 'defer-in-loop'],
      reason: 'drained by the caller',
    });
    assert.deepEqual(parseDirective('//lint:ignore goleaklint/abandoned-send drained'), {
      rules: ['abandoned-send'],
      reason: 'drained',
    });
    assert.deepEqual(parseDirective('//nolint:errcheck,goleaklint // lives as long as the process'), {
      rules: undefined,
      reason: 'lives as long as the process',
    });
  });

  it('without a reason are seen to lack it', () => {
    assert.equal(parseDirective('//goleaklint:ignore abandoned-send')?.reason, '');
    assert.equal(parseDirective('//nolint:goleaklint')?.reason, '');
  });

  it('of other tools are none of ours', () => {
    for (const comment of ['//nolint:errcheck', '//lint:ignore SA1015 x', '// goleaklint finds leaks', '//nolint']) {
      assert.equal(parseDirective(comment), undefined, comment);
    }
  });
});

describe('the schedule', () => {
  const unit = (id: string, dependencies: readonly string[]): Unit => ({
    id,
    importPath: id,
    name: id,
    variant: 'library',
    module: { path: 'm', dir: '/m' },
    dir: '/m',
    files: [],
    imports: [],
    dependencies,
    cutDependencies: [],
    importUnits: {},
    reported: true,
    isMain: false,
    versions: { language: 22, timers: 'collected', library: 22 },
  });
  const resultOf = ({ id }: Unit): UnitResult => ({
    unit: id,
    facts: { unit: id, importPath: id, variant: 'library', name: id, dependencies: [], json: '{}' },
    findings: [],
    unsettled: [],
    traces: [],
    notices: [],
    spans: [],
    files: [],
    importsWithoutSource: 0,
    suppressed: [],
    withheld: [],
    failed: false,
    timings: { read: 0, parse: 0, model: 0, rules: 0, facts: 0 },
  });

  const nothing: Inquiry = { questionsFor: () => [], note: () => undefined };

  /** Knows what it has learned, and is as slow as it is told. */
  function executor(delay: (id: string) => number, log: string[]): Executor {
    const known = new Set<string>();
    return {
      learn: facts => known.add(facts.unit),
      analyse: async one => {
        for (const id of one.dependencies) assert.ok(known.has(id), `${one.id} started before ${id} was known`);
        log.push(one.id);
        await new Promise(resolve => setTimeout(resolve, delay(one.id)));
        return resultOf(one);
      },
    };
  }

  it('starts a unit when its dependencies are done and gives results in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 8 }), async gaps => {
        const units = gaps.map((gap, index) =>
          unit(`u${index}`, gap === 0 || index - gap < 0 ? [] : [`u${index - gap}`]),
        );
        const log: string[] = [];
        const delay = (id: string): number => Number(id.slice(1)) % 3;
        const results = await runUnits(units, [executor(delay, log), executor(delay, log)], nothing, () => undefined);
        assert.deepEqual(
          results.map(result => result.unit),
          units.map(({ id }) => id),
        );
        assert.equal(log.length, units.length);
      }),
      { numRuns: 30 },
    );
  });

  it('fails with the executor that fails', async () => {
    const broken: Executor = { learn: () => undefined, analyse: () => Promise.reject(new Error('thread died')) };
    await assert.rejects(
      runUnits([unit('a', [])], [broken], nothing, () => undefined),
      /thread died/,
    );
  });
});
