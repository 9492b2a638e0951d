/**
 * Finds structs that the allocator rounds up to a larger size only because enumerations in them are as wide as int.
 */
import { wideFields } from '../../src/rule/allocation.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'oversized-field',
    family: 'allocation',
    tier: 'profile',
    summary: 'A struct is larger than necessary, since a field for a few constants has type int',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A type for a few constants (an enumeration) that is based on int takes eight bytes, and the allocator rounds ' +
      'every struct up to one of its size classes (48, 64, 80, 96, 112, 128, … bytes). If one byte is enough for ' +
      'all constants, the struct can fall into a smaller size class. That pays for structs of which there are ' +
      'millions. This is a cost, not a leak.',
    remedy: 'Base the type on uint8, and put such fields next to each other, so that they share a word.',
    limits:
      'Holds for every version of Go on 64-bit platforms. Sees only unexported types whose constants all lie ' +
      'between 0 and 255, and that nothing is converted to or computed in, and only if the struct, with its fields ' +
      'in their present order, falls into a smaller size class. Reported if a profile shows the allocations, or if ' +
      'the rule is enabled by name.',
    references: ['https://go.dev/src/internal/runtime/gc/sizeclasses.go'],
    messages: {
      wide:
        '{struct} takes {size} bytes of the heap and would take {narrowSize} with {types} based on uint8, which holds all ' +
        'constants of {fields}',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['const'],
  check({ pkg, report }) {
    for (const { at, struct, fields, types, size, narrowSize, allocations } of wideFields(pkg)) {
      report(at, 'wide', {
        data: { struct, size, narrowSize, types: types.join(' and '), fields: fields.join(' and ') },
        evidence: allocations.map(allocation => ({ kind: 'lines', at: allocation })),
      });
    }
  },
});
