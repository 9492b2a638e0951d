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
    summary: 'A buffer goes back to its pool however large it has grown',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Reset keeps the memory of a bytes.Buffer. One large request leaves a large buffer in the pool, which then serves small ' +
      'ones. A pool without use drops its objects after two garbage collections (measured with Go 1.26: 27 MB, then 13, ' +
      'then 0), but one that is busy never does, and in the end each of its buffers is as large as the largest request.',
    remedy: 'Put back only what is not too large: `if b.Cap() <= 64<<10 { pool.Put(b) }`.',
    limits:
      'Holds for every version of Go. Only for *bytes.Buffer in a local variable, or handed to a function of the package that ' +
      'puts it back, and only if it is filled by ReadFrom, io.Copy, an encoder, or by what a caller passes. Silent where ' +
      'something looks at the size. How large requests are is not seen.',
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
