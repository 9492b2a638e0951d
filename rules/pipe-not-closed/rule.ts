/**
 * Finds pipes to which a goroutine writes while their reader may go before it has read all.
 */
import { lineOf } from '../../src/rule/line.ts';
import { type WaitingPipe, waitingPipes } from '../../src/rule/obligations.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'pipe-not-closed',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'The reader of an io.Pipe fails and is not closed, so that the goroutine that writes waits for ever',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A write to an io.Pipe returns only when all of it has been read or when one end is closed. If the reader ' +
      'stops at an error and nobody closes the pipe, the goroutine that writes waits for ever and keeps everything ' +
      'that it refers to in memory. Measured with Go 1.26: each such pipe leaves its goroutine behind.',
    remedy:
      'Write `defer pr.Close()`, or call pr.CloseWithError(err), in the function that reads. This does no harm ' +
      'after the end, and makes the next write return io.ErrClosedPipe, or err.',
    limits:
      'Holds for every version of Go. Sees only pipes whose writer is used by a function literal started with `go`, ' +
      'and whose reader stays in the function that makes the pipe. Whether the reader can really fail before the ' +
      'end is not known; hence opt-in.',
    references: ['https://pkg.go.dev/io#Pipe'],
    messages: {
      leaks:
        'if this function returns on line {line} before {reader} has been read to its end, the goroutine that writes to ' +
        'the pipe waits for ever; write defer {reader}.Close()',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Pipe'],
  check({ pkg, report }) {
    for (const pipe of waitingPipes(pkg)) {
      const exit = pipe.obligation.failures?.[0]?.exit ?? pipe.obligation.exit;
      if (pipe.waitsTo !== 'write' || exit === undefined || !mayFail(pkg, exit)) continue;
      report(pipe.call.place, 'leaks', detailOf(pkg, pipe, exit));
    }
  },
});

function detailOf(pkg: Package, { end, goroutine }: WaitingPipe, exit: Place): Detail {
  return {
    data: { reader: end.name, line: lineOf(pkg, exit) },
    related: [
      { at: goroutine, message: 'the goroutine that writes' },
      { at: exit, message: 'the function returns here' },
    ],
  };
}

/** Whether a return hands on what may be an error: its last result is not nil. */
function mayFail(pkg: Package, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  if (tree.kindOf(node) !== Kind.ReturnStatement) return false;
  const list = tree.firstNamedChild(node);
  const last = list === NO_NODE ? undefined : tree.namedChildren(list).at(-1);
  return last !== undefined && tree.kindOf(last) !== Kind.Nil;
}
