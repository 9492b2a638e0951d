/**
 * Finds channels that get signals after the function that has asked for them has returned.
 *
 * Once in the life of a process that is how signals are used: by default only what is seen to happen again is reported.
 */
import { obligationOfOperand } from '../../src/rule/obligations.ts';
import type { Call, GoSymbol, Package } from '../../src/rule/package.ts';
import { isSeenToRepeat } from '../../src/rule/repetition.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'signal-notify-not-stopped',
    family: 'resource',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A channel still gets signals after its function has returned, since signal.Stop is not called',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'signal.Notify puts the channel into a table of package os/signal. Only signal.Stop, or signal.Reset of its ' +
      'signals, takes it out again. Until the process ends, the channel stays in memory with its content and the ' +
      'goroutine that receives from it. Each further call adds one more, and every signal goes to all of them. ' +
      'Measured with Go 1.26: a channel that nothing else refers to is not collected. While a channel is registered ' +
      'for os.Interrupt, Ctrl-C does not end the program.',
    remedy:
      'Write `defer signal.Stop(c)` after signal.Notify, or use signal.NotifyContext and call its stop function. A ' +
      'goroutine that receives from the channel needs another way to end, since Stop does not close the channel.',
    limits:
      'Holds for every version of Go. By default reports only functions that are known to run more than once: ' +
      'called from handlers, in loops, or from two places. Other functions are opt-in. Channels that are in fields, ' +
      'come from parameters or are passed on are not reported.',
    references: ['https://pkg.go.dev/os/signal#Stop', 'https://go.dev/issue/72803'],
    messages: {
      never:
        'nothing calls signal.Stop({channel}): each call of {function} leaves a channel that gets signals until the ' +
        'process ends, and whatever receives from it; write defer signal.Stop({channel})',
      missed:
        '{channel} still gets signals after the return on line {line}, until the process ends; write defer ' +
        'signal.Stop({channel}) right after signal.Notify',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['os/signal'],
  check({ pkg, report }) {
    if (anyCallTo(pkg, 'os/signal.Reset')) return;
    const seen = new Set<GoSymbol>();
    for (const call of pkg.callsTo('os/signal.Notify')) {
      const { status, holder, exit, elsewhere, path } = obligationOfOperand(pkg, call, 'notification');
      if (status !== 'unmet' || holder === undefined || seen.has(holder)) continue;
      seen.add(holder);
      const tree = pkg.tree(call.place.file);
      const line = exit === undefined ? 0 : tree.lineAt(tree.startOf(exit.node)) + 1;
      report(call.place, elsewhere === true && exit !== undefined ? 'missed' : 'never', {
        ...howOften(pkg, call),
        data: { channel: holder.name, line, function: nameOf(call) },
        ...(path !== undefined && { related: path.slice(-1) }),
      });
    }
  },
});

function anyCallTo(pkg: Package, key: string): boolean {
  const [first] = pkg.callsTo(key);
  return first !== undefined;
}

/** How sure it is that it happens more than once. */
function howOften(pkg: Package, { caller, place }: Call): Pick<Detail, 'tier' | 'confidence'> {
  if (caller === undefined) return { tier: 'opt-in', confidence: 'medium' };
  if (isSeenToRepeat(pkg, caller, place.node)) return { confidence: 'high' };
  const callers = (pkg.callersOf(caller) ?? []).filter(each => !pkg.lifetimes.isTestSupport(each.place.file));
  return callers.length > 1 ? { confidence: 'medium' } : { tier: 'opt-in', confidence: 'medium' };
}

const nameOf = ({ caller }: Call): string =>
  caller === undefined || caller.kind === 'literal' ? 'this function' : caller.name;
