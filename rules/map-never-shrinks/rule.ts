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
    summary: 'A map that was large once and is emptied in place keeps the memory of its largest size',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'delete and clear do not give back the memory that a map uses for its table, in any version of Go: a map of a ' +
      'million entries of 16 bytes still holds 53 MB after all are deleted (measured with Go 1.26). A map that was ' +
      'large once stays large for as long as it lives. The loss is never more than its largest size, and keeping ' +
      'that room can be what you want.',
    remedy:
      'Make a new map if the old one may be large: `m = make(map[K]V)`. A sync.Map shrinks since Go 1.24. Pointers ' +
      'as values make the table smaller.',
    limits:
      'Holds for every version of Go. Sees only maps in unexported package-level variables and in unexported fields ' +
      'of types whose objects live long: a package-level variable leads to them, or the type has a method such as ' +
      'Close and goroutines or a lock; only if clear or a loop that deletes every entry empties them; and only if ' +
      'keys and values have at most 128 bytes, since larger ones are freed with their entries. Silent if the ' +
      'package puts a new map in its place anywhere, or looks at the number of entries. How many entries there are ' +
      'is not known.',
    references: ['https://github.com/golang/go/issues/20135'],
    messages: {
      emptied:
        '{map} keeps the memory of its largest content when it is emptied in place; make a new map if it was large',
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
