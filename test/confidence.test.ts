/**
 * How sure rules are: what is unknown only in a size, or in how long something lives, is reported one step less sure.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rules } from '../rules/index.ts';
import type { GoVersions } from '../src/base/go-version.ts';
import { NEWEST_GO } from '../src/base/go-version.ts';
import { packageOf } from './semantic-fixture.ts';

const versions: GoVersions = { language: NEWEST_GO, library: NEWEST_GO, timers: 'leaks' };

/** The confidences of what a rule reports of a function `f(wait time.Duration, next chan int, quit chan bool)`. */
function confidencesOf(id: string, body: string, timers: GoVersions['timers'] = 'leaks'): string[] {
  const rule = rules.find(({ meta }) => meta.id === id);
  assert.ok(rule);
  const text = `package p\nimport "time"\nfunc f(wait time.Duration, next chan int, quit chan bool) {\n${body}\n}`;
  const found: string[] = [];
  rule.check({
    pkg: packageOf('p', { 'p.go': text }),
    versions: { ...versions, timers },
    options: {},
    report: (_at, _message, detail) => found.push(detail?.confidence ?? rule.meta.confidence),
  });
  return found;
}

const loopAround = (timeout: string): string => `for {
	select {
	case <-next:
	case <-${timeout}:
		return
	}
}`;

const timerOf = (duration: string): string => `for range next {
	t := time.NewTimer(${duration})
	select {
	case <-t.C:
	case <-quit:
	}
}`;

describe('a rule', () => {
  it('is less sure if the size is unknown', () => {
    assert.deepEqual(confidencesOf('time-after-in-loop', loopAround('time.After(time.Hour)')), ['high']);
    assert.deepEqual(confidencesOf('time-after-in-loop', loopAround('time.After(wait)')), ['medium']);
    assert.deepEqual(confidencesOf('ticker-not-stopped', timerOf('time.Hour')), ['high']);
    assert.deepEqual(confidencesOf('ticker-not-stopped', timerOf('wait')), ['medium']);
  });

  it('is less sure if it is unknown how long something lives', () => {
    const before = 'leaks-before-go1.27';
    assert.deepEqual(confidencesOf('time-after-in-loop', loopAround('time.After(time.Hour)'), before), ['medium']);
    assert.deepEqual(confidencesOf('ticker-not-stopped', timerOf('time.Hour'), before), ['medium']);
  });

  it('is silent if a guard is unknown', () => {
    const guarded = 't := time.NewTicker(wait)\nif <-quit { t.Stop() }';
    assert.deepEqual(confidencesOf('ticker-not-stopped', guarded), []);
  });
});
