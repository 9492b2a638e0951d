/**
 * Finds what leaks; what it leaves alone, and why.
 */
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'element-pointer-retention',
    family: 'timer',
    tier: 'opt-in',
    summary: 'One line: what the code does wrong',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why: 'What stays alive, kept by what, and until when.',
    remedy: 'What to write instead of it.',
    limits: 'What the rule cannot see, and for which versions of Go it holds.',
    references: [],
    messages: {
      leaks: '{callee} leaks, because of this; write that instead',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Sleep'],
  check({ pkg, report }) {
    for (const call of pkg.callsTo('time.Sleep')) {
      report(call.place, 'leaks', { data: { callee: call.key } });
    }
  },
});
