/**
 * Finds goroutines in a loop over a ticker that nothing can end, although their owner is closed, the ticker is stopped, or
 * more of them are started again and again.
 *
 * A loop that serves a process for its whole life is left alone: one of these three has to show that it should end.
 */
import { choiceOf } from '../../src/rule/channels.ts';
import { isGuardedEnd, isStartedRepeatedly, ownerOf, startOf } from '../../src/rule/goroutines.ts';
import { lineOf } from '../../src/rule/line.ts';
import type { GoFunction, Goroutine, Package, Place } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

type Message = 'stopped' | 'owner' | 'repeated';

export const rule = defineRule({
  meta: {
    id: 'unstoppable-ticker-loop',
    family: 'goroutine',
    tier: 'default',
    summary: 'A goroutine loops over a ticker and nothing can end the loop, not even Stop of the ticker',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Stop does not close the channel of a ticker. After Stop, `for range t.C` waits for ever for the next tick; ' +
      'without Stop, it goes on for ever. Either way the goroutine, its stack (2 KB at least) and everything that ' +
      'it refers to stay until the process ends, once for each time that it was started. Go 1.23, which collects ' +
      'unused tickers, does not help: the goroutine still uses the ticker.',
    remedy:
      'Loop over a select that waits for the ticker and for a stop signal (ctx.Done(), or a channel that Close ' +
      'closes) whose case returns. Stop the ticker with `defer t.Stop()` in the same function.',
    limits:
      'Holds for every version of Go. Reports loops without any way out in a goroutine, if another function stops ' +
      'the ticker and nothing else keeps the loop going, or if the goroutine is started in a loop or in an HTTP ' +
      'handler. Also loops of a type whose Close, Stop or Shutdown guards against a second call, which shows that the ' +
      'process goes on; if it has no such guard, they are opt-in: many of those objects live as long as their process.',
    references: ['https://pkg.go.dev/time#Ticker.Stop', 'https://github.com/golang/go/issues/68483'],
    messages: {
      stopped:
        'Stop does not close the channel of the ticker, so this loop waits for ever once {ticker} is stopped (line ' +
        '{line}); select on the ticker and on a stop signal',
      owner:
        'nothing ends this loop over a ticker, not even {method} of {type}: its goroutine stays for ever; select on the ' +
        'ticker and on a signal that {method} gives',
      repeated:
        'nothing ends this loop over a ticker, and {function} starts one more such goroutine each time it runs; select on ' +
        'the ticker and on a stop signal',
    },
    options: {},
    wider: ['opt-in'],
    supersedes: ['endless-goroutine'],
    metric: 'cum',
    refutable: false,
  },
  triggers: ['NewTicker', 'Tick'],
  check({ pkg, report }) {
    for (const loop of pkg.nodes(Kind.ForStatement)) {
      const fn = pkg.functionAround(loop);
      const ticks = fn === undefined ? undefined : tickerOf(pkg, fn, loop);
      if (fn === undefined || ticks === undefined || !isEndless(pkg, fn, loop)) continue;
      const start = startOf(pkg, fn);
      const problem = start === undefined ? undefined : problemOf(pkg, fn, ticks, start);
      if (problem === undefined || start === undefined) continue;
      report(headOf(pkg, loop), problem.message, {
        data: problem.data,
        confidence: problem.message === 'stopped' ? 'high' : 'medium',
        ...(problem.isWider === true && { tier: 'opt-in' as const }),
        related: [{ at: start.start, message: 'the goroutine is started here' }, ...problem.related],
        evidence: [
          { kind: 'lines', at: start.start },
          { kind: 'lines', at: fn.place },
          { kind: 'goroutine', started: start },
        ],
      });
    }
  },
});

interface Problem {
  readonly message: Message;
  readonly data: Readonly<Record<string, string | number>>;
  readonly related: readonly { readonly at: Place; readonly message: string }[];
  readonly isWider?: boolean;
}

/** The line that the loop begins with: its range clause, or the statement. */
function headOf(pkg: Package, { file, node }: Place): Place {
  const clause = pkg.tree(file).childOfKind(node, Kind.RangeClause);
  return { file, node: clause === NO_NODE ? node : clause };
}

/** Whether nothing in the loop leaves it, the end of a range apart: the channel of a ticker is never closed. */
function isEndless(pkg: Package, fn: GoFunction, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const hasHead = tree.namedChildren(node).some(child => tree.kindOf(child) !== Kind.Block);
  if (hasHead && tree.childOfKind(node, Kind.RangeClause) === NO_NODE) return false;
  const loop = pkg.flow(fn).loops.find(candidate => candidate.node === node);
  if (loop === undefined || loop.blocks.size === 0) return false;
  return loop.exits.every(({ from, to }) =>
    from.successors.some(
      edge => edge.block === to && edge.condition !== undefined && tree.parentOf(edge.condition) === node,
    ),
  );
}

/** The ticker that paces the loop, or the call of `time.Tick`: it is ranged over, or received from in the body. */
function tickerOf(pkg: Package, fn: GoFunction, { file, node }: Place): Place | undefined {
  const tree = pkg.tree(file);
  const clause = tree.childOfKind(node, Kind.RangeClause);
  if (clause !== NO_NODE) return tickerBehind(pkg, { file, node: tree.childByField(clause, Field.Right) });
  for (const received of tree.descendantsOfKind(node, Kind.UnaryExpression)) {
    if (tree.textOf(tree.childByField(received, Field.Operator)) !== '<-') continue;
    if (pkg.functionAround({ file, node: received }) !== fn) continue;
    const ticker = tickerBehind(pkg, { file, node: tree.childByField(received, Field.Operand) });
    if (ticker !== undefined) return ticker;
  }
  return undefined;
}

/** The expression of the ticker whose channel an expression is. */
function tickerBehind(pkg: Package, at: Place): Place | undefined {
  const tree = pkg.tree(at.file);
  switch (tree.kindOf(at.node)) {
    case Kind.SelectorExpression: {
      const operand = { file: at.file, node: tree.childByField(at.node, Field.Operand) };
      const isChannel = tree.textOf(tree.childByField(at.node, Field.Field)) === 'C';
      return isChannel && isTicker(pkg, operand) ? operand : undefined;
    }
    case Kind.CallExpression:
      return pkg.callAt(at).key === 'time.Tick' ? at : undefined;
    case Kind.Identifier: {
      const symbol = pkg.symbolAt(at);
      const value = symbol === undefined ? undefined : pkg.soleValue(symbol);
      return value === undefined ? undefined : tickerBehind(pkg, value);
    }
    default:
      return undefined;
  }
}

function isTicker(pkg: Package, at: Place): boolean {
  const type = pkg.typeOf(at);
  const named = type.kind === 'pointer' ? type.element : type;
  return named.kind === 'named' && named.path === 'time' && named.name === 'Ticker';
}

function problemOf(pkg: Package, fn: GoFunction, ticker: Place, start: Goroutine): Problem | undefined {
  const stop = stopOutside(pkg, fn, ticker);
  if (stop !== undefined && !waitsForOthers(pkg, ticker)) {
    const data = { ticker: pkg.textOf(ticker), line: lineOf(pkg, stop) };
    return { message: 'stopped', data, related: [{ at: stop, message: 'stops the ticker, not the loop' }] };
  }
  const owner = ownerOf(pkg, fn, start);
  if (owner !== undefined) {
    const { type, method } = owner;
    // Whether an owner is ever replaced is hardly ever in sight: most live as long as their process.
    return { message: 'owner', data: { type, method: method.name }, related: [], isWider: !isGuardedEnd(pkg, method) };
  }
  const { starter } = start;
  if (starter === undefined) return undefined;
  const name = starter.kind === 'literal' ? 'the function around it' : starter.name;
  return isStartedRepeatedly(pkg, start) ? { message: 'repeated', data: { function: name }, related: [] } : undefined;
}

/** Whether the loop goes on without the ticker: it is received from in a select that waits for something else as well. */
function waitsForOthers(pkg: Package, { file, node }: Place): boolean {
  return (choiceOf(pkg.tree(file), node)?.others.length ?? 0) > 0;
}

/** A call of Stop on the ticker in another function than the loop's, which never gets that far. */
function stopOutside(pkg: Package, fn: GoFunction, ticker: Place): Place | undefined {
  const symbol = pkg.symbolAt(ticker);
  const field = pkg.fields.at(ticker);
  const places = symbol?.uses ?? field?.selectors ?? [];
  for (const place of places) {
    const use = pkg.useOf(place);
    if (use.kind !== 'method' || use.name !== 'Stop') continue;
    const stop = { file: place.file, node: use.node };
    if (pkg.functionAround(stop) !== fn) return stop;
  }
  return undefined;
}
