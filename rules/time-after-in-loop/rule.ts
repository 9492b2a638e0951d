/**
 * Finds `time.After` in a select that a loop comes to again while the timer still runs.
 *
 * Needs another case that can win and after which the loop goes round: a loop in which every other case leaves makes
 * one timer, not many.
 */
import type { Call, GoFunction, Package, Place } from '../../src/rule/package.ts';
import { greatestNumber, maximumRounds } from '../../src/rule/regions.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { Field, Kind, NO_NODE } from '../../src/rule/syntax.ts';

/** In nanoseconds. Timers up to this long are few at a time. */
const SHORT = 1_000_000_000;

/** Rounds that a constant bounds to this many make too few timers to speak of. */
const FEW_ROUNDS = 4;

export const rule = defineRule({
  meta: {
    id: 'time-after-in-loop',
    family: 'timer',
    tier: 'default',
    summary: 'A loop makes a new timer with time.After in each round, and each stays until it fires',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Below go 1.23 in go.mod, a timer stays until it fires. If another case of the select wins, the timer of ' +
      'time.After is left behind, and the next round makes another one: 265 bytes each (measured), until the ' +
      'duration has passed. A busy loop with a timeout of an hour keeps the timers of an hour.',
    remedy:
      'Make one time.NewTimer before the loop; before each Reset, Stop and drain it as the example does. Or set the ' +
      'go line in go.mod to 1.23 or newer: Go then collects timers that nothing refers to.',
    limits:
      'Applies only where Go keeps timers that nothing refers to: with a toolchain older than 1.27, and either a go ' +
      'line below 1.23 in go.mod or GODEBUG asynctimerchan=1 (Go 1.27 ignores both). Reported as info for durations ' +
      'of a second or less. If the duration is not constant, or the main module or its toolchain is not known, ' +
      'confidence is medium.',
    references: ['https://go.dev/wiki/Go123Timer', 'https://pkg.go.dev/time#After'],
    messages: {
      leaks:
        'each round of the loop makes a timer that lives until it fires, {duration} later, even if another case wins{when}; ' +
        'use one time.NewTimer before the loop and Reset it',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['After', 'NewTimer'],
  check({ pkg, versions, report }) {
    if (versions.timers === 'collected') return;
    const isCertain = versions.timers === 'leaks';
    for (const call of pkg.callsTo('time.After', 'time.NewTimer')) {
      const winner = alternativeThatGoesRound(pkg, call);
      if (winner === undefined) continue;
      const duration = call.args[0];
      const value = duration === undefined ? undefined : greatestNumber(pkg, duration);
      const isShort = value !== undefined && value <= SHORT;
      report(call.place, 'leaks', {
        data: {
          duration: duration === undefined ? 'much' : pkg.textOf(duration),
          when: isCertain ? '' : ', when built with Go 1.26 or older',
        },
        confidence: isCertain && value !== undefined ? 'high' : 'medium',
        ...(isShort && { severity: 'info' as const }),
        related: [{ at: winner, message: 'after this case the loop goes round and makes another timer' }],
      });
    }
  },
});

/** Another case of a select on the timer after which control comes to the call again. */
function alternativeThatGoesRound(pkg: Package, call: Call): Place | undefined {
  const { file, node } = call.place;
  const fn = call.caller;
  if (fn === undefined || !isReceivedLocally(pkg, call)) return undefined;
  const flow = pkg.flow(fn);
  const [loop] = flow.loopsAround(node);
  if (loop === undefined || runsFewTimes(pkg, fn, call.place, loop.node)) return undefined;
  const tree = pkg.tree(file);
  for (const receive of receivesOf(pkg, call)) {
    const own = tree.ancestorOfKind(receive.node, Kind.CommunicationCase);
    if (own === NO_NODE || pkg.functionAround(receive) !== fn) continue;
    for (const other of tree.namedChildren(tree.parentOf(own))) {
      const isCase = tree.kindOf(other) === Kind.CommunicationCase || tree.kindOf(other) === Kind.DefaultCase;
      if (isCase && other !== own && flow.canReach(other, node) && !endsLoop(pkg, loop.node, { file, node: other }))
        return { file, node: other };
    }
  }
  return undefined;
}

function runsFewTimes(pkg: Package, fn: GoFunction, call: Place, loop: number): boolean {
  const rounds = maximumRounds(pkg, { file: call.file, node: loop }) ?? Infinity;
  return rounds <= FEW_ROUNDS || isInCaseTakenOnce(pkg, fn, call, loop);
}

/** Whether a case around the call switches itself off: `case <-closed: closed = nil`, with no other value in the loop. */
function isInCaseTakenOnce(pkg: Package, fn: GoFunction, { file, node }: Place, loop: number): boolean {
  const tree = pkg.tree(file);
  const own = tree.ancestorOfKind(node, Kind.CommunicationCase);
  if (own === NO_NODE || !tree.contains(loop, own)) return false;
  return [...tree.descendantsOfKind(tree.childByField(own, Field.Communication), Kind.Identifier)].some(name => {
    const symbol = pkg.symbolAt({ file, node: name });
    if (symbol?.kind !== 'variable' || symbol.role === 'global' || pkg.useOf({ file, node: name }).kind !== 'receive')
      return false;
    const assigned = symbol.uses.filter(at => pkg.useOf(at).kind === 'assigned' && tree.contains(loop, at.node));
    const settings = new Set(assigned.map(at => at.node));
    return (
      assigned.every(at => tree.contains(own, at.node) && isSetToNil(pkg, at)) &&
      !pkg.flow(fn).canReach(node, node, at => settings.has(at))
    );
  });
}

function isSetToNil(pkg: Package, at: Place): boolean {
  const value = pkg.valueAssignedAt(at);
  return value !== undefined && value !== 'none' && pkg.tree(value.file).kindOf(value.node) === Kind.Nil;
}

/** Whether the case sets a variable that the condition of the loop compares with nil or negates. */
function endsLoop(pkg: Package, loop: number, { file, node }: Place): boolean {
  const tree = pkg.tree(file);
  const clause = tree.childOfKind(loop, Kind.ForClause);
  const first = tree.firstNamedChild(loop);
  const condition = clause === NO_NODE ? first : tree.childByField(clause, Field.Condition);
  if (condition === NO_NODE || tree.kindOf(condition) === Kind.Block || tree.kindOf(condition) === Kind.RangeClause) {
    return false;
  }
  const mentioned = [...tree.descendantsOfKind(condition, Kind.Identifier)].map(at => pkg.symbolAt({ file, node: at }));
  return mentioned.some(symbol =>
    symbol?.uses.some(at => {
      if (at.file !== file || !tree.contains(node, at.node)) return false;
      const use = pkg.useOf(at);
      return use.kind === 'assigned' && tree.kindOf(use.node) !== Kind.IncStatement;
    }),
  );
}

/** `<-time.After(d)`, or a receive from the only variable that gets the channel. */
function receivesOf(pkg: Package, { place }: Call): readonly Place[] {
  const use = pkg.useOf(channelOf(pkg, place));
  if (use.kind === 'receive') return [{ file: place.file, node: use.node }];
  const symbol = use.target === undefined ? undefined : pkg.symbolAt({ file: place.file, node: use.target });
  return (symbol?.uses ?? [])
    .map(at => pkg.useOf(at))
    .filter(({ kind }) => kind === 'receive')
    .map(({ node }) => ({ file: place.file, node }));
}

/** Whether the channel stays in the function: nobody else can wait for the timer. */
function isReceivedLocally(pkg: Package, { place, key }: Call): boolean {
  const channel = channelOf(pkg, place);
  const { kind } = pkg.useOf(channel);
  return kind === 'receive' || (kind === 'alias' && key === 'time.After');
}

/** The call of time.After, or the `time.NewTimer(d).C` that nobody can stop either. */
function channelOf(pkg: Package, place: Place): Place {
  const use = pkg.useOf(place);
  return use.kind === 'field' && use.name === 'C' ? { file: place.file, node: use.node } : place;
}
