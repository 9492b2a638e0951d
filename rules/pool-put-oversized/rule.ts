/**
 * Finds buffers that go back to a sync.Pool however large they have grown.
 */
import { oversizedBuffers } from '../../src/rule/elements.ts';
import { defineRule } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'pool-put-oversized',
    family: 'pool',
    tier: 'opt-in',
    summary: 'A buffer goes back to its sync.Pool even if it has grown very large',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Reset of a bytes.Buffer keeps its memory. One large request leaves a large buffer in the pool, where small ' +
      'requests then use it. A pool that nobody uses drops its objects after two garbage collections (measured with ' +
      'Go 1.26: 27 MB, then 13, then 0). A busy pool never does, and in the end each of its buffers is as large as ' +
      'the largest request.',
    remedy: 'Put back only buffers below a limit: `if b.Cap() <= 64<<10 { pool.Put(b) }`.',
    limits:
      'Holds for every version of Go. Sees only a *bytes.Buffer in a local variable, or passed to a function of the ' +
      'package that puts it back, and only if it is filled by ReadFrom, io.Copy, an encoder, or with what a caller ' +
      'passes. Silent if something looks at the size. How large the requests are is not known.',
    references: ['https://github.com/golang/go/issues/23199', 'https://pkg.go.dev/sync#Pool'],
    messages: {
      oversized:
        '{buffer} goes back to the pool however large it has grown, and one large use keeps that memory for as long as the ' +
        'pool is busy; put it back only if {buffer}.Cap() is below a limit',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  triggers: ['Pool'],
  check({ pkg, report }) {
    for (const { put, value, growth } of oversizedBuffers(pkg)) {
      report(put.place, 'oversized', {
        data: { buffer: pkg.textOf(value) },
        related: [{ at: growth, message: 'it is filled here' }],
        evidence: [{ kind: 'lines', at: growth }],
      });
    }
  },
});
