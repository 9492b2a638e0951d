/**
 * Finds fields that point to a struct allocated together with their owner and never shared: the struct could be the
 * field.
 */
import { ownedObjects } from '../../src/rule/allocation.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'separately-allocated-field',
    family: 'allocation',
    tier: 'profile',
    summary: 'A field is a pointer to a struct that could be part of its owner',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'If a field of type *bytes.Buffer or *sync.Mutex is set when its owner is made, each value consists of two ' +
      'objects, and each use follows a pointer. With the struct itself as the field there is one object: one ' +
      'allocation instead of two (measured with Go 1.26). This is a cost, not a leak.',
    remedy: 'Declare the field without the star, and leave out its initial value if that is the zero value.',
    limits:
      'Holds for every version of Go. Sees only unexported fields that are set in composite literals and nowhere ' +
      'else, whose pointer is used only to select fields and methods, and structs of up to 512 bytes. Whether the ' +
      'owner is copied elsewhere is not checked: its copies would no longer share the struct. Saves something only ' +
      'in code that runs often: reported if a profile shows the allocations, or if the rule is enabled by name.',
    references: ['https://go.dev/doc/gc-guide#Eliminating_heap_allocations'],
    messages: {
      apart:
        '{owner} and the {type} of {field} are two heap objects for every value, although nothing replaces or shares it; ' +
        'make the field a {type}, not a pointer to one',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['&', 'new('],
  check({ pkg, report }) {
    for (const { owner, objects } of ownedObjects(pkg)) {
      for (const { at, field, typeText } of objects.filter(object => object.isOnlySelected)) {
        report(at, 'apart', { data: { owner, field, type: typeText } });
      }
    }
  },
});
