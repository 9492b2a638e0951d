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
    summary: 'A long-lived slice is appended to and never made shorter',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'An element stays in memory as long as it is in the slice. If code only appends to a list of events, ' +
      'connections or errors in a long-lived object, the list grows with everything that ever happened, until the ' +
      'process ends. Each time it is full, append copies all of it to a larger array.',
    remedy:
      'Remove elements that are done with, keep only the last n (a ring buffer), or start a new slice once the old ' +
      'one has been handed on.',
    limits:
      'Holds for every version of Go. Sees only slices in unexported package-level variables and in unexported ' +
      'fields of types whose objects live long: a package-level variable leads to them, or the type has a method ' +
      'such as Close and goroutines or a lock. Silent if anything makes the slice shorter, replaces it, clears it, ' +
      'compares its length, or takes a part of it. Lists that a program fills only while it starts, through ' +
      'functions that other packages call, are reported although they are no leak.',
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
    for (const { name, addition } of ContainerGrowth.of(pkg).growingSlices()) {
      const fn = pkg.functionAround(addition)?.name ?? '';
      report(addition, 'grows', { data: { slice: name, function: fn === '' ? 'the function' : fn } });
    }
  },
});
