/**
 * Finds channels that get signals after the function that has asked for them has returned.
 *
 * Once in the life of a process that is how signals are used: by default only what is seen to happen again is reported.
 */
import { obligationOfOperand } from '../../src/rule/obligations.ts';
import type { Call, GoSymbol, Package } from '../../src/rule/package.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'signal-notify-not-stopped',
    family: 'resource',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'A channel that goes on getting signals, since signal.Stop is not called',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'signal.Notify puts the channel into a table of package os/signal, which nothing but signal.Stop (or signal.Reset of ' +
      'its signals) takes it out of. The channel stays until the process ends, with what it holds and the goroutine that ' +
      'receives from it; each further call adds one more, and every signal goes to all of them. Measured with Go 1.26: a ' +
      'channel that nothing refers to is not collected. As long as one is left, an interrupt does not end the process.',
    remedy:
      'Write `defer signal.Stop(c)` after signal.Notify, or use signal.NotifyContext and call its stop function. A ' +
      'goroutine that receives from the channel needs another way to end, since Stop does not close it.',
    limits:
      'Holds for every version of Go. By default only in functions that are seen to run more than once: called from ' +
      'handlers, in loops, or at two places. All others but what runs once in the life of the process are in the opt-in ' +
      'tier. Channels in fields, from parameters, or handed on are left alone.',
    references: ['https://pkg.go.dev/os/signal#Stop', 'https://go.dev/issue/72803'],
    messages: {
      never:
        'nothing calls signal.Stop({channel}): each call of {function} leaves a channel that gets signals until the ' +
        'process ends, and whatever receives from it; write defer signal.Stop({channel})',
      missed:
        '{channel} gets signals on after the return on line {line}, until the process ends; write defer ' +
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
  if (pkg.runsRepeatedly(caller) || pkg.flow(caller).isOnCycle(place.node)) return { confidence: 'high' };
  const callers = (pkg.callersOf(caller) ?? []).filter(each => !pkg.isTestSupport(each.place.file));
  return callers.length > 1 ? { confidence: 'medium' } : { tier: 'opt-in', confidence: 'medium' };
}

const nameOf = ({ caller }: Call): string =>
  caller === undefined || caller.kind === 'literal' ? 'this function' : caller.name;
