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
    summary: 'A part of a large buffer is kept, and all of the buffer with it, however little was filled',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'buf[:n] shares the array of buf, and Builder.String shares the memory of the Builder. As long as the part is ' +
      'kept, the rest of the buffer that was never filled stays in memory as well. Five bytes in a buffer of 8 MB ' +
      'hold 8 MB (measured with Go 1.26).',
    remedy:
      'Keep a copy, which is only as large as its content: `bytes.Clone(buf[:n])` (Go 1.20) or ' +
      '`strings.Clone(b.String())` (Go 1.18).',
    limits:
      'Holds for every version of Go. Sees only buffers with a constant size of 4 KB or more that are made in the ' +
      'same function, and only parts whose length is not constant and that are stored in a map or slice of the ' +
      'receiver or of the package. How much of the buffer is filled is not known: if it is always full, a copy ' +
      'saves nothing.',
    references: ['https://pkg.go.dev/strings#Builder.Grow', 'https://go.dev/blog/slices-intro'],
    messages: {
      excess:
        '{part} shares a buffer of {size} bytes, all of which stays in memory for as long as it is in {sink}, ' +
        'however little was filled; store a copy',
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
