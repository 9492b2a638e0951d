/**
 * Finds structs that are allocated together with a small slice of constant size, where an array within the struct would
 * make one object of the two.
 */
import { type ArrayBacked, smallBuffers } from '../../src/rule/allocation.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'small-buffer-on-heap',
    family: 'allocation',
    tier: 'profile',
    summary: 'A struct is allocated together with a small buffer that could be part of it',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A field that is filled by make when its struct is allocated makes two objects of every value: the struct, and the ' +
      'array behind the slice. With an array of the same size as another field, and the slice pointing into it, there is ' +
      'one: measured with Go 1.26, one allocation instead of two, next to each other in the cache.',
    remedy:
      'Give the struct an array field and let the slice start in it: t.buf = t.array[:0]. An append beyond its capacity ' +
      'still moves to the heap by itself. Such a struct must not be copied, since the copy would point into the original.',
    limits:
      'Holds for every version of Go. Only unexported fields of structs of the package that a composite literal with & ' +
      'allocates, and at most 256 bytes. Worth its while only where many are made: shown with a profile, or if the rule is ' +
      'enabled by name. Whether the struct is copied elsewhere is not checked.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      separate:
        '{owner} and the {size} bytes behind {field} are two heap objects for every value; give {owner} an array field ' +
        '[{capacity}]{element}, and let {field} start as a slice of it',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['make('],
  check({ pkg, report }) {
    for (const buffer of smallBuffers(pkg)) report(buffer.made, 'separate', { data: dataOf(buffer) });
  },
});

function dataOf({ owner, field, size, capacity, elementText }: ArrayBacked): Record<string, string | number> {
  return { owner, field, size, capacity, element: elementText };
}
