/**
 * Finds slices of long life that code appends to for ever: nothing makes them shorter, starts anew, or compares their
 * length.
 */
import { ContainerGrowth } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'slice-only-grows',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A slice that lives long is appended to and never made shorter',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'An element stays as long as the slice has it. A list of events, connections or errors in a long-lived object that ' +
      'code only appends to grows with all that ever happened, and every growth copies it.',
    remedy:
      'Remove what is done with, keep the last so many (a ring buffer), or start a new slice where the old one has been ' +
      'handed on.',
    limits:
      'Holds for every version of Go. Only slices in unexported package-level variables, and in unexported fields of types ' +
      'whose objects are seen to live long. Silent if anything makes the slice shorter, replaces it, clears it, compares ' +
      'its length, or takes a part of it; and for code that runs once. Lists that a program fills while it starts, in ' +
      'functions that are called from other packages, are reported as well.',
    references: ['https://go.dev/blog/slices-intro'],
    messages: {
      grows:
        '{slice} gets longer each time {function} runs, and nothing in this package ever makes it shorter: it grows as ' +
        'long as its owner lives; remove what is done with, or bound its length',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['append('],
  check({ pkg, report }) {
    for (const { name, addition } of new ContainerGrowth(pkg).growingSlices()) {
      const fn = pkg.functionAround(addition)?.name ?? '';
      report(addition, 'grows', { data: { slice: name, function: fn === '' ? 'the function' : fn } });
    }
  },
});
