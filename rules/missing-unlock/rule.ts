/**
 * Finds locks that are given back on some ways out of the function that takes them, and not on others.
 */
import { lineOf } from '../../src/rule/line.ts';
import { type LockObligation, obligationOfLock } from '../../src/rule/obligations.ts';
import type { Call, Package } from '../../src/rule/package.ts';
import { rootVariable } from '../../src/rule/references.ts';
import { isDeclaredIn } from '../../src/rule/regions.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Of a long way only this many decisions, the last ones, are shown. */
const MAX_STEPS = 6;

const LOCKS = ['lock', 'read-lock'];

export const rule = defineRule({
  meta: {
    id: 'missing-unlock',
    family: 'goroutine',
    tier: 'opt-in',
    summary: 'A function keeps a lock on one path although it unlocks it on the others',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A mutex stays locked until somebody calls Unlock; it does not belong to a goroutine, and returning from the ' +
      'function does not unlock it. Every goroutine that wants the lock after that waits for ever, with its stack ' +
      '(2 KB at least) and everything that it refers to; in a server that is one more for each request. A read lock ' +
      'that is not given back does the same as soon as somebody wants to write.',
    remedy: 'Write `defer mu.Unlock()` right after the Lock, or unlock before every return.',
    limits:
      'Holds for every version of Go. Reports only functions that give back the same lock, through the same ' +
      'variable and fields, on some other path: a function that never gives it back is taken to do so on purpose. ' +
      'Silent in functions that are called with the lock taken, for locks in elements of slices and maps, and if a ' +
      'condition that is not repeated word for word decides both whether to lock and whether to unlock. If some ' +
      'function of the package gives back a lock in that field without taking it, the return at the end of a ' +
      'function is not reported, and other returns have medium confidence. A panic is not counted as a path. ' +
      'TryLock is not followed.',
    references: ['https://pkg.go.dev/sync#Mutex', 'https://go.dev/ref/spec#Defer_statements'],
    messages: {
      missed:
        '{lock} stays locked on the way to line {line}, and whoever wants it next waits for ever; call ' +
        '{release} on that way as well, or defer it',
      repeated:
        'the loop can come round to this {method} without {release}, and then waits for itself for ever; unlock on ' +
        'every path of the round',
      round:
        'the loop can go round without {release}, and whoever wants {lock} of that round next waits for ever; ' +
        'unlock on every path of the round',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['Lock()'],
  check({ pkg, report }) {
    for (const method of ['Lock', 'RLock']) {
      for (const call of pkg.callsNamed(method)) {
        const opened = call.effect.opens?.find(({ resource }) => LOCKS.includes(resource));
        if (opened === undefined || call.receiver === undefined) continue;
        const obligation = obligationOfLock(pkg, call, opened.resource);
        if (obligation.status !== 'unmet') continue;
        const { exit = call.place, path = [], isPassedAround } = obligation;
        const lock = pkg.textOf(call.receiver);
        const release = `${lock}.${method === 'Lock' ? 'Unlock' : 'RUnlock'}()`;
        report(call.place, messageOf(pkg, call, obligation), {
          data: { lock, release, method, line: lineOf(pkg, exit) },
          related: path.slice(-MAX_STEPS).map(({ at, message }) => ({ at, message })),
          ...(isPassedAround === true && { confidence: 'medium' }),
        });
      }
    }
  },
});

function messageOf(
  pkg: Package,
  { caller, place, receiver }: Call,
  { again }: LockObligation,
): 'missed' | 'repeated' | 'round' {
  if (again !== true || caller === undefined || receiver === undefined) return 'missed';
  const [loop] = pkg.flow(caller).loopsAround(place.node);
  const owner = rootVariable(pkg, receiver);
  const isOfRound =
    loop !== undefined && owner !== undefined && isDeclaredIn(pkg, { file: place.file, node: loop.node }, owner);
  return isOfRound ? 'round' : 'repeated';
}
