/** What the command line says of profiles. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goleaklint } from './cli-environment.ts';

describe('flags of profiles', () => {
  it('say what is measured against what', async () => {
    const words = '--profile p --base - --path-map /src=. --path-map C:\\gen=a\\b --min-alloc 1MB --only-measured';
    const { options } = await goleaklint(words.split(' '));
    assert.deepEqual(options?.bases, ['-']);
    assert.ok(options.stdin !== undefined);
    assert.deepEqual(options.pathMap, [
      { from: '/src', to: '.' },
      { from: 'C:\\gen', to: 'a/b' },
    ]);
    assert.deepEqual(options.limits, { minAlloc: 1024 * 1024, onlyMeasured: true });
  });
});
