/**
 * Our rows against what `go tool pprof` printed of the same profiles. testdata/profiles/record.sh made both;
 * `npm run oracle:pprof` compares with the pprof at hand.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeProfile } from '../src/profile/decoding/decode.ts';
import { moduleNames } from '../src/profile/placing/module-names.ts';
import type { Profile } from '../src/profile/profile.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import { printRows, rowsOfPprof } from './pprof-output.ts';

const DIR = 'testdata/profiles';
const MODULE = { path: 'example.com/probe.v2', dir: '/src/app' };
/** Profiles of one program, and the least number of rows that makes the comparison mean something. */
const PROFILES = [
  ['exact-plain', 300],
  ['exact-trimmed', 250],
  ['sampled-plain', 60],
  ['sampled-trimmed', 60],
  ['sampled-allocs', 60],
  ['difference', 300],
] as const;

function load(name: string): Profile {
  return decodeProfile(gunzipSync(readFileSync(`${DIR}/${name}.pb.gz`)), name);
}

function golden(name: string): string[] {
  return rowsOfPprof(readFileSync(`${DIR}/golden/${name}.txt`, 'utf8'));
}

function typeIndex(profile: Profile, type: string): number {
  return profile.sampleTypes.findIndex(sampleType => sampleType.type === type);
}

describe('rows per function, file and line', () => {
  for (const [name, atLeast] of PROFILES) {
    it(`equal pprof's for ${name}`, () => {
      const profile = load(name);
      const allocSpace = golden(`${name}.alloc_space`);
      assert.ok(allocSpace.length >= atLeast, `only ${String(allocSpace.length)} rows`);
      assert.deepEqual(printRows(lineRows(profile, typeIndex(profile, 'alloc_space'))), allocSpace);
      const inuseObjects = printRows(lineRows(profile, typeIndex(profile, 'inuse_objects')));
      assert.deepEqual(inuseObjects, golden(`${name}.inuse_objects`));
    });
  }
});

describe('rows with only the frames of the module', () => {
  const belongs = moduleNames([MODULE]);

  for (const [name] of PROFILES) {
    it(`have pprof's -show as flat column for ${name}`, () => {
      const profile = load(name);
      // -show also looks at file names, which under -trimpath start with the module path.
      const rows = lineRows(
        profile,
        typeIndex(profile, 'alloc_space'),
        ({ function: fn }) => belongs(fn.name) || fn.file.startsWith(`${MODULE.path}/`),
      );
      assert.deepEqual(printRows(rows), golden(`${name}.alloc_space.own`));
    });
  }
});

describe('the kind of a profile', () => {
  it('is told by its default sample type, since heap and allocs hold the same', () => {
    assert.equal(load('sampled-allocs').kind, 'allocs');
    assert.equal(load('sampled-trimmed').kind, 'heap');
  });
});

describe('the number of samples', () => {
  for (const name of ['sampled-plain', 'sampled-trimmed']) {
    it(`is recovered from the scaled counts of ${name}`, () => {
      // The text form of the same profile starts with it.
      const header = gunzipSync(readFileSync(`${DIR}/${name}.txt.gz`)).toString('latin1');
      const [, recorded] = /\[(\d+): \d+\] @ heap\/1048576/.exec(header) ?? [];
      const { samples, period } = load(name);
      assert.equal(period, 512 * 1024);
      assert.equal(
        samples.reduce((sum, { rawCount }) => sum + (rawCount ?? NaN), 0),
        Number(recorded),
      );
    });
  }

  it('is the number of allocations at rate 1', () => {
    const profile = load('exact-plain');
    const objects = typeIndex(profile, 'alloc_objects');
    for (const sample of profile.samples) assert.equal(sample.rawCount, sample.values[objects]);
  });

  it('is unknown for the difference of two profiles', () => {
    const { samples } = load('difference');
    assert.ok(samples.every(({ rawCount }) => rawCount === undefined));
  });
});
