/**
 * Finds maps of long life that code adds to for ever: nothing removes an entry, starts anew, or asks how many there are.
 *
 * A heuristic: whether the keys run out by themselves cannot be told.
 */
import { ContainerGrowth } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'unbounded-map',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A long-lived map gets entries and never loses one',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'An entry keeps its key and its value in memory until it is deleted. If keys come from outside (addresses, ' +
      'names, session identifiers) and nothing deletes them, the map grows as long as the process runs. The garbage ' +
      'collector cannot help, since the map refers to all of it.',
    remedy:
      'Delete the entry when the thing that it stands for ends. Or bound the map, as a cache with a limit or with ' +
      'entries that expire. Or use keys of which there are only a few.',
    limits:
      'Holds for every version of Go. Sees only maps and sync.Maps in unexported package-level variables and in ' +
      'unexported fields of types whose objects live long: a package-level variable leads to them, or the type has ' +
      'a method such as Close and goroutines or a lock. Silent if anything removes entries, replaces the map, asks ' +
      'for its length, or gets the map and may change it, and if keys are constants, named integers or types. A ' +
      'cache of things of which there are only a few is reported although it is no leak.',
    references: ['https://go.dev/ref/spec#Deletion_of_map_elements'],
    messages: {
      grows:
        'each new {key} adds an entry to {map}, and nothing in this package ever removes one: it grows as long as its ' +
        'owner lives; delete entries when they are done with, or bound their number',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['map[', 'sync.Map'],
  check({ pkg, report }) {
    for (const { map, insertion } of ContainerGrowth.of(pkg).growingMaps()) {
      report(insertion.at, 'grows', {
        data: { map: map.name, key: pkg.textOf(insertion.key) },
        evidence: map.insertions.map(({ at }) => ({ kind: 'lines', at })),
      });
    }
  },
});
