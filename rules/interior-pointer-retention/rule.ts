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
      'A pointer to one field keeps the whole struct in memory, since the garbage collector frees an object only as ' +
      'a whole. The other fields stay too, with everything that they refer to: a kept pointer to a number in a ' +
      'struct of 8 MB holds 8 MB (measured with Go 1.26).',
    remedy: 'Copy the field and keep a pointer to the copy: `id := x.id; m[key] = &id`.',
    limits:
      'Holds for every version of Go. Sees only objects that the function makes itself and passes on to nobody, ' +
      'whose other fields hold a slice, a map or at least 1 KB. The pointer must be stored in a map or slice of the ' +
      'receiver or of the package. Method values and closures are not looked at.',
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
