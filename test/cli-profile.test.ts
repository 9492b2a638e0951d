/** What the command line says of profiles. */
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import type { Overview } from '../src/base/overview.ts';
import { goleaklint, usage } from './cli-environment.ts';
import { RANKED } from './report-sample.ts';

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

const OVERVIEW: Overview = {
  modulePattern: String.raw`^(main\.|example\.com/shop\.|example\.com/shop/)`,
  memory: {
    names: { profiles: ["it's.pb.gz"], bases: ['before.pb.gz'] },
    kind: 'heap',
    ranking: { type: 'alloc_space', unit: 'bytes', total: 10 * 1024 * 1024, isGrowth: false },
    period: 524_288,
    coverage: { direct: 5 * 1024 * 1024, touched: 8 * 1024 * 1024, findings: 6 * 1024 * 1024 },
    staleness: {
      functions: 18,
      unverified: 0,
      moved: [
        { lines: 3, functions: 16 },
        { lines: -1, functions: 1 },
      ],
    },
    lines: [
      {
        path: 'shop/cart.go',
        line: 12,
        function: 'example.com/shop.(*Cart).Add',
        flat: 1024,
        own: 4 * 1024 * 1024,
        cum: 5 * 1024 * 1024,
        rules: ['subslice-retention'],
      },
      { path: 'main.go', line: 7, function: 'main.main', flat: 0, own: 1024, cum: 8 * 1024 * 1024, rules: [] },
    ],
    measuredLines: 31,
    buildRoot: '/src/app',
    tables: [
      {
        order: 'flat',
        rows: [
          { name: 'io.ReadAll', flat: 4 * 1024 * 1024, cum: 4 * 1024 * 1024 },
          { name: 'main.main', flat: 0, cum: 8 * 1024 * 1024 },
        ],
        dropped: 1,
        cutoff: 52_428,
        nodes: 9,
      },
    ],
    runtime: {
      heapAlloc: 310 * 1024 * 1024,
      heapObjects: 1000,
      heapSys: 500 * 1024 * 1024,
      heapIdle: 190 * 1024 * 1024,
      heapReleased: 120 * 1024 * 1024,
      heapInuse: 310 * 1024 * 1024,
      stackInuse: 12 * 1024 * 1024,
      sys: 530 * 1024 * 1024,
      totalAlloc: 1024 ** 4,
      nextGC: 420 * 1024 * 1024,
      numGC: 84,
      numForcedGC: 3,
      recentPauses: 1e6,
      gcCPUFraction: 0.0041,
      maxRSS: undefined,
    },
  },
  goroutines: [
    {
      names: { profiles: ['http://localhost:6060/debug/pprof/goroutine'], bases: [] },
      kind: 'goroutine',
      ranking: { type: 'goroutine', unit: 'count', total: 40, isGrowth: true },
      inModule: 30,
      findings: 20,
      groups: [
        {
          count: 20,
          leaked: 18,
          minutes: 12,
          reason: 'chan send',
          function: 'main.serve.func1',
          path: 'main.go',
          line: 40,
          origin: 'main.go:38',
          rules: ['abandoned-send'],
        },
        { count: 10, leaked: 0, function: 'io.(*pipe).read', origin: 'io.Copy', rules: [] },
      ],
      places: 2,
    },
  ],
};

describe('goleaklint profile', () => {
  it('says what the profile says, and which command of pprof does', async () => {
    const { code, stdout, options } = await goleaklint(['profile', "it's.pb.gz", './cmd/...', '--base', 'b'], {
      report: { ...RANKED, notices: [], overview: OVERVIEW },
    });
    if (process.env['GOLDEN'] === 'write') await writeFile('testdata/golden/overview.txt', stdout);
    assert.equal(stdout, await readFile('testdata/golden/overview.txt', 'utf8'));
    assert.equal(code, 0);
    assert.deepEqual([options?.profiles, options?.bases, options?.patterns], [["it's.pb.gz"], ['b'], ['./cmd/...']]);
    assert.equal(options?.overview, 20);
  });

  it('prints JSON', async () => {
    const report = { ...RANKED, overview: OVERVIEW };
    const { stdout } = await goleaklint(['profile', 'p', '--json', '--top=3'], { report });
    const { memory, goroutines } = OVERVIEW;
    const expected = { version: 1, memory, goroutines };
    assert.deepEqual(JSON.parse(stdout), JSON.parse(JSON.stringify(expected)));
  });

  it('takes several profiles, and - for standard input', async () => {
    const { options } = await goleaklint(['profile', '-', '--profile', 'goroutine.txt']);
    assert.deepEqual([options?.profiles, options?.patterns], [['-', 'goroutine.txt'], ['./...']]);
    assert.ok(options?.stdin !== undefined);
  });

  it('fails for a bad profile, and says why once', async () => {
    const { code, stdout, stderr } = await goleaklint(['profile', 'p'], { result: { usage: usage('not a profile') } });
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'goleaklint: heap.pb.gz: not a profile\n  Record it again.\n');
  });

  it('needs a profile', async () => {
    const { code, stderr } = await goleaklint(['profile']);
    assert.equal(code, 2);
    assert.match(stderr, /profile: needs a profile/);
  });
});
