/**
 * Finds objects of a sync.Pool that a function puts back on some ways out, and on others forgets.
 */
import type { GoSymbol, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const isPooled = (kind: string): boolean => kind === 'pooled';

export const rule = defineRule({
  meta: {
    id: 'pool-get-without-put',
    family: 'pool',
    tier: 'opt-in',
    summary: 'On one path the function does not put an object back into its sync.Pool',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Nothing leaks: the garbage collector frees an object that is not put back. But the next Get has to allocate ' +
      'a new one. A path that forgets to put the object back, often that of an error, makes the allocations that ' +
      'the pool is there to save.',
    remedy: 'Put the object back on every path: `defer pool.Put(x)` right after Get.',
    limits:
      'Holds for every version of Go. Reports only if another path of the same function puts the object back or ' +
      'passes it on, and nothing else can have it: silent for objects that are returned, stored, or passed to ' +
      'unknown functions. Silent if the function looks at the capacity of the object. Dropping an object on ' +
      'purpose, because it is in a bad state, looks the same.',
    references: ['https://pkg.go.dev/sync#Pool'],
    messages: {
      missed:
        '{holder} is not put back into the pool on the way to line {line}, so that the next Get allocates a new one; put it ' +
        'back there too, or with defer',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Pool'],
  check({ pkg, report }) {
    for (const { call, loss, obligation, detail } of unreleased(pkg, isPooled)) {
      if (loss !== 'missed' || (obligation.holder !== undefined && isMeasured(pkg, obligation.holder))) continue;
      report(call.place, loss, detail);
    }
  },
});

/** Whether the function asks how large the object is, and may drop it for that: `b.Cap()`, `cap(*b)`. */
function isMeasured(pkg: Package, { uses }: GoSymbol): boolean {
  return uses.some(at => {
    const use = pkg.useOf(at);
    const { name } = use.kind === 'dereferenced' ? pkg.useOf({ file: at.file, node: use.node }) : use;
    return name === 'Cap' || name === 'cap';
  });
}
