/**
 * Finds maps of long life that are emptied in place to be filled again.
 */
import { emptiedMaps } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'map-never-shrinks',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A map that is emptied in place keeps the room of its largest content',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'delete and clear give no memory back, in no version of Go: a map of a million entries of 16 bytes holds 53 MB after ' +
      'all are gone (measured with Go 1.26). A map that was large once stays so for as long as it lives. Up to its largest ' +
      'content that is bounded, and to keep the room can be what is wanted.',
    remedy:
      'Make a new map where the old one may be large: `m = make(map[K]V)`. A sync.Map shrinks since Go 1.24; pointers as ' +
      'values make the table smaller.',
    limits:
      'Only maps in unexported package-level variables and fields of objects that live long, with elements of 128 bytes at most ' +
      '(larger ones go with their entries), emptied by clear or by a loop that deletes all. Silent where a new map ' +
      'takes its place anywhere, or something looks at the number of entries. How many there are is not seen.',
    references: ['https://github.com/golang/go/issues/20135'],
    messages: {
      emptied:
        '{map} keeps the room of its largest content when it is emptied in place; make a new map if it was large',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['clear', 'delete'],
  check({ pkg, report }) {
    for (const { map, emptied, insertion } of emptiedMaps(pkg)) {
      report(emptied, 'emptied', {
        data: { map: map.name },
        related: [{ at: insertion, message: 'entries are added here' }],
        evidence: [{ kind: 'lines', at: insertion }],
      });
    }
  },
});
