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
    summary: 'A map that lives long gets entries and never loses one',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'An entry keeps its key and its value alive until it is deleted. Where keys come from outside (addresses, names, ' +
      'identifiers of sessions), a map that nothing deletes from grows as long as the process runs, and the collector cannot ' +
      'help: all of it is reachable.',
    remedy:
      'Delete the entry where what it stands for ends, bound the map (a cache with a limit, entries that expire), or use ' +
      'keys of which there are few.',
    limits:
      'Holds for every version of Go. Only maps and sync.Maps in unexported package-level variables, and in unexported ' +
      'fields of types whose objects are seen to live long. Silent if anything removes entries, replaces the map, asks for ' +
      'its length, or gets the map without being known to leave it alone; if keys are constants, named integers or types; ' +
      'and for code that runs once. Caches of things of which there are few are reported as well.',
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
    for (const { map, insertion } of new ContainerGrowth(pkg).growingMaps()) {
      report(insertion.at, 'grows', {
        data: { map: map.name, key: pkg.textOf(insertion.key) },
        evidence: map.insertions.map(({ at }) => ({ kind: 'lines', at })),
      });
    }
  },
});
