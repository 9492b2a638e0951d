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
    summary: 'Several objects are allocated one after the other and live together',
    severity: 'info',
    confidence: 'low',
    since: '0.1.0',
    why:
      'Objects that are made together, and that one of them points to for as long as it lives, cost an allocation each, ' +
      'and the collector visits each. In one struct they are a single object: measured with Go 1.26, one allocation instead ' +
      'of three. All of it stays as long as anything points to any part.',
    remedy:
      'Declare a struct with all of them as fields, allocate it once, and let the pointers point into it. Leave them ' +
      'apart where one part is small and lives longer than a large rest.',
    limits:
      'Holds for every version of Go. Only unexported fields that composite literals alone fill, two or more beside their ' +
      'owner, up to 512 bytes each. Who else keeps the parts is not checked, hence the low confidence. Worth its while ' +
      'only where many are made: shown with a profile, or if the rule is enabled by name and --min-confidence is low.',
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
