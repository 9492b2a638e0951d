/**
 * Finds deferred releases in functions that never return: after the `defer` comes a loop without a way out, so that what
 * it should give back stays for ever.
 *
 * Silent where the thing is needed in the loop, or where the deferred function deals with a panic: there the defer is
 * meant.
 */
import { neverRun } from '../../src/rule/obligations.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Longer source text than this does not fit into a message. */
const MAX_TEXT = 40;

export const rule = defineRule({
  meta: {
    id: 'defer-never-runs',
    family: 'defer',
    tier: 'default',
    summary: 'A deferred call never runs, since an endless loop follows and the function never returns',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A deferred call runs when its function returns. If a loop without return, break or panic follows, it never ' +
      'runs (break inside a select or switch leaves only that, not the loop). The file stays open, the response ' +
      'body keeps its connection, the lock stays locked, for as long as the process lives. Each call of the ' +
      'function, and each goroutine that runs it, keeps one more.',
    remedy:
      'Release it before the loop, or move the part that needs it into its own function. If the loop should end, ' +
      'give it a way out: a return, or a break with the label of the loop.',
    limits:
      'Holds for every version of Go. Most defers before an endless loop are meant: the loop needs what they ' +
      'release. So only files, response bodies, rows, statements and mutexes are reported, and only if the loop ' +
      'uses neither the thing nor anything made from it, or, for a mutex, if nothing in the loop unlocks it. Not ' +
      'reported: deferred functions that recover, which are meant for panics; and functions that end in select {} ' +
      'or in a call that never returns.',
    references: ['https://go.dev/ref/spec#Defer_statements', 'https://go.dev/issue/15645'],
    messages: {
      never:
        '{call} never runs once the loop after it is reached, which has no way out: {subject} stays open for ever, though nothing uses it ' +
        'any more; release it before the loop, or let the loop end',
      lock:
        '{call} never runs once the loop after it is reached, which has no way out: {subject} stays locked, and whoever wants it next ' +
        'blocks for ever; unlock it before the loop, or in each round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['defer'],
  check({ pkg, report }) {
    for (const { statement, release, loop, isLock } of neverRun(pkg)) {
      const text = pkg.textOf(release.place);
      report(statement, isLock ? 'lock' : 'never', {
        data: {
          call: text.length > MAX_TEXT ? 'the deferred call' : text,
          subject: release.receiver === undefined ? 'what it releases' : pkg.textOf(release.receiver),
        },
        ...(isLock && { confidence: 'medium' }),
        related: [{ at: loop, message: 'the loop that never ends' }],
      });
    }
  },
});
