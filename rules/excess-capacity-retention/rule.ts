/**
 * Finds short contents that are kept for long in the large buffer that they were read or built into.
 */
import { excessCapacities } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'excess-capacity-retention',
    family: 'retention',
    tier: 'opt-in',
    summary: 'What is kept of a large buffer keeps all of it, however little was filled',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'buf[:n] shares the array of buf, and Builder.String the memory of the Builder: what was not filled stays in memory as ' +
      'well, for as long as the part is kept. Five bytes in a buffer of 8 MB hold 8 MB (measured with Go 1.26).',
    remedy: 'Keep a copy of the right size: `bytes.Clone(buf[:n])`, `strings.Clone(b.String())`.',
    limits:
      'Holds for every version of Go. Only buffers of 4 KB or more by a constant, made in the same function, and only parts ' +
      'with a length that is no constant, which go into a map or slice of the receiver or of the package. How much of the ' +
      'buffer is filled is not seen: where it is always full there is nothing to gain.',
    references: ['https://pkg.go.dev/strings#Builder.Grow', 'https://go.dev/blog/slices-intro'],
    messages: {
      excess:
        '{part} shares a buffer of {size} bytes, all of which stays in memory for as long as it is in {sink}, however little ' +
        'was filled; store a copy',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['make', 'Grow'],
  check({ pkg, report }) {
    for (const { part, madeAt, sink, capacity } of excessCapacities(pkg)) {
      report(part, 'excess', {
        data: { part: pkg.textOf(part), size: capacity, sink: pkg.textOf(sink.target) },
        related: [{ at: madeAt, message: 'the buffer gets its size here' }],
        evidence: [{ kind: 'lines', at: madeAt }],
      });
    }
  },
});
