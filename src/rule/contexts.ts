/**
 * Where findings lose their weight: code that runs once, tests, and programs. Data that the engine applies, so that no
 * rule has to know.
 */
import type { Severity, Tier } from '../base/finding.ts';
import { type Family, type RuleMeta, tiersOf } from './meta.ts';

/**
 * `never-run`: what nothing leads to that can be started. `single-run`: code of a program that is not seen to run more than
 * once, outside its loops. `test`: `_test.go` files, and others that serve only tests.
 */
export type CodeContext = 'never-run' | 'process-lifetime' | 'single-run' | 'test' | 'main';

/** `off`, another tier if the rule has it and else off, a ceiling for the severity, or a step down from it. */
export type Verdict = 'off' | { readonly tier: 'opt-in' } | { readonly atMost: Severity } | { readonly step: 'down' };

/** An entry that names neither families nor rules is for all. */
export interface ContextRule {
  readonly context: CodeContext;
  readonly families?: readonly Family[];
  /** Rules by id, beside the families. */
  readonly rules?: readonly string[];
  readonly verdict: Verdict;
}

/** The first entry that fits a finding decides in each context. */
const CONTEXTS: readonly ContextRule[] = [
  // Whatever the rule: what is never executed leaks nothing.
  { context: 'never-run', verdict: { tier: 'opt-in' } },
  // A thing that the process holds until it ends is not a leak.
  {
    context: 'process-lifetime',
    families: ['timer', 'context', 'resource', 'retention', 'growth'],
    rules: [
      'signal-notify-not-stopped',
      'endless-goroutine',
      'unstoppable-ticker-loop',
      'receive-without-sender',
      'range-over-unclosed-channel',
      'uncancelled-producer',
      'defer-never-runs',
    ],
    verdict: 'off',
  },
  // One goroutine, once.
  { context: 'process-lifetime', rules: ['abandoned-send'], verdict: { tier: 'opt-in' } },
  // What a function leaves behind when it returns is soon gone with the process.
  {
    context: 'single-run',
    families: ['timer', 'context', 'resource'],
    rules: [
      'abandoned-send',
      'range-over-unclosed-channel',
      'receive-without-sender',
      'uncancelled-producer',
      'unbuffered-reply',
      'unstoppable-ticker-loop',
    ],
    verdict: { tier: 'opt-in' },
  },
  { context: 'test', families: ['retention', 'growth', 'pool', 'allocation', 'loopvar'], verdict: 'off' },
  // What a test leaves to the collector, to a parent that it cancels or to a server that it stops ends with the test.
  { context: 'test', families: ['context', 'finalizer'], verdict: 'off' },
  {
    context: 'test',
    rules: [
      'response-body-not-closed',
      'transport-per-call',
      'sql-rows-not-closed',
      'sql-stmt-not-closed',
      'sql-tx-not-finished',
      'span-not-ended',
      'grpc-stream-not-finished',
      'http-no-timeout',
      'closer-not-closed',
      'cgo-memory-not-freed',
    ],
    verdict: 'off',
  },
  // What piles up in a function that serves a test is gone with it.
  { context: 'test', rules: ['defer-in-loop'], verdict: { tier: 'opt-in' } },
  // A test knows how many clients it starts; a way without Done or receive is one on which it mostly fails.
  {
    context: 'test',
    rules: ['unbounded-goroutines', 'waitgroup-missing-done', 'abandoned-send', 'uncancelled-producer'],
    verdict: 'off',
  },
  // A nil channel stands for what must never come, mostly in a callback that must never be called.
  { context: 'test', rules: ['receive-without-sender'], verdict: 'off' },
  { context: 'test', families: ['goroutine', 'timer', 'resource', 'defer'], verdict: { atMost: 'info' } },
  { context: 'main', families: ['goroutine'], verdict: { step: 'down' } },
];

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

export type RuleAbout = Pick<RuleMeta, 'id' | 'family' | 'tier' | 'wider'>;

/** How a finding is reported. */
export interface Weight {
  readonly severity: Severity;
  readonly tier: Tier;
}

/** The weight of a finding in its contexts; undefined if it is not reported there. */
export function weightIn(contexts: ReadonlySet<CodeContext>, rule: RuleAbout, weight: Weight): Weight | undefined {
  let result = weight;
  for (const context of contexts) {
    const verdict = verdictIn(context, rule);
    if (verdict === undefined) continue;
    if (verdict === 'off') return undefined;
    if (!('tier' in verdict)) result = { ...result, severity: lowered(result.severity, verdict) };
    else if (result.tier === 'default') result = { ...result, tier: verdict.tier };
  }
  return result;
}

/** What the table says of a rule in a context: `off` where it has not the tier that its findings would go to. */
export function verdictIn(context: CodeContext, rule: RuleAbout): Verdict | undefined {
  const verdict = CONTEXTS.find(entry => entry.context === context && appliesTo(entry, rule))?.verdict;
  if (verdict === undefined || verdict === 'off' || !('tier' in verdict)) return verdict;
  return tiersOf(rule).includes(verdict.tier) ? verdict : 'off';
}

/** A goroutine is left behind once, however often its code loops; of other things each round leaves one. */
export function isLeftEachRound({ family }: Pick<RuleMeta, 'family'>): boolean {
  return family !== 'goroutine';
}

/** Whether a context makes any difference to a rule: telling that code is in it may cost something. */
export function matters(context: CodeContext, rule: RuleAbout): boolean {
  return CONTEXTS.some(entry => entry.context === context && appliesTo(entry, rule));
}

/** Whether a rule reports nothing at all in a context. */
export function isOffIn(context: CodeContext, rule: RuleAbout): boolean {
  return weightIn(new Set([context]), rule, { severity: 'error', tier: rule.tier }) === undefined;
}

function appliesTo({ families, rules }: ContextRule, { id, family }: RuleAbout): boolean {
  if (families === undefined && rules === undefined) return true;
  return (families?.includes(family) ?? false) || (rules?.includes(id) ?? false);
}

function lowered(severity: Severity, verdict: { atMost: Severity } | { step: 'down' }): Severity {
  const rank = ORDER.indexOf(severity);
  const lowest = 'step' in verdict ? rank + 1 : Math.max(rank, ORDER.indexOf(verdict.atMost));
  return ORDER[Math.min(lowest, ORDER.length - 1)] ?? severity;
}
