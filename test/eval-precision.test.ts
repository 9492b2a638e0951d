import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EvaluatedFinding, Run } from './eval/lint-run.ts';
import { precisionFigures, ruleOutcome } from './eval/precision-figures.ts';
import { wilson } from './eval/statistics.ts';
import type { Judgement, Verdict } from './eval/verdicts.ts';

const finding = (fingerprint: string, changes: Partial<EvaluatedFinding> = {}): EvaluatedFinding => ({
  rule: 'some-rule',
  severity: 'warning',
  confidence: 'high',
  path: 'a.go',
  line: 1,
  function: 'm.f',
  message: 'leaks',
  fingerprint,
  inCountedCode: true,
  ...changes,
});

const run = (findings: readonly EvaluatedFinding[], lines = 100_000): Run => ({
  repository: 'owner/name',
  commit: 'c0',
  lines,
  findings,
  problems: [],
});

const verdict = (fingerprint: string, ...judgements: readonly Judgement[]): Verdict => ({
  repository: 'owner/name',
  commit: 'c0',
  rule: 'some-rule',
  path: 'a.go',
  function: 'm.f',
  fingerprint,
  readings: judgements.map(judgement => ({ verdict: judgement, reason: 'said why' })),
});

describe('precision', () => {
  it('counts a finding as real only if both readers say so', () => {
    const figures = precisionFigures(
      [run(['1', '2', '3', '4'].map(fingerprint => finding(fingerprint)))],
      [verdict('1', 'real', 'real'), verdict('2', 'real', 'false'), verdict('3', 'real')],
    );
    const [{ found, judged, real, unjudged, interval }] = figures.rules as [(typeof figures.rules)[number]];
    assert.deepEqual({ found, judged, real, unjudged }, { found: 4, judged: 2, real: 1, unjudged: 2 });
    assert.deepEqual(interval, wilson(1, 2));
    assert.deepEqual(figures.unread.map(row => row.fingerprint).toSorted(), ['3', '4']);
  });

  it('pools by confidence', () => {
    const { pooled, highConfidence } = precisionFigures(
      [run([finding('1'), finding('2', { confidence: 'medium' })])],
      [verdict('1', 'real', 'real'), verdict('2', 'false', 'false')],
    );
    assert.deepEqual(
      pooled.map(({ confidence, real, judged }) => [confidence, real, judged]),
      [
        ['high', 1, 1],
        ['medium', 0, 1],
      ],
    );
    assert.equal(highConfidence, 'broken', 'one real finding proves little');
  });

  it('names verdicts whose finding is gone, but not those of repositories that were not read', () => {
    const elsewhere = { ...verdict('9', 'real', 'real'), repository: 'owner/other' };
    const { gone } = precisionFigures([run([finding('1')])], [verdict('8', 'real', 'real'), elsewhere]);
    assert.deepEqual(
      gone.map(row => row.fingerprint),
      ['8'],
    );
  });

  it('samples at most twenty findings of a rule', () => {
    const many = Array.from({ length: 60 }, (_, index) => finding(String(index)));
    assert.equal(precisionFigures([run(many)], []).unread.length, 20);
  });

  it('takes findings in tests only where others leave room', () => {
    const isTest = (index: number): boolean => index >= 15;
    const many = Array.from({ length: 60 }, (_, index) => finding(String(index), { inCountedCode: !isTest(index) }));
    const { unread } = precisionFigures([run(many)], []);
    assert.equal(unread.filter(row => row.inCountedCode).length, 15);
    assert.equal(unread.length, 20);
  });
});

describe('volume', () => {
  it('leaves out info, tests and generated code', () => {
    const findings = [finding('1'), finding('2', { severity: 'info' }), finding('3', { inCountedCode: false })];
    const { total, volumes, rules } = precisionFigures([run(findings, 25_000)], []);
    assert.deepEqual([total.counted, total.outcome, volumes[0]?.outcome, rules[0]?.share], [1, 'holds', 'holds', 1]);
  });

  it('has a limit for all and one for each repository', () => {
    const { total, volumes } = precisionFigures([run([finding('1'), finding('2')], 16_000)], []);
    assert.deepEqual([total.outcome, volumes[0]?.outcome], ['broken', 'holds']);
    assert.equal(precisionFigures([run([finding('1')], 7_999)], []).volumes[0]?.outcome, 'broken');
  });
});

describe('what a rule must keep', () => {
  const outcome = (real: number, falseOnes: number, unjudged: number, found: number, share = 0.1): string =>
    ruleOutcome({ real, judged: real + falseOnes, unjudged, interval: { low: 0, high: 1 } }, found, share);

  it('is four of five real with five findings or more', () => {
    assert.equal(outcome(16, 4, 0, 20), 'holds');
    assert.equal(outcome(15, 5, 0, 20), 'broken');
  });

  it('is none false with fewer', () => {
    assert.equal(outcome(4, 0, 0, 4), 'holds');
    assert.equal(outcome(3, 1, 0, 4), 'broken');
  });

  it('is nine of ten real for a rule that makes more than a quarter of all', () => {
    assert.equal(outcome(18, 2, 0, 200, 0.3), 'holds');
    assert.equal(outcome(17, 3, 0, 200, 0.3), 'broken');
  });

  it('stays open until all is read, unless it cannot be kept any more', () => {
    assert.equal(outcome(10, 0, 10, 20), 'open');
    assert.equal(outcome(0, 5, 15, 20), 'broken');
  });
});
