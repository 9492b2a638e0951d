/**
 * Where findings lose their weight: code that runs once, tests, and programs. Data that the engine applies, so that no
 * rule has to know.
 */
import type { Severity } from '../base/finding.ts';
import type { Family } from './meta.ts';

/** `test`: `_test.go` files, and others that import `testing`, which only tests are served by. */
export type CodeContext = 'process-lifetime' | 'test' | 'main';

/** `off`, a ceiling for the severity, or a step down from it. */
export type Verdict = 'off' | { readonly atMost: Severity } | { readonly step: 'down' };

export interface ContextRule {
  readonly context: CodeContext;
  readonly families?: readonly Family[];
  /** Rules by id, beside the families. */
  readonly rules?: readonly string[];
  readonly verdict: Verdict;
}

/** The first entry that fits a finding decides in each context. */
const CONTEXTS: readonly ContextRule[] = [
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
  { context: 'process-lifetime', rules: ['abandoned-send'], verdict: { atMost: 'info' } },
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
  // A test knows how many clients it starts; a way without Done or receive is one on which it mostly fails.
  { context: 'test', rules: ['unbounded-goroutines', 'waitgroup-missing-done', 'abandoned-send'], verdict: 'off' },
  { context: 'test', families: ['goroutine', 'timer', 'resource', 'defer'], verdict: { atMost: 'info' } },
  { context: 'main', families: ['goroutine'], verdict: { step: 'down' } },
];

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

/** The severity of a finding in its contexts; undefined if it is not reported there. */
export function severityIn(
  contexts: ReadonlySet<CodeContext>,
  rule: { readonly id: string; readonly family: Family },
  severity: Severity,
): Severity | undefined {
  let result = severity;
  for (const context of contexts) {
    const entry = CONTEXTS.find(candidate => candidate.context === context && appliesTo(candidate, rule));
    if (entry === undefined) continue;
    if (entry.verdict === 'off') return undefined;
    result = lowered(result, entry.verdict);
  }
  return result;
}

/** Whether a context makes any difference to a rule: telling that code is in it may cost something. */
export function matters(context: CodeContext, rule: { readonly id: string; readonly family: Family }): boolean {
  return CONTEXTS.some(entry => entry.context === context && appliesTo(entry, rule));
}

/** Whether a rule reports nothing at all in a context. */
export function isOffIn(context: CodeContext, rule: { readonly id: string; readonly family: Family }): boolean {
  return severityIn(new Set([context]), rule, 'error') === undefined;
}

function appliesTo({ families, rules }: ContextRule, { id, family }: { id: string; family: Family }): boolean {
  return (families?.includes(family) ?? false) || (rules?.includes(id) ?? false);
}

function lowered(severity: Severity, verdict: Exclude<Verdict, 'off'>): Severity {
  const rank = ORDER.indexOf(severity);
  const lowest = 'step' in verdict ? rank + 1 : Math.max(rank, ORDER.indexOf(verdict.atMost));
  return ORDER[Math.min(lowest, ORDER.length - 1)] ?? severity;
}
