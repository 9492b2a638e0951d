/** Several profiles of one kind as one, and what is said of goroutines. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { UsageError } from '../src/base/errors.ts';
import { describeGoroutines } from '../src/profile/goroutines.ts';
import { mergedProfile, profilesOfMemory } from '../src/profile/kinds.ts';
import type { NamedProfile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/reader.ts';
import { lineRows } from '../src/profile/rows.ts';
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
    const merged = mergedProfile([GOROUTINE, LEAK, GOROUTINE, HEAP], 'goroutine');
    const double = (value: number): number => 2 * value;
    assert.ok(merged !== undefined);
    assert.deepEqual(
      lineRows(merged, 0),
      lineRows(GOROUTINE.profile, 0).map(row => ({ ...row, flat: double(row.flat), cum: double(row.cum) })),
    );
    assert.equal(merged.frames.length, GOROUTINE.profile.frames.length);
  });

  it('keep who started a goroutine', () => {
    const merged = mergedProfile([GOROUTINE, DUMP], 'goroutine');
    const creators = ({ frames, samples }: NamedProfile['profile']): unknown[] =>
      samples.flatMap(({ goroutine }) => frames[goroutine?.createdBy ?? -1] ?? []);
    assert.ok(merged !== undefined && creators(DUMP.profile).length > 10);
    assert.deepEqual(creators(merged), creators(DUMP.profile));
  });

  it('must have the same sample types', () => {
    const other = { name: 'other', profile: heap({ types: [['inuse_space', 'bytes']] }) };
    assert.throws(
      () => mergedProfile([HEAP, other], 'heap'),
      (error: unknown) =>
        error instanceof UsageError && error.message.startsWith('other: its sample types (inuse_space)'),
    );
  });

  it('may be none', () => {
    assert.equal(mergedProfile([HEAP], 'goroutine'), undefined);
    assert.deepEqual(profilesOfMemory([DUMP, HEAP, LEAK]), [HEAP]);
  });
});

describe('profiles of goroutines', () => {
  it('are described, kind by kind, as long as they do not rank', () => {
    assert.deepEqual(
      describeGoroutines([HEAP, DUMP, LEAK, GOROUTINE]).map(({ message }) => message),
      [
        'goroutine.dump.txt, goroutine.pb.gz: 28 goroutines, 5 of them proven to be leaked; findings are not ranked by goroutines yet',
        'goroutineleak.pb.gz: 5 goroutines, 5 of them proven to be leaked; findings are not ranked by goroutines yet',
      ],
    );
    assert.deepEqual(describeGoroutines([HEAP]), []);
  });
});
