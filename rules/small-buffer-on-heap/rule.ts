/**
 * Finds structs that are allocated together with a small slice of constant size, where an array within the struct would
 * make one object of the two.
 */
import { type SmallBuffers, smallBuffers } from '../../src/rule/allocation.ts';
import { defineRule, type EvidenceDetail, type RelatedDetail } from '../../src/rule/rule.ts';

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
      'If a slice field is filled by make when its struct is made, each value consists of two objects: the struct, ' +
      'and the array behind the slice. With an array of the same size as another field, and the slice pointing into ' +
      'it, there is one object: one allocation instead of two (measured with Go 1.26). This is a cost, not a leak.',
    remedy:
      'Give the struct an array field and let the slice start in it: `t.buf = t.array[:0]`. An append that does not ' +
      'fit moves to a new array on the heap, as always. Do not copy such a struct: the slice of the copy would ' +
      'point into the original.',
    limits:
      'Holds for every version of Go. Sees only unexported fields of structs of the package that are made by a ' +
      'composite literal with &, and buffers of at most 256 bytes. Not reported: a buffer beside one 16 times as ' +
      'large, and fields that get another buffer later. Whether the struct is copied elsewhere is not checked. ' +
      'Saves something only in code that runs often: reported if a profile shows the allocations, or if the rule is ' +
      'enabled by name.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      separate:
        '{owner} and the {size} bytes behind {field} are two heap objects for every value; give {owner} an array field ' +
        '{array}, and let {field} start as a slice of it',
      several:
        '{owner} and the buffers behind {fields}, {size} bytes in all, are {objects} heap objects for every value; give ' +
        '{owner} arrays {arrays}, and let the fields start as slices of them',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['make('],
  check({ pkg, report }) {
    for (const { owner, buffers } of smallBuffers(pkg)) {
      const [first, ...others] = buffers;
      if (others.length === 0) {
        report(first.made, 'separate', {
          data: { owner, field: first.field, size: first.size, array: arrayOf(first) },
        });
        continue;
      }
      const related: RelatedDetail[] = others.map(({ made, field }) => ({
        at: made,
        message: `${field} is made here`,
      }));
      const evidence: EvidenceDetail[] = buffers.map(({ made }) => ({ kind: 'lines', at: made }));
      report(first.made, 'several', { data: dataOf(owner, buffers), related, evidence });
    }
  },
});

type Buffers = SmallBuffers['buffers'];

const arrayOf = ({ capacity, elementText }: Buffers[number]): string => `[${capacity}]${elementText}`;

function dataOf(owner: string, buffers: Buffers): Record<string, string | number> {
  return {
    owner,
    fields: listOf(buffers.map(({ field }) => field)),
    size: buffers.reduce((sum, { size }) => sum + size, 0),
    objects: buffers.length + 1,
    arrays: listOf(buffers.map(arrayOf)),
  };
}

/** `a, b and c` */
function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
