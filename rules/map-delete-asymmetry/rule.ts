/**
 * Finds maps that get entries together with another map, under the same keys, and do not lose them with it.
 */
import { ContainerGrowth } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'map-delete-asymmetry',
    family: 'growth',
    tier: 'opt-in',
    summary: 'Two maps get the same keys, but entries are deleted from only one of them',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Two maps that describe the same things get an entry each when a thing appears. If only one map loses its ' +
      'entry when the thing goes, the other keeps the key and its value for as long as its owner lives: it grows ' +
      'with every thing that ever existed.',
    remedy: 'Delete from both maps in the same place, or keep one map whose values hold both.',
    limits:
      'Holds for every version of Go. Sees only maps in unexported package-level variables and in unexported fields ' +
      'of types whose objects live long: a package-level variable leads to them, or the type has a method such as ' +
      'Close and goroutines or a lock. One function must fill both maps under the same variable. Silent if anything ' +
      'removes entries from the second map, replaces it, asks for its length, or gets it and may change it.',
    references: ['https://go.dev/ref/spec#Deletion_of_map_elements'],
    messages: {
      asymmetric:
        '{map} gets an entry under {key} together with {other}, but only {other} ever loses one: {map} grows as long as its ' +
        'owner lives; delete from both',
    },
    options: {},
    supersedes: ['unbounded-map'],
    metric: 'own',
    refutable: true,
  },
  triggers: ['delete('],
  check({ pkg, report }) {
    for (const { map, insertion, other, deletion } of ContainerGrowth.of(pkg).asymmetricMaps()) {
      report(insertion.at, 'asymmetric', {
        data: { map: map.name, key: pkg.textOf(insertion.key), other: other.name },
        related: [{ at: deletion, message: `${other.name} loses its entry here` }],
        evidence: map.insertions.map(({ at }) => ({ kind: 'lines', at })),
      });
    }
  },
});
