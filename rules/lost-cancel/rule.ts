/**
 * Finds contexts whose cancel function is lost: thrown away, overwritten, or left out on some way out of the function.
 *
 * What a lost cancel leaves depends on what the context is built around, and on its deadline: the message says until
 * when. A context below one that the same function cancels is gone with that, and one that nothing keeps is garbage:
 * both are left alone. Whoever gets the cancel function answers for it.
 */
import { type ContextBound, contextBoundOf, isAwaited, targetsOf } from '../../src/rule/obligations.ts';
import type { Call, Package, Place } from '../../src/rule/package.ts';
import { isSeenToRepeat } from '../../src/rule/repetition.ts';
import { timeIsUp } from '../../src/rule/time-limit.ts';
import { unreleased, type Unreleased } from '../../src/rule/unreleased.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';

/** In nanoseconds. What ends by itself so soon does little harm, or none. */
const SOON = 60_000_000_000;
const AT_ONCE = 1_000_000_000;

const NOTIFY = 'os/signal.NotifyContext';

interface Harm {
  /** What stays and until when, as the message says it. */
  readonly text: string;
  readonly detail: Pick<Detail, 'tier' | 'severity' | 'confidence'>;
}

const isCancel = (resource: string): boolean => resource === 'cancel';

export const rule = defineRule({
  meta: {
    id: 'lost-cancel',
    family: 'context',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'The cancel function of a context is thrown away or not called on every path',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A context that can be cancelled registers itself with its parent. The parent keeps it, with its values and ' +
      'everything that waits for it, until it is cancelled, its deadline passes or the parent ends. A context ' +
      'with a deadline has a timer, which keeps it until the time is up even if nothing else does. Measured with ' +
      'Go 1.26: 115 bytes for each WithCancel below a context that can be cancelled, 275 to 310 bytes for each ' +
      'WithTimeout, plus its values and waiting goroutines. signal.NotifyContext leaves a goroutine and 1.2 KB, ' +
      'and the signals stay intercepted.',
    remedy:
      'Write `defer cancel()` right after making the context. In a loop, call cancel before every continue, break ' +
      'and return, or move the loop body into a function. If the context has to live on, store the cancel ' +
      'function and call it where its owner is closed.',
    limits:
      'Holds for every version of Go. Not reported: children of a context that the same function cancels, paths ' +
      'on which the parent has ended, and contexts without a deadline below context.Background, which are garbage ' +
      'once nothing refers to them, unless their cancel function is thrown away and something waits for them. A ' +
      'cancel function that is returned, stored in an exported field or a variable that is not local, or passed ' +
      'to code that goleaklint cannot see, is left to whoever gets it. One in an unexported field is reported if ' +
      'nothing in the package calls it and its owner has a method such as Close or a chan struct{} field. ' +
      'Reported as info if the context ends within a minute or with the request, and not at all if it ends in ' +
      'less than a second. A signal.NotifyContext is info too, unless it is seen to be called more than once. ' +
      'Opt-in: contexts that functions of other modules derive, and those below context.Background without a ' +
      'receive from Done in the package that has no other way on, so that something only may wait for them.',
    references: [
      'https://pkg.go.dev/context#WithCancel',
      'https://pkg.go.dev/os/signal#NotifyContext',
      'https://pkg.go.dev/golang.org/x/tools/go/analysis/passes/lostcancel',
    ],
    messages: {
      never: 'nothing calls {holder}, and {harm}; write defer {release} right after this',
      missed: '{holder} is not called on the way to line {line}, and {harm}; write defer {release} right after this',
      discarded:
        'the cancel function of this context is thrown away, and {harm}; keep it in a variable and defer its call',
      overwritten:
        '{holder} gets another value on line {line} before it is called, and {harm}; call {release} before that, or use a ' +
        'variable of its own',
      repeated:
        'the loop comes round before {holder} is called, and with each round {harm}; call {release} in each round',
      field: 'nothing in this package calls {holder}, and {harm}; call it where its owner is closed',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['context'],
  check({ pkg, report }) {
    for (const lost of unreleased(pkg, isCancel)) {
      const { call, loss, detail } = lost;
      const harm = harmOf(pkg, lost);
      if (harm === undefined || loss === 'owner' || (loss === 'discarded' && isMeantToLast(pkg, call))) continue;
      const tier = isDerivedElsewhere(call) ? WIDER : {};
      report(call.place, loss, { ...harm.detail, ...tier, ...detail, data: { ...detail.data, harm: harm.text } });
    }
  },
});

/**
 * Whether neither the standard library nor a function of this package makes the context: one that joins several ends
 * with the first of them, which its caller may well see to.
 */
function isDerivedElsewhere({ key, target }: Call): boolean {
  return target === undefined && !key.startsWith('context.') && key !== NOTIFY;
}

/** Whether the context is one of the package, for whoever asks for it: there is no time at which to cancel it. */
function isMeantToLast(pkg: Package, call: Call): boolean {
  const { file } = call.place;
  const [context] = targetsOf(pkg, call.place);
  const symbol = context === undefined ? undefined : pkg.symbolAt({ file, node: context });
  return symbol?.kind === 'variable' && symbol.role === 'global';
}

/** Undefined if nothing is left to speak of. */
function harmOf(pkg: Package, { call, loss, obligation }: Unreleased): Harm | undefined {
  if (call.key === NOTIFY) return harmOfSignals(pkg, call);
  const bound = contextBoundOf(pkg, call, obligation.exit === undefined || obligation.repeats === true);
  if (bound.deadline !== undefined) return harmOfDeadline(pkg, bound, bound.deadline);
  switch (bound.end) {
    case 'ended':
      return undefined;
    case 'none':
      // Garbage, unless somebody waits for it who is now never told.
      return loss === 'discarded' || loss === 'field'
        ? { text: 'whatever waits for the end of the context waits for ever', detail: detailOfWaits(pkg, call) }
        : undefined;
    case 'request':
      return { text: 'the context stays in its parent until the request ends', detail: { severity: 'info' } };
    case 'open':
      return call.effect.nests === undefined
        ? { text: 'the context stays until its deadline, if it has one, or the end of a parent', detail: MEDIUM }
        : { text: 'the context stays in its parent until that ends', detail: {} };
  }
}

/** What a function makes that wraps others is not followed to its bounds. */
const MEDIUM = { confidence: 'medium' } as const;
const WIDER = { tier: 'opt-in', confidence: 'medium' } as const;
const INFO = { severity: 'info', confidence: 'medium' } as const;

/** Who waits may be a function of another package, which may go on for other reasons as well. */
const detailOfWaits = (pkg: Package, { place }: Call): Harm['detail'] =>
  isAwaited(pkg, place) ? INFO : { ...INFO, tier: 'opt-in' };

function harmOfSignals(pkg: Package, call: Call): Harm {
  const text = 'a goroutine and the interception of the signals stay';
  return { text, detail: isRepeated(pkg, call) ? {} : INFO };
}

/** Whether the call is seen to be made more than once. */
function isRepeated(pkg: Package, { caller, place }: Call): boolean {
  if (caller === undefined) return false;
  return isSeenToRepeat(pkg, caller, place.node) || (pkg.callersOf(caller)?.length ?? 0) > 1;
}

function harmOfDeadline(pkg: Package, { end }: ContextBound, deadline: Place): Harm | undefined {
  if (end === 'ended') return undefined;
  const duration = pkg.constantOf(deadline);
  if (isOver(pkg, deadline) || (typeof duration === 'number' && duration < AT_ONCE)) return undefined;
  const text = `the context and its timer stay until ${timeIsUp(pkg, deadline)}`;
  if (end === 'request' || (typeof duration === 'number' && duration <= SOON)) {
    return { text, detail: { severity: 'info' } };
  }
  return { text, detail: typeof duration === 'number' ? {} : { confidence: 'medium' } };
}

/** Whether the deadline is the present time. */
function isOver(pkg: Package, { file, node }: Place): boolean {
  return pkg.tree(file).kindOf(node) === Kind.CallExpression && pkg.callAt({ file, node }).key === 'time.Now';
}
