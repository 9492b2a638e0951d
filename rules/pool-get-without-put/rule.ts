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
    summary: 'A way out of the function does not put an object back into its pool',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Nothing leaks: the garbage collector frees an object that is not put back. But the pool has to make a new one in its ' +
      'place, so that the way which forgets it, often that of an error, allocates what the pool is there to save.',
    remedy: 'Put it back on every way: `defer pool.Put(x)`, right after it was taken.',
    limits:
      'Holds for every version of Go. Only if another way of the same function puts it back or hands it on, and nothing else can have got it: ' +
      'silent for objects that are returned, stored, or passed to functions of which nothing is known, and where none is put ' +
      'back. Silent where the function asks for its capacity. To drop an object on purpose, since it is in a bad state, looks the same.',
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
