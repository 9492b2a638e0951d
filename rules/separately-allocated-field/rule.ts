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
    summary: 'A field points to a struct of its own that could be part of its owner',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A field of type *bytes.Buffer or *sync.Mutex that is filled when its owner is allocated makes two objects of every ' +
      'value, and each use follows a pointer. With the struct itself as the field there is one: measured with Go 1.26, one ' +
      'allocation instead of two.',
    remedy: 'Declare the field without the star, and leave out its initial value where that is zero.',
    limits:
      'Holds for every version of Go. Only unexported fields that composite literals alone fill, whose pointer is only ' +
      'selected through, and structs up to 512 bytes. Whether the owner is copied elsewhere is not checked: then the copies ' +
      'would no longer share the struct. Worth its while only where many are made: shown with a profile, or if the rule ' +
      'is enabled by name.',
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
