/**
 * Finds entries of maps from weak pointers that refer to the very object that the key is not to keep alive.
 */
import { strongValues } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'weak-map-strong-value',
    family: 'retention',
    tier: 'opt-in',
    summary: 'The value in a map from weak pointers refers to the object of its key',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A weak pointer lets its object go once nothing else refers to it. A map refers to its values, so that an entry whose ' +
      'value leads back to the object keeps it alive for as long as it is in the map, and the weak key is in vain ' +
      '(measured with Go 1.26: an object of 8 MB stays).',
    remedy:
      'Keep in the value only what is needed of the object, or a weak pointer again. Delete the entry with ' +
      'runtime.AddCleanup, whose function must not refer to the object either.',
    limits:
      'Since Go 1.24, which has the package weak. Sees values that are the object, point into it, or are literals, closures ' +
      'or method values that hold it, in maps and sync.Map; what a call returns is not looked into.',
    references: ['https://pkg.go.dev/weak#Pointer'],
    messages: {
      itself:
        'the entry keeps the object alive that its key, a weak pointer, does not: {value} is that object; store a weak ' +
        'pointer, or what is needed of it',
      held:
        'the entry keeps the object alive that its key, a weak pointer, does not: the value refers to it; store only what is ' +
        'needed of the object',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['weak'],
  check({ pkg, report }) {
    for (const { value, key, isItself } of strongValues(pkg)) {
      report(value, isItself ? 'itself' : 'held', {
        ...(isItself && { data: { value: pkg.textOf(value) } }),
        related: [{ at: key, message: 'the weak pointer is made here' }],
      });
    }
  },
});
