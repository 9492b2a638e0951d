/** Several profiles as one, and profiles sorted by what they measure. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../src/base/errors.ts';
import { combined, profilesByMeasure } from '../src/profile/kinds.ts';
import type { NamedProfile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import { heap } from './profile-findings.ts';

function load(name: string): NamedProfile {
  const bytes = readFileSync(`testdata/profiles/${name}`);
  return { name, profile: readProfile(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, name) };
}

const HEAP = load('exact-plain.pb.gz');
const DUMP = load('goroutine.dump.txt');
const GOROUTINE = load('goroutine.pb.gz');
const LEAK = load('goroutineleak.pb.gz');

describe('several profiles of one kind', () => {
  it('are added up, row by row', () => {
    const merged = combined([GOROUTINE, GOROUTINE]);
    const double = (value: number): number => 2 * value;
    assert.deepEqual(
      lineRows(merged, 0),
      lineRows(GOROUTINE.profile, 0).map(row => ({ ...row, flat: double(row.flat), cum: double(row.cum) })),
    );
    assert.equal(merged.frames.length, GOROUTINE.profile.frames.length);
  });

  it('keep who started a goroutine', () => {
    const merged = combined([GOROUTINE, DUMP]);
    const creators = ({ frames, samples }: NamedProfile['profile']): unknown[] =>
      samples.flatMap(({ goroutine }) => frames[goroutine?.createdBy ?? -1] ?? []);
    assert.ok(creators(DUMP.profile).length > 10);
    assert.deepEqual(creators(merged), creators(DUMP.profile));
  });

  it('must have the same sample types', () => {
    const other = { name: 'other', profile: heap({ types: [['inuse_space', 'bytes']] }) };
    assert.throws(
      () => combined([HEAP, other]),
      (error: unknown) =>
        error instanceof UsageError && error.message.startsWith('other: its sample types (inuse_space)'),
    );
  });

  it('are told apart by what they measure', () => {
    const allocs = load('sampled-allocs.pb.gz');
    const sorted = profilesByMeasure([DUMP, HEAP, LEAK, GOROUTINE, allocs]);
    assert.deepEqual(
      [...sorted].map(([measure, profiles]) => [measure, ...profiles.map(({ name }) => name)]),
      [
        ['goroutine', 'goroutine.dump.txt', 'goroutine.pb.gz'],
        ['memory', 'exact-plain.pb.gz', 'sampled-allocs.pb.gz'],
        ['goroutineleak', 'goroutineleak.pb.gz'],
      ],
    );
  });
});
