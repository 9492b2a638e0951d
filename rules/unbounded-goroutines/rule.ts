/**
 * Finds loops that start a goroutine for everything that comes in, however many are still under way.
 *
 * Leaves alone what takes a slot, waits or compares numbers in the round, and goroutines that are not seen to wait for
 * anything: those are gone before the next ones come.
 */
import { unboundedStarts, type UnboundedStart } from '../../src/rule/goroutines.ts';
import type { Package } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'unbounded-goroutines',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'A loop starts a goroutine for each thing that comes in, without a limit',
    severity: 'info',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Each goroutine takes a stack of 2 KB at least, and everything that it refers to stays until it ends. If more ' +
      'comes in than the goroutines get done, for example because a server that they call has become slow, their ' +
      'number grows until memory is used up: 100 000 waiting goroutines take 200 MB for their stacks alone. Nothing ' +
      'makes the senders slow down.',
    remedy:
      'Let a fixed number of goroutines receive. Or use a channel as a semaphore: `slots <- struct{}{}` before each ' +
      'start, on a channel whose capacity is the limit, and `defer func() { <-slots }()` in the goroutine. SetLimit ' +
      'of an errgroup does the same.',
    limits:
      'Holds for every version of Go. Reports `go` statements in a loop over a channel, in a select case that ' +
      'receives a value, in a loop that accepts connections or reads datagrams with package net, and in a loop over ' +
      'a part of an HTTP request. Except for connections, goleaklint must see that the goroutine waits: on a ' +
      'channel, for a group or a process, or for the network. Silent if the number of rounds is constant; if the ' +
      'round sends to a channel, waits before the start, calls unknown code, calls a method Acquire or Wait, or ' +
      'compares numbers, which may be a count of goroutines; for channels that the function makes itself; for ' +
      'selects that receive other values too; for lists from other callers; and for groups, whose Go method may ' +
      'have a limit. Limits elsewhere are not seen, such as a listener of netutil.LimitListener or a small number ' +
      'of senders, so confidence is low for connections.',
    references: [
      'https://pkg.go.dev/golang.org/x/sync/errgroup#Group.SetLimit',
      'https://pkg.go.dev/golang.org/x/net/netutil#LimitListener',
    ],
    messages: {
      channel:
        'this starts a goroutine for each value from {from}, however many still wait (line {line}): each takes 2 KB of ' +
        'stack at least; take a slot of a semaphore before, or let a fixed number of goroutines receive',
      datagrams:
        'this starts a goroutine for each datagram, however many still wait (line {line}): each takes 2 KB of stack at ' +
        'least; take a slot of a semaphore before, or let a fixed number of goroutines read',
      connections:
        'this starts a goroutine for each connection, as many as the clients open: each takes 2 KB of stack at least; take ' +
        'a slot of a semaphore before Accept, or use netutil.LimitListener',
      list:
        'this starts a goroutine for each element of {from}, as many as the client sends: each takes 2 KB of stack at ' +
        'least; take a slot of a semaphore before, or set the limit of an errgroup',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['go'],
  check({ pkg, report }) {
    for (const found of unboundedStarts(pkg)) {
      report(found.goroutine.start, found.supply.kind, detailOf(pkg, found));
    }
  },
});

function detailOf(pkg: Package, { goroutine, supply, waits }: UnboundedStart): Detail {
  const { entry, start } = goroutine;
  const tree = waits === undefined ? undefined : pkg.tree(waits.file);
  const line = waits === undefined || tree === undefined ? 0 : tree.lineAt(tree.startOf(waits.node)) + 1;
  return {
    data: { from: pkg.textOf(supply.from), line },
    // Whether something else limits the clients is not seen.
    ...(supply.kind === 'connections' ? { confidence: 'low' } : {}),
    related: waits === undefined ? [] : [{ at: waits, message: 'the goroutine may have to wait here' }],
    evidence: [
      { kind: 'lines', at: start },
      ...(entry === undefined ? [] : [{ kind: 'lines', at: entry.place } as const]),
      { kind: 'goroutine', started: goroutine },
    ],
  };
}
