/**
 * What a rule's page says of the contexts: each line follows from the table, and is there only if it makes a difference.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { contextNotes, contextSection } from '../src/rule/context-notes.ts';

const RESOURCE = { id: 'water-leak', family: 'resource', tier: 'default', severity: 'warning' } as const;
const ONCE = 'code that runs once in the process, such as main, init and what only they call';
const PROGRAMS =
  'functions of programs (package main, or below a directory cmd) that are not seen to run more than once, and in ' +
  'functions of other packages that only those call';

describe('the notes on contexts', () => {
  it('say what each context does to a rule', () => {
    assert.deepEqual(contextNotes({ ...RESOURCE, id: 'abandoned-send', family: 'goroutine', wider: ['opt-in'] }), [
      'In tests: not reported.',
      `In ${ONCE}: opt-in.`,
      `In ${PROGRAMS}: opt-in.`,
      'In package main, what is still reported: one severity lower.',
    ]);
  });

  it('tell what each round of a loop leaves from what is left once', () => {
    assert.deepEqual(contextNotes({ ...RESOURCE, wider: ['opt-in'] }), [
      'In tests: at most info.',
      `In ${ONCE}: not reported.`,
      `Outside of loops, in ${PROGRAMS}: opt-in.`,
    ]);
  });

  it('say that nothing is reported where the rule has not the tier', () => {
    assert.ok(contextNotes(RESOURCE).includes(`Outside of loops, in ${PROGRAMS}: not reported.`));
  });

  it('leave out what makes no difference', () => {
    assert.deepEqual(contextNotes({ ...RESOURCE, tier: 'opt-in', severity: 'info' }), [`In ${ONCE}: not reported.`]);
    assert.deepEqual(contextNotes({ ...RESOURCE, family: 'defer', severity: 'info' }), []);
  });
});

describe('the section on contexts', () => {
  it('is a list, or nothing at all', () => {
    assert.deepEqual(contextSection({ ...RESOURCE, family: 'pool' }), [
      '## Where it reports less',
      '- In tests: not reported.',
    ]);
    assert.deepEqual(contextSection({ ...RESOURCE, family: 'defer', severity: 'info' }), []);
  });
});
