/**
 * Finds listeners that a function of the package registers in a map or list, and whose remove function, which it returns,
 * is not called.
 */
import { defineRule } from '../../src/rule/rule.ts';
import { weightOf } from '../../src/rule/subscriptions.ts';
import { unregistered } from '../../src/rule/unreleased.ts';

export const rule = defineRule({
  meta: {
    id: 'listener-never-removed',
    family: 'growth',
    tier: 'opt-in',
    summary: 'A listener is registered with something that lives longer, and never removed',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'What is registered stays in the map or list of its owner, with everything that it refers to: a closure keeps the ' +
      'connection, the request or the object that it was made for. If a function registers one each time it runs, the ' +
      'list grows by one with every call, for as long as the owner lives, and each event goes to all of them.',
    remedy:
      'Keep the function that the registration returns and call it when the listener is done: `defer remove()`, or in ' +
      'the Close of the object that registers.',
    limits:
      'Holds for every version of Go. Sees only functions of the same package that put something into a map, slice, ' +
      'sync.Map or list of a field or a package-level variable and return a function without parameters that takes ' +
      'it out again. Confidence is medium where the function is called on some other path, or where the code is ' +
      'seen to run again and again, and low elsewhere, since it may register once for the life of the process. Not ' +
      'reported: owners that the calling function makes itself, and remove functions that are returned, stored or ' +
      'passed on. Pairs of methods such as AddListener and RemoveListener are not seen: in most programs whoever ' +
      'registers is meant to stay.',
    references: ['https://pkg.go.dev/context#AfterFunc'],
    messages: {
      discarded:
        'the function that removes this listener is thrown away, so that it stays registered, with everything that it refers ' +
        'to, for as long as its owner lives; keep the function and call it when the listener is done',
      never:
        'nothing calls {holder}, so that what is registered here stays, with everything that it refers to, for as long as ' +
        'its owner lives; defer {holder}()',
      missed:
        '{holder} is not called on the way to line {line}, so that what is registered here stays, with everything that it ' +
        'refers to, for as long as its owner lives; call it there as well, or defer it',
      repeated:
        'the loop comes round before {holder} is called, so that each round leaves one more listener with its owner; call ' +
        '{holder} in each round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  check({ pkg, report }) {
    for (const { call, loss, detail } of unregistered(pkg, 'call')) {
      if (loss === 'field' || loss === 'owner' || loss === 'overwritten') continue;
      report(call.place, loss, { ...detail, ...weightOf(pkg, call, loss) });
    }
  },
});
