/**
 * Finds loops over a channel that nobody closes, or that one path out of the function forgets to close: whoever runs the
 * loop waits for ever after the last value.
 */
import type { Channel, UnclosedRange } from '../../src/rule/channels.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { Package, Place } from '../../src/rule/package.ts';
import { defineRule, type FixDetail } from '../../src/rule/rule.ts';
import { Kind, NO_NODE } from '../../src/rule/syntax.ts';

export const rule = defineRule({
  meta: {
    id: 'range-over-unclosed-channel',
    family: 'goroutine',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A loop over a channel that is never closed, or not closed on every path, never ends',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      '`for v := range c` ends only when c is closed. Without a close, the goroutine that runs the loop waits for ' +
      'ever after the last value, and its stack (2 KB at least) and everything that it refers to are never freed. ' +
      'Go does not end it either when nothing else refers to the channel any more.',
    remedy:
      'Let the sender close the channel when it has sent everything, best with `defer close(c)`, so that an early ' +
      'return closes it too. With several senders, close it after the Wait of their wait group.',
    limits:
      'Holds for every version of Go. Silent if the channel is returned, stored or passed to code that goleaklint ' +
      'cannot see; if the loop can also end in another way; and if a sender never ends. A close in another ' +
      'goroutine or a function literal counts as a close. Returns that end the process are ignored. Opt-in if ' +
      'nothing in the package shows that the function runs again and again, and either only some returns leave ' +
      'the channel open, or the sends are in methods of an object that the function makes, which may live as long ' +
      'as the process. A loop that receives with `v, ok := <-c` is not looked at.',
    references: ['https://go.dev/ref/spec#For_range', 'https://go.dev/blog/pipelines'],
    messages: {
      neverClosed:
        'nothing ever closes {channel}, so this loop waits for ever after the last value; close {channel} when all is sent',
      notOnEveryPath:
        '{function} can return (line {line}) without closing {channel}: this loop then waits for ever; use ' +
        '`defer close({channel})`',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['chan'],
  check({ pkg, report }) {
    for (const channel of pkg.channels.all) {
      const found = pkg.channels.unclosedRangeOf(channel);
      if (found === undefined) continue;
      const { range, misses, last, isDoubtful } = found;
      const open = misses ?? last;
      const { maker, name, origin } = channel;
      report(clauseOf(pkg, range.place), misses === undefined ? 'neverClosed' : 'notOnEveryPath', {
        data: {
          channel: name,
          function: maker === undefined || maker.kind === 'literal' ? 'the function' : maker.name,
          line: misses === undefined ? 0 : lineOf(pkg, misses),
        },
        confidence: misses === undefined ? 'high' : 'medium',
        ...(isDoubtful ? { tier: 'opt-in' } : {}),
        ...(maker !== undefined && { within: maker }),
        related: [
          { at: origin, message: `${name} is made here` },
          ...(open === undefined ? [] : [{ at: open, message: `leaves ${name} open` }]),
        ],
        evidence: [
          { kind: 'lines', at: origin },
          { kind: 'lines', at: range.within?.place ?? range.place },
          { kind: 'goroutine', waits: clauseOf(pkg, range.place) },
        ],
        suggestions: deferredClose(pkg, channel, found),
      });
    }
  },
});

/** `for v := range c`, without the body. */
function clauseOf(pkg: Package, { file, node }: Place): Place {
  const clause = pkg.tree(file).childOfKind(node, Kind.RangeClause);
  return { file, node: clause === NO_NODE ? node : clause };
}

/** Right after the statement that makes the channel, if its function alone sends and waits for nothing at its end. */
function deferredClose(pkg: Package, channel: Channel, { range }: UnclosedRange): FixDetail[] {
  const { maker, sends, origin, name } = channel;
  if (maker === undefined || channel.closes.length > 0 || range.within === maker) return [];
  const waits = pkg.callsIn(maker).some(call => call.key.endsWith('.Wait'));
  if (waits || !sends.every(send => send.within === maker)) return [];
  const tree = pkg.tree(origin.file);
  const statement = tree.ancestorOfKind(origin.node, Kind.ShortVarDeclaration);
  if (statement === NO_NODE || tree.parentOf(tree.parentOf(statement)) !== maker.body) return [];
  const start = tree.startOf(statement);
  const indent = tree.text.slice(tree.lineStart(tree.lineAt(start)), start);
  const at = { file: origin.file, node: statement };
  return [
    {
      title: `Close ${name} when the function returns`,
      edits: [{ at, side: 'after', text: `\n${indent}defer close(${name})` }],
    },
  ];
}
