/**
 * Finds slices that a reader lends until its next read, and that are collected over several reads without a copy.
 */
import { type KeptLoan, keptLoans } from '../../src/rule/elements.ts';
import type { Package } from '../../src/rule/package.ts';
import { defineRule, type FixDetail } from '../../src/rule/rule.ts';

/** The version with bytes.Clone. */
const CLONE = 20;

export const rule = defineRule({
  meta: {
    id: 'reused-buffer-aliased',
    family: 'retention',
    tier: 'default',
    summary: 'A slice that is only valid until the next read is kept, and the next read overwrites it',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Scanner.Bytes, Reader.Peek, Reader.ReadSlice and Reader.ReadLine of package bufio do not copy: they return a ' +
      "part of the reader's buffer, which the next read overwrites. sql.RawBytes is memory of the database driver " +
      'in the same way. Whoever keeps the slice finds other bytes in it later. Each kept slice, however short, also ' +
      'keeps the whole buffer (4 KB or more) in memory.',
    remedy:
      'Keep a copy: `bytes.Clone(x)` (Go 1.20), `append([]byte(nil), x...)`, or call Scanner.Text to get a string.',
    limits:
      'Holds for every version of Go. Sees only slices that a loop appends to a slice, puts into a map or sends to ' +
      'a channel while it goes on reading. Silent for fields, which the next round may overwrite; for slices that ' +
      'are passed to functions, other than those of the standard library that return a part (bytes.TrimSpace); if ' +
      'the list is emptied in the loop; and if a round that sends also receives or waits.',
    references: ['https://pkg.go.dev/bufio#Scanner.Bytes', 'https://pkg.go.dev/database/sql#RawBytes'],
    messages: {
      appended:
        '{value} is valid until the next read only, but is appended to a list that lives on: later reads overwrite it, and ' +
        'each such slice keeps a whole buffer in memory; append a copy',
      stored:
        '{value} is valid until the next read only, but is put into a map that lives on: later reads overwrite it, and each ' +
        'such slice keeps a whole buffer in memory; store a copy',
      sent:
        '{value} is valid until the next read only, but is sent while the loop reads on: the receiver may see what later ' +
        'reads put there; send a copy',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['bufio', 'RawBytes'],
  check({ pkg, versions, report }) {
    for (const loan of keptLoans(pkg)) {
      report(loan.at, loan.how, {
        data: { value: pkg.textOf(loan.lender) },
        confidence: loan.how === 'sent' ? 'medium' : 'high',
        related: loan.at.node === loan.lender.node ? [] : [{ at: loan.lender, message: 'the buffer is lent here' }],
        evidence: [{ kind: 'lines', at: loan.lender }],
        suggestions: [copyOf(pkg, loan, versions.library)],
      });
    }
  },
});

function copyOf(pkg: Package, { at }: KeptLoan, library: number): FixDetail {
  const text = pkg.textOf(at);
  const title = 'Keep a copy';
  if (library < CLONE) return { title, edits: [{ at, text: `append([]byte(nil), ${text}...)` }] };
  return { title, edits: [{ at, text: `bytes.Clone(${text})` }], imports: ['bytes'] };
}
