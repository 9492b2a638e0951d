/**
 * Finds values that are copied to the heap when they are put into a sync.Pool, since they are no pointers.
 */
import { pooledValues } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { isBoxed } from '../../src/rule/types.ts';

export const rule = defineRule({
  meta: {
    id: 'pool-put-non-pointer',
    family: 'pool',
    tier: 'opt-in',
    summary: 'Putting a value that is not a pointer into a sync.Pool allocates',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Put takes an interface, and an interface holds only a pointer. So a slice, a string or a struct is copied to ' +
      'the heap in each call: one allocation (24 bytes for a slice, measured with Go 1.26) in code that is there to ' +
      'save allocations.',
    remedy: 'Put a pointer: `p := pool.Get().(*[]byte)`, work with *p, and put p itself back.',
    limits:
      'Holds for every version of Go. Silent for pointers, maps, channels, functions, interfaces, numbers, structs ' +
      'and arrays of one word, and unknown types. Often the pool saves more than this copy costs; that is not known ' +
      'here.',
    references: ['https://pkg.go.dev/sync#Pool', 'https://staticcheck.dev/docs/checks/#SA6002'],
    messages: {
      boxed:
        '{value} is no pointer, so that each Put copies it to the heap, one allocation more; put a pointer to it, ' +
        'and the same pointer each time',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['Pool'],
  check({ pkg, report }) {
    for (const { value } of pooledValues(pkg)) {
      if (pkg.constantOf(value) !== undefined || isBoxed(pkg.types, pkg.typeOf(value)) !== true) continue;
      report(value, 'boxed', { data: { value: pkg.textOf(value) } });
    }
  },
});
