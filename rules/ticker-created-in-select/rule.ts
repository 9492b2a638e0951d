/**
 * Finds tickers that are made where a loop waits for them: each round makes a new one, which nobody can stop.
 */
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { maximumRoundsAround } from '../../src/rule/regions.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Rounds that a constant bounds to this many make too few tickers to speak of. */
const FEW_ROUNDS = 4;

export const rule = defineRule({
  meta: {
    id: 'ticker-created-in-select',
    family: 'timer',
    tier: 'default',
    summary: 'A select in a loop makes a new ticker in every round, and nothing can stop any of them',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A select evaluates the channels of its cases each time it is reached, so `case <-time.Tick(d)` in a loop ' +
      'makes a new ticker in every round. Before Go 1.23 the runtime keeps a ticker that is not stopped for ever, ' +
      'even if nothing refers to it: 265 bytes each (measured), and each costs time at every tick. Memory and work ' +
      'grow for as long as the loop runs. The ticks are wrong as well, since the time starts again in each round.',
    remedy:
      'Make one ticker before the loop, `t := time.NewTicker(d)` with `defer t.Stop()`, and receive from t.C. If ' +
      'the wait should start again in each round, use one time.Timer and Reset it.',
    limits:
      'Applies only where Go keeps timers that nothing refers to: with a toolchain older than 1.27, and either a go ' +
      'line below 1.23 in go.mod or GODEBUG asynctimerchan=1 (Go 1.27 ignores both). Not reported: loops of at most ' +
      'four rounds by a constant, and `for range time.Tick(d)`, which makes one ticker. If the main module or its ' +
      'toolchain is not known, confidence is medium.',
    references: [
      'https://go.dev/wiki/Go123Timer',
      'https://pkg.go.dev/time#Tick',
      'https://go.dev/ref/spec#Select_statements',
    ],
    messages: {
      each:
        'each round of the loop makes a ticker that nobody can stop and that runs for ever{when}; make one time.NewTicker ' +
        'before the loop',
    },
    options: {},
    supersedes: ['ticker-not-stopped'],
    metric: 'own',
    refutable: true,
  },
  triggers: ['Tick', 'NewTicker'],
  check({ pkg, versions, report }) {
    if (versions.timers === 'collected') return;
    const isCertain = versions.timers === 'leaks';
    for (const call of pkg.callsTo('time.Tick', 'time.NewTicker')) {
      if (!isReceivedInPlace(pkg, call) || !isMadeEachRound(pkg, call)) continue;
      report(call.place, 'each', {
        data: { when: isCertain ? '' : ' when built with Go 1.26 or older' },
        confidence: isCertain ? 'high' : 'medium',
      });
    }
  },
});

/** `<-time.Tick(d)`, `<-time.NewTicker(d).C`: nothing else has the ticker. */
function isReceivedInPlace(pkg: Package, { place, key }: Call): boolean {
  const use = pkg.useOf(place);
  if (key === 'time.Tick') return use.kind === 'receive';
  if (use.kind !== 'field' || use.name !== 'C') return false;
  const channel: Place = { file: place.file, node: use.node };
  return pkg.useOf(channel).kind === 'receive';
}

function isMadeEachRound(pkg: Package, { caller, place }: Call): boolean {
  if (caller === undefined || !pkg.flow(caller).isOnCycle(place.node)) return false;
  return (maximumRoundsAround(pkg, caller, place) ?? Infinity) > FEW_ROUNDS;
}
