/**
 * Finds deferred calls that pile up: a `defer` that a loop executes again and again, although what it gives back is
 * only needed for one round.
 *
 * Silent where each round releases it itself, or where its value is needed longer: it, or something made from it, is
 * stored outside the round; the function waits for others while it lives; the deferred code depends on how the function
 * ends; or the locks of a whole collection are held on purpose.
 */
import {
  type Deferred,
  deferredAt,
  dependsOnOutcome,
  isGuardedOnce,
  isKeptWhileWaiting,
  isReleasedEachRound,
  isSubscription,
  isUnlock,
  isUsedInRound,
  leftOf,
  locksAnotherEachRound,
  locksEveryStripe,
  lockTakenIn,
  locksWholeCollection,
  obtainedIn,
  obtainedTogether,
  type Pile,
  smallPileOf,
} from '../../src/rule/obligations.ts';
import type { Call, GoFunction, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import {
  canHoldResource,
  isDeclaredIn,
  isInEndingLoops,
  isWithinLoop,
  maximumRounds,
  maximumRoundsAround,
  type Region,
  whereVariableLeaves,
} from '../../src/rule/regions.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';

/** Rounds that a constant bounds to this many hold too little to speak of. */
const FEW_ROUNDS = 4;

/** Longer source text than this does not fit into a message. */
const MAX_TEXT = 40;

interface Finding {
  readonly message: 'release' | 'bounded' | 'capture' | 'lock' | 'done';
  readonly subject: string;
  /** Where the round obtains what is held: what a profile measures. */
  readonly obtained?: Place;
  /** Why no more than a little piles up. */
  readonly bound?: string;
  readonly detail?: Detail;
}

export const rule = defineRule({
  meta: {
    id: 'defer-in-loop',
    family: 'defer',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A defer in a loop runs only when the function returns, and keeps what each round opened until then',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'A deferred call runs when its function returns, not at the end of the round. Each round adds one more, and ' +
      'everything that these calls are to close, stop or unlock, and every value that they use, stays until then. A ' +
      'loop over thousands of files holds thousands of open descriptors; a loop that serves for ever leaks without ' +
      'bound. Measured with Go 1.26: fifty rounds that defer a call with a 1 MB argument hold 50 MB.',
    remedy:
      'Move the loop body into its own function, so that the defer runs at the end of each iteration. Or release ' +
      'without defer, before every continue, break and return.',
    limits:
      'Holds for every version of Go. Not reported: loops of at most four rounds by a constant; defers after ' +
      'which the loop never comes round; defers that release what existed before the loop; and values that are ' +
      'stored outside the round or passed to something that may keep them. Not reported in loops that end: values ' +
      'that the round itself releases, and responses and unknown readers that it reads to the end; and ' +
      'connections and the like that others may use, if the function waits (for goroutines or a signal) after the ' +
      'loop. Opt-in, and info: calls that release nothing and only keep memory; and, if little piles up in loops ' +
      'that end, timeouts, cancel functions, up to sixteen rounds by a constant, rounds that come only after a ' +
      'failure, and one thing for each element of a collection in memory, unless it holds strings such as file ' +
      'names, holds directory entries, or is the inner collection of nested loops. Loops made with goto are not ' +
      'seen.',
    references: ['https://go.dev/ref/spec#Defer_statements', 'https://go.dev/blog/defer-panic-and-recover'],
    messages: {
      release:
        '{call} runs only when {function} returns, not at the end of the round: {subject} of every round stays ' +
        'unreleased until then; release it in the loop, or move the body of the loop into a function',
      bounded:
        '{call} runs only when {function} returns, not at the end of the round: {subject} of every round stays ' +
        'unreleased until then, which here is little ({bound}); release it in the loop, or move the body of the loop into a ' +
        'function',
      capture:
        'the deferred {call} runs only when {function} returns, and keeps {subject} of every round alive until then; move ' +
        'the body of the loop into a function',
      lock:
        '{call} runs only when {function} returns, not at the end of the round: {subject} stays locked, and the next ' +
        'round that takes it blocks for ever; unlock in the loop, or move the body of the loop into a function',
      done:
        '{call} runs only when {function} returns, not at the end of the round, so that whoever waits for {subject} waits ' +
        'for the whole loop; call it in the loop, or move the body of the loop into a function',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['defer'],
  check({ pkg, report }) {
    for (const statement of pkg.nodes(Kind.DeferStatement)) {
      const fn = pkg.functionAround(statement);
      if (fn === undefined || !isWithinLoop(pkg, statement)) continue;
      const region = roundOf(pkg, fn, statement);
      const deferred = region === undefined ? undefined : deferredAt(pkg, statement);
      if (region === undefined || deferred === undefined) continue;
      if (isGuardedOnce(pkg, statement, region) || dependsOnOutcome(pkg, fn, deferred, region)) continue;
      const finding = findingOf(pkg, fn, deferred, region);
      if (finding === undefined) continue;
      const { message, subject, obtained, bound = '', detail } = finding;
      const evidence = [statement, ...(obtained === undefined ? [] : [obtained])].map(
        at => ({ kind: 'lines', at }) as const,
      );
      const data = {
        call: callText(pkg, deferred),
        function: fn.name === '' ? 'the function' : fn.name,
        subject,
        bound,
      };
      report(statement, message, { evidence, ...detail, data });
    }
  },
});

/** One round of the innermost loop that can come to the statement again more than a few times, alone or with others. */
function roundOf(pkg: Package, fn: GoFunction, at: Place): Region | undefined {
  const { file, node } = at;
  const flow = pkg.flow(fn);
  if (!flow.isReachable(node) || (maximumRoundsAround(pkg, fn, at) ?? Infinity) <= FEW_ROUNDS) return undefined;
  const loops = flow.loopsAround(node);
  const isMany = (loop: { node: number }): boolean =>
    (maximumRounds(pkg, { file, node: loop.node }) ?? Infinity) > FEW_ROUNDS;
  const loop = loops.find(isMany) ?? loops[0];
  return loop === undefined ? undefined : { file, node: loop.node, except: node };
}

function findingOf(pkg: Package, fn: GoFunction, deferred: Deferred, region: Region): Finding | undefined {
  const { release } = deferred;
  if (release !== undefined && isUnlock(pkg, release)) return findingOfLock(pkg, deferred, release, region);
  const own = deferred.variables.filter(symbol => isDeclaredIn(pkg, region, symbol));
  const replaced = deferred.variables.filter(
    symbol => !own.includes(symbol) && isReleasedInLoop(pkg, deferred, symbol, region),
  );
  for (const symbol of [...own, ...replaced]) {
    const obtained = obtainedIn(pkg, region, symbol);
    if (obtained === undefined) continue;
    const together = [symbol, ...obtainedTogether(pkg, obtained)];
    if (isSubscription(pkg, obtained)) return undefined;
    if (isReleasedEachRound(pkg, fn, deferred, symbol, region, obtained))
      return findingOfReleased(pkg, fn, deferred, symbol);
    if (isCallback(deferred, symbol) || !isUsedInRound(pkg, region, together)) return undefined;
    const needed = replaced.includes(symbol) ? [] : [...own, ...together];
    if (needed.some(other => isNeededLonger(pkg, region, other))) return undefined;
    if (leftOf(pkg, obtained) === 'nothing') return undefined;
    if (isKeptWhileWaiting(pkg, fn, deferred.statement, symbol, obtained)) return undefined;
    const finding = findingOfValue(deferred, symbol, obtained);
    const pile = smallPileOf(pkg, fn, deferred.statement, symbol, obtained);
    return pile === undefined ? finding : bounded(pkg, finding, pile);
  }
  return own.length === 0 ? findingOfDone(pkg, deferred, region) : undefined;
}

function findingOfValue({ release }: Deferred, { name }: GoSymbol, obtained: Place): Finding {
  // It only keeps memory, mostly little, until the function returns.
  if (release === undefined) {
    return { message: 'capture', subject: name, obtained, detail: { severity: 'info', tier: 'opt-in' } };
  }
  return { message: 'release', subject: name, obtained };
}

/** What the round releases itself is only kept in memory, which adds up in loops that serve for ever. */
function findingOfReleased(
  pkg: Package,
  fn: GoFunction,
  { statement }: Deferred,
  { name }: GoSymbol,
): Finding | undefined {
  if (isInEndingLoops(pkg, fn, statement)) return undefined;
  return { message: 'capture', subject: name, detail: { severity: 'info' } };
}

/** Where little piles up, the finding says why, and only who asks for it wants to know. */
function bounded(pkg: Package, finding: Finding, pile: Pile): Finding {
  const message = finding.message === 'release' ? 'bounded' : finding.message;
  const detail: Detail = { ...finding.detail, severity: 'info', tier: 'opt-in' };
  return { ...finding, message, bound: boundText(pkg, pile), detail };
}

function boundText(pkg: Package, pile: Pile): string {
  switch (pile.smallBy) {
    case 'rounds':
      return `at most ${pile.rounds} rounds`;
    case 'expiry':
      return 'each ends by itself when its time is up';
    case 'memory':
      return 'each is a little memory';
    case 'failures':
      return 'only a round that failed is followed by another';
    case 'elements': {
      const text = pkg.textOf(pile.collection);
      const name = text.length > MAX_TEXT || text.includes('\n') ? 'the collection' : text;
      return `${pile.each === 1 ? 'one' : pile.each} for each element of ${name}`;
    }
  }
}

/** A function that undoes something, other than to cancel a context: what it undoes may be needed to the end. */
function isCallback({ call, release }: Deferred, symbol: GoSymbol): boolean {
  return release === undefined && call.callee.kind === 'value' && call.callee.symbol === symbol;
}

/** Plain data is followed as such: a path or a buffer is needed as long as what is made from it. */
function isNeededLonger(pkg: Package, region: Region, symbol: GoSymbol): boolean {
  if (!isDeclaredIn(pkg, region, symbol)) return false;
  const counts = canHoldResource(pkg.types, pkg.typeOfSymbol(symbol)) ? 'resources' : 'data';
  return whereVariableLeaves(pkg, { ...region, counts }, symbol) !== undefined;
}

/** A variable from outside the loop that each round gives a new value after releasing the old one. */
function isReleasedInLoop(pkg: Package, { statement }: Deferred, symbol: GoSymbol, region: Region): boolean {
  const tree = pkg.tree(region.file);
  return symbol.uses.some(at => {
    if (at.file !== region.file || !tree.contains(region.node, at.node) || tree.contains(statement.node, at.node)) {
      return false;
    }
    const use = pkg.useOf(at);
    return use.kind === 'called' && pkg.callAt({ file: at.file, node: use.node }).mode === 'call';
  });
}

function findingOfLock(pkg: Package, deferred: Deferred, unlock: Call, region: Region): Finding | undefined {
  const taken = lockTakenIn(pkg, region, unlock);
  if (taken === undefined || unlock.receiver === undefined) return undefined;
  if (locksEveryStripe(pkg, region, unlock)) return undefined;
  const subject = pkg.textOf(unlock.receiver);
  const own = deferred.variables.find(symbol => isDeclaredIn(pkg, region, symbol));
  if (own === undefined) {
    if (!isUnconditional(pkg, deferred, region) || locksAnotherEachRound(pkg, region, unlock)) return undefined;
    const message = subject.includes('[') || unlock.key.endsWith('.RUnlock') ? 'release' : 'lock';
    return { message, subject };
  }
  const kept = whereVariableLeaves(pkg, { ...region, counts: 'memory' }, own);
  if (locksWholeCollection(pkg, region, own) || kept !== undefined) return undefined;
  return { message: 'release', subject };
}

/** `defer wg.Done()` for a group from outside the loop. */
function findingOfDone(pkg: Package, deferred: Deferred, region: Region): Finding | undefined {
  const { release } = deferred;
  if (release?.key !== 'sync.(*WaitGroup).Done' || release.receiver === undefined) return undefined;
  if (!isUnconditional(pkg, deferred, region)) return undefined;
  return { message: 'done', subject: pkg.textOf(release.receiver) };
}

/** Whether the statement stands directly in the body of the loop, so that each round executes it. */
function isUnconditional(pkg: Package, { statement }: Deferred, region: Region): boolean {
  const tree = pkg.tree(region.file);
  return (
    tree.ancestorOfKind(tree.parentOf(tree.parentOf(statement.node)), Kind.Block, Kind.ForStatement) === region.node
  );
}

/** The release, or else the deferred call, as far as it fits into a message. */
function callText(pkg: Package, { call, release, literal }: Deferred): string {
  const shown = release ?? (literal === undefined ? call : undefined);
  const text = shown === undefined ? '' : pkg.textOf(shown.place);
  return text === '' || text.length > MAX_TEXT || text.includes('\n') ? 'call' : text;
}
