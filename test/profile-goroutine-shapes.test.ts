/**
 * Goroutines of every shape of `go` statement, in every form of profile. Each shape starts a number of its own, so the
 * number shows which shape was counted. testdata/goroutine-shapes/record.sh made the profiles.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { correlate } from '../src/profile/placing/correlate.ts';
import { attributeGoroutines, type GoroutineSums } from '../src/profile/measuring/goroutines.ts';
import type { Profile } from '../src/profile/profile.ts';
import { readProfile } from '../src/profile/decoding/reader.ts';
import {
  evidenceOf,
  type GoroutineEvidence,
  goroutineShapes,
  shapesCode,
  SHAPES_DIR,
  SHAPES_MODULE,
} from './goroutine-shapes.ts';

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
      const counted = byPlace.get(`${SHAPES_MODULE}/${go.path}:${String(go.first)}`);
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

/** What cannot be told, by shape: how many goroutines are counted instead, and why. */
type Exceptions = Readonly<Record<string, readonly [count: number, reason: string]>>;

const WITHOUT_CREATOR: Exceptions = {
  'shared-function-first': [29, 'both statements start the same function'],
  'shared-function-second': [29, 'both statements start the same function'],
  'library-wait': [0, 'the goroutine has no frame of the module'],
  'library-lock': [0, 'the goroutine has no frame of the module'],
};
const EXCEPTIONS: Readonly<Record<keyof typeof FORMS, Exceptions>> = {
  protobuf: WITHOUT_CREATOR,
  leaked: WITHOUT_CREATOR,
  text: {
    ...WITHOUT_CREATOR,
    'closure-in-closure': [
      0,
      'it calls a literal on the last line of that, and inlining has renamed it, so that nothing tells whose line it is',
    ],
  },
  dump: {},
};

const code = shapesCode();

function counted(form: keyof typeof FORMS, evidence: readonly GoroutineEvidence[]): GoroutineSums[] {
  const findings = evidence.map(each => ({ evidence: [each] }));
  const sums = attributeGoroutines(correlate(load(form), code), findings, code.functions);
  return sums.map(sum => sum ?? assert.fail('all evidence is of goroutines'));
}

describe('goroutines belong to the statement that starts them', () => {
  for (const form of Object.keys(FORMS) as (keyof typeof FORMS)[]) {
    const exceptions = EXCEPTIONS[form];
    const sums = counted(form, shapes.map(evidenceOf));
    const withoutWaits = counted(
      form,
      shapes.map(shape => {
        const { waits, ...evidence } = evidenceOf(shape);
        return evidence;
      }),
    );
    for (const [index, { shape, count }] of shapes.entries()) {
      const [expected, reason] = exceptions[shape] ?? [count, undefined];
      it(`in ${FORMS[form]}: ${shape}${reason === undefined ? '' : `, but that ${reason}`}`, () => {
        assert.equal(sums[index]?.count, expected);
        assert.equal(withoutWaits[index]?.count, expected, 'without the place where they wait');
        assert.equal(sums[index].leaked, form === 'leaked' || form === 'dump' ? expected : 0);
      });
    }
  }

  it('at least by the line on which they hang', () => {
    const hanging = shapes.filter(({ waits }) => waits !== undefined);
    const evidence = hanging.map((shape): GoroutineEvidence => {
      const { waits } = evidenceOf(shape);
      return { kind: 'goroutine', ...(waits && { waits }) };
    });
    for (const form of Object.keys(FORMS) as (keyof typeof FORMS)[]) {
      const expected = hanging.map(({ shape, count }) => (shape.startsWith('shared-function') ? 29 : count));
      assert.deepEqual(
        counted(form, evidence).map(({ count }) => count),
        expected,
        form,
      );
    }
  });

  it('for sure only where nothing else runs the same', () => {
    const sums = counted('protobuf', shapes.map(evidenceOf));
    for (const [index, { shape, entry }] of shapes.entries()) {
      if (shape.startsWith('library')) continue;
      assert.equal(sums[index]?.match, 'literal' in entry ? 'exact' : 'function', shape);
    }
  });
});
