/**
 * Finds structs that are allocated together with what two or more of their fields point to: one allocation could hold
 * all of them.
 *
 * Fields that could simply be structs are left to separately-allocated-field.
 */
import { ownedObjects } from '../../src/rule/allocation.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'adjacent-allocations',
    family: 'allocation',
    tier: 'profile',
    summary: 'Several objects that are allocated together and live together could be one object',
    severity: 'info',
    confidence: 'low',
    since: '0.1.0',
    why:
      'If a struct points to objects that are made together with it and live as long, each of them costs its own ' +
      'allocation, and the garbage collector visits each. As fields of one struct they are a single object: one ' +
      'allocation instead of three (measured with Go 1.26). This is a cost, not a leak.',
    remedy:
      'Declare one struct with all of them as fields, allocate it once, and let the pointers point into it. All of ' +
      'it then stays in memory as long as anything points to a part: leave them apart if a small part lives longer ' +
      'than a large rest.',
    limits:
      'Holds for every version of Go. Sees only unexported fields that are set in composite literals and nowhere ' +
      'else, at least two for each struct, of up to 512 bytes each. Who else keeps the parts is not checked, so ' +
      'confidence is low, and --min-confidence low is needed to see it. Saves something only in code that runs ' +
      'often: reported if a profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      together:
        '{owner} and what {fields} point to are {count} heap objects for every value, made together and never replaced; ' +
        'allocate them as one struct',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['&', 'new('],
  check({ pkg, report }) {
    for (const { literal, owner, objects } of ownedObjects(pkg)) {
      const shared = objects.filter(object => !object.isOnlySelected);
      if (shared.length < 2) continue;
      report(literal, 'together', {
        data: { owner, fields: listOf(shared.map(({ field }) => field)), count: shared.length + 1 },
        related: shared.map(({ at, field }) => ({ at, message: `${field} is allocated here` })),
        evidence: [literal, ...shared.map(({ at }) => at)].map(at => ({ kind: 'lines', at })),
      });
    }
  },
});

/** `a, b and c` */
function listOf(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
