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
    summary: 'A map with weak pointers as keys has a value that refers to the object of its key',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A weak pointer does not keep its object alive. But a map keeps its values alive: if the value of an entry ' +
      'leads back to the object of its key, the object stays in memory for as long as the entry does, and the weak ' +
      'key is useless (measured with Go 1.26: an object of 8 MB stays).',
    remedy:
      'Put into the value only the data that you need from the object, or another weak pointer. Delete the entry ' +
      'with runtime.AddCleanup, whose function and argument must not refer to the object either.',
    limits:
      'For Go 1.24 or newer, which has package weak. Sees values that are the object itself, point into it, or are ' +
      'literals, closures or method values that hold it, in maps and in sync.Map. What a called function returns is ' +
      'not looked into.',
    references: ['https://pkg.go.dev/weak#Pointer'],
    messages: {
      itself:
        '{value} is the object of the weak pointer that is the key, and the entry keeps it alive; store a weak ' +
        'pointer, or only what is needed of the object',
      held:
        'the value refers to the object of the weak pointer that is the key, and the entry keeps it alive; store ' +
        'only what is needed of the object',
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
