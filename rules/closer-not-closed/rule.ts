/**
 * Finds files, listeners, connections, clients and watchers that are not closed on some way out of the function that has
 * opened them.
 *
 * Whoever gets one by return, in a field or as an argument answers for it from then on.
 */
import { lineOf } from '../../src/rule/line.ts';
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import {
  boundOfOperands,
  contextHasEnded,
  onlyFailuresLose,
  type WaitingPipe,
  waitingPipes,
} from '../../src/rule/obligations.ts';
import { type Unreleased, unreleased } from '../../src/rule/unreleased.ts';
import { CLOSERS } from './kinds.ts';
import { isUsedByGoroutine } from './waiting.ts';

const isCloser = (resource: string): boolean => CLOSERS.has(resource);

export const rule = defineRule({
  meta: {
    id: 'closer-not-closed',
    family: 'resource',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A listener, connection, client, watcher or file is not closed on every path',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'Reported as info: files, most connections, and listeners on which no goroutine accepts, since the garbage ' +
      'collector closes these in the end. The rest is reported as warning. Clients, watchers and servers run ' +
      'goroutines until they are closed, and those goroutines keep everything that belongs to them: the garbage ' +
      'collector frees none of it. Measured with Go 1.26: an httptest.Server that is not closed leaves a ' +
      'goroutine and a listener for ever, and so does a net.Listener on which a goroutine accepts. A file, ' +
      'listener or connection that nothing refers to is closed by the garbage collector at some later time. Until ' +
      'then its file descriptor and its address are taken: a program that opens many of them and allocates little ' +
      'gets "too many open files" or "address already in use".',
    remedy:
      'Write `defer f.Close()` right after the error check. If the function returns it on success, close it ' +
      'before each error return instead. For a file that you write, also check the error of Close, which a plain ' +
      'defer drops. In a loop, move the loop body into its own function, so that the defer runs in each iteration.',
    limits:
      'Holds for every version of Go. Sees only types and functions that goleaklint has in its tables ' +
      '(docs/effects.md; config can add more), and functions that return what they open. Things that are ' +
      'returned, stored or passed to code that goleaklint cannot see are left to whoever gets them. Opt-in: of ' +
      'what is reported as info, things lost only after a failed call, type assertion or CompareAndSwap. Readers ' +
      'that decompress are left out.',
    references: ['https://pkg.go.dev/os#File.Close', 'https://pkg.go.dev/net#Listener'],
    messages: {
      never: 'nothing closes this {noun}, and {left}; write defer {release} after the check of the error',
      missed:
        'this {noun} is not closed on the way to line {line}, and {left}; call {release} on that way as well, or ' +
        'defer it',
      discarded: 'nothing holds this {noun}, so that it cannot be closed, and {left}; keep it and close it',
      overwritten:
        '{holder} gets another value on line {line} before this {noun} is closed, and {left}; call {release} before that',
      repeated: 'every round of the loop leaves a {noun} that is not closed, and {left}; call {release} in each round',
      field:
        'nothing in this package closes the {noun} in {holder}, and {left}; call {release} where its owner is closed',
      pipe:
        'a goroutine reads from the other end of {writer}, which is not closed on the way to line {line}, and waits there ' +
        'for ever; defer {writer}.Close()',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Open', 'Dial', 'Listen', 'Create', 'New', 'Connect', 'Accept', 'Get', 'Temp', 'Pipe'],
  check({ pkg, report }) {
    for (const lost of unreleased(pkg, isCloser)) {
      const { call, resource, loss, detail, obligation } = lost;
      const closer = CLOSERS.get(resource);
      if (closer === undefined || loss === 'owner') continue;
      // Tests try what must fail.
      if (loss === 'discarded' && pkg.lifetimes.isTestSupport(call.place.file)) continue;
      if (closer.ofRequest === true && (endsWithContext(pkg, call) || contextHasEnded(pkg, call, obligation.path)))
        continue;
      const waited = isUsedByGoroutine(pkg, obligation) ? closer.waited : undefined;
      const severity = waited === undefined ? closer.severity : 'warning';
      const data = { ...detail.data, noun: closer.noun, left: waited ?? closer.left };
      report(call.place, loss, { ...detail, ...tierOf(lost, severity), data, severity });
    }
    for (const pipe of waitingPipes(pkg)) {
      if (pipe.waitsTo === 'read') report(pipe.call.place, 'pipe', detailOf(pkg, pipe));
    }
  },
});

/** Failures are rare: what the garbage collector closes hardly harms then. */
function tierOf({ loss, obligation }: Unreleased, severity: Detail['severity']): Pick<Detail, 'tier'> {
  return loss === 'missed' && severity === 'info' && onlyFailuresLose(obligation) ? { tier: 'opt-in' } : {};
}

/** Whether a context that the call is given ends when its function returns, or with what that serves. */
function endsWithContext(pkg: Package, call: Call): boolean {
  const end = boundOfOperands(pkg, call)?.end;
  return end === 'ended' || end === 'request';
}

function detailOf(pkg: Package, { call, end, goroutine, obligation }: WaitingPipe): Detail {
  return {
    data: { writer: end.name, line: lineOf(pkg, obligation.exit ?? call.place) },
    related: [{ at: goroutine, message: 'the goroutine that waits' }, ...(obligation.path ?? []).slice(-1)],
  };
}
