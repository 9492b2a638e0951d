/**
 * The table of contexts in words: what it does to one rule, for the rule's page, `explain` and SARIF. Contexts that make no
 * difference to the rule are left out.
 */
import { type CodeContext, isLeftEachRound, type RuleAbout, type Verdict, verdictIn, weightIn } from './contexts.ts';
import { type RuleMeta, tiersOf } from './meta.ts';

type RuleWeighed = RuleAbout & Pick<RuleMeta, 'severity'>;

/** What never runs is the same to all rules, and goes without saying. */
type NotedContext = Exclude<CodeContext, 'never-run'>;

const PLACES: Readonly<Record<NotedContext, string>> = {
  test: 'tests',
  'process-lifetime': 'code that runs once in the process, such as main, init and what only they call',
  'single-run':
    'functions of programs (package main, or below a directory cmd) that are not seen to run more than once, and in ' +
    'functions of other packages that only those call',
  main: 'package main, what is still reported',
};

const ORDER: readonly NotedContext[] = ['test', 'process-lifetime', 'single-run', 'main'];

/** A line for each context in which a rule reports less than elsewhere: `In tests: not reported.` */
export function contextNotes(rule: RuleWeighed): string[] {
  return ORDER.flatMap(context => {
    const verdict = verdictIn(context, rule);
    if (verdict === undefined || !weighsLessIn(context, rule)) return [];
    const within = context === 'single-run' && isLeftEachRound(rule) ? 'Outside of loops, in' : 'In';
    return [`${within} ${PLACES[context]}: ${words(verdict)}.`];
  });
}

/** A section of Markdown, as a heading and a list; empty if no context makes a difference. */
export function contextSection(rule: RuleWeighed): string[] {
  const notes = contextNotes(rule);
  return notes.length === 0 ? [] : ['## Where it reports less', notes.map(note => `- ${note}`).join('\n')];
}

/** Whether a finding of the rule's own severity, in one of its tiers, loses anything. */
function weighsLessIn(context: CodeContext, rule: RuleWeighed): boolean {
  const { severity } = rule;
  return tiersOf(rule).some(tier => {
    const weight = weightIn(new Set([context]), rule, { severity, tier });
    return weight?.tier !== tier || weight.severity !== severity;
  });
}

function words(verdict: Verdict): string {
  if (verdict === 'off') return 'not reported';
  if ('tier' in verdict) return verdict.tier;
  return 'atMost' in verdict ? `at most ${verdict.atMost}` : 'one severity lower';
}
