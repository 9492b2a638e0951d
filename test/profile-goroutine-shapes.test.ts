/**
 * Goroutines of every shape of `go` statement, in every form of profile. Each shape starts a number of its own, so the
 * number shows which shape was counted. testdata/goroutine-shapes/record.sh made the profiles.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Profile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/reader.ts';
import { goroutineShapes, SHAPES_DIR, SHAPES_MODULE } from './goroutine-shapes.ts';

const FORMS = {
  protobuf: 'goroutine.pb.gz',
  text: 'goroutine.txt',
  leaked: 'goroutineleak.pb.gz',
  dump: 'goroutine.dump.txt.gz',
} as const;

function load(form: keyof typeof FORMS): Profile {
  const bytes = readFileSync(path.join(SHAPES_DIR, FORMS[form]));
  return readProfile(bytes[0] === 0x1f ? gunzipSync(bytes) : bytes, FORMS[form]);
}

const shapes = goroutineShapes();

describe('the recorded goroutines', () => {
  const marked = shapes.reduce((sum, { count }) => sum + count, 0);

  it('differ in number from shape to shape', () => {
    assert.equal(new Set(shapes.map(({ count }) => count)).size, shapes.length);
    assert.ok(shapes.length >= 30, `only ${String(shapes.length)} shapes`);
  });

  for (const [form, others] of [
    ['protobuf', 1],
    ['text', 1],
    ['leaked', 0],
    ['dump', 1],
  ] as const) {
    it(`are those of the marks in ${FORMS[form]}${others > 0 ? ', and the one that writes it' : ''}`, () => {
      const total = load(form).samples.reduce((sum, { values: [value = 0] }) => sum + value, 0);
      assert.equal(total, marked + others);
    });
  }

  it('are as many as marked at each go statement, by the dump', () => {
    const byPlace = new Map<string, number>();
    const { samples, frames } = load('dump');
    for (const { goroutine, values } of samples) {
      const creator = frames[goroutine?.createdBy ?? -1];
      if (creator === undefined) continue;
      const place = `${creator.function.file}:${String(creator.line)}`;
      byPlace.set(place, (byPlace.get(place) ?? 0) + (values[0] ?? 0));
    }
    const startedByLibrary: string[] = [];
    for (const { shape, go, count } of shapes) {
      const counted = byPlace.get(`${SHAPES_MODULE.path}/${go.path}:${String(go.first)}`);
      if (counted === undefined) startedByLibrary.push(shape);
      else assert.equal(counted, count, shape);
    }
    assert.deepEqual(startedByLibrary, [
      'wait-group',
      'wait-group-function',
      'errgroup',
      'time-after-func',
      'context-after-func',
      'inlined-starter',
    ]);
  });
});
