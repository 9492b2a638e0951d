/** Tables in the look of `go tool pprof -top`. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatBytes, reportFormat } from '../src/base/measure.ts';
import { growthOf } from '../src/profile/measuring/growth.ts';
import type { Profile } from '../src/profile/profile.ts';
import { topTables } from '../src/profile/overview/top.ts';
import { topLines } from '../src/report/top-lines.ts';
import { load } from './profile-findings.ts';

const PROFILES = 'testdata/profiles';

/** What pprof says, without its header and the marks of inlined functions, which goleaklint has not. */
function pprofLines(file: string): string[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  const first = lines.findIndex(line => line.startsWith('Showing nodes'));
  return lines.slice(first).map(line => line.replace(/ \((?:partial-)?inline\)$/, ''));
}

/** By flat and by cum. */
function tables(profile: Profile): string[][] {
  const total = profile.samples.reduce((sum, { values }) => sum + Math.abs(values[1] ?? 0), 0);
  const ranking = { type: 'alloc_space', unit: 'bytes', total, isGrowth: false };
  return topTables(profile, 1, total, 12).map(table => topLines(table, ranking));
}

function growth(): Profile {
  const named = (name: string) => ({ name, profile: load(`${PROFILES}/${name}.pb.gz`) });
  const [grown] = growthOf([named('sampled-plain')], [named('exact-plain')]);
  assert.ok(grown !== undefined);
  return grown.profile;
}

describe('the functions of a profile', () => {
  for (const name of ['exact-plain', 'sampled-plain']) {
    it(`are those of pprof -top, in ${name}`, () => {
      const [flat, cum] = tables(load(`${PROFILES}/${name}.pb.gz`));
      assert.deepEqual(flat, pprofLines(`${PROFILES}/golden/${name}.top.flat.txt`));
      assert.deepEqual(cum, pprofLines(`${PROFILES}/golden/${name}.top.cum.txt`));
    });
  }

  it('are those of pprof -top -base, but for a total that differs by a millionth', () => {
    // pprof keeps stacks apart that differ by address alone.
    const [flat = []] = tables(growth());
    assert.deepEqual(flat.slice(2), pprofLines(`${PROFILES}/golden/growth.top.flat.txt`).slice(2));
  });
});

describe('the unit of a table', () => {
  it('is that of the smallest number, or of a hundred times that', () => {
    assert.equal(reportFormat(1, 1000, 'bytes')(1000), '1000B');
    assert.equal(reportFormat(600, 1024 ** 3, 'bytes')(600), '0.59kB');
    assert.equal(reportFormat(0, 1536, 'bytes')(1536), formatBytes(1536));
    assert.equal(reportFormat(1, 5, 'count')(5), '5');
  });
});
