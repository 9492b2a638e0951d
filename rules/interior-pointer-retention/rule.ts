/**
 * Finds pointers to a field that are kept for long when the object around it is not.
 */
import { interiorPointers } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'interior-pointer-retention',
    family: 'retention',
    tier: 'opt-in',
    summary: 'A kept pointer to a field keeps the whole object in memory',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'The garbage collector frees an object as a whole: a pointer to one field keeps all others, and what these refer to ' +
      '(a pointer to a number in a struct of 8 MB holds 8 MB, measured with Go 1.26).',
    remedy: 'Keep a copy of the field: `id := x.id; m[key] = &id`.',
    limits:
      'Holds for every version of Go. Only objects that the function makes itself, that go nowhere else, and that have a ' +
      'slice, a map or 1 KB in other fields; only pointers that go into a map or slice of the receiver or of the package. ' +
      'Method values and closures are not looked at.',
    references: ['https://go.dev/doc/gc-guide'],
    messages: {
      interior:
        '{pointer} keeps all of {object} in memory for as long as it is in {sink}; store a pointer to a copy of the field',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['&'],
  check({ pkg, report }) {
    for (const { part, whole, madeAt, sink } of interiorPointers(pkg)) {
      report(part, 'interior', {
        data: { pointer: pkg.textOf(part), object: whole.name, sink: pkg.textOf(sink.target) },
        related: [{ at: madeAt, message: `${whole.name} is made here` }],
        evidence: [{ kind: 'lines', at: madeAt }],
      });
    }
  },
});
