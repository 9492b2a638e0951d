/**
 * Finds timers of time.AfterFunc that nobody can stop any more although their function keeps an object alive.
 *
 * To leave such a timer alone is normal use: only long ones, and those of unknown length, are reported, and only where
 * the function refers to more than plain values.
 */
import type { Call, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { capturedVariables } from '../../src/rule/references.ts';
import { isMadeToEnd } from '../../src/rule/obligations.ts';
import { greatestNumber } from '../../src/rule/regions.ts';
import { defineRule, type Detail } from '../../src/rule/rule.ts';
import { Kind } from '../../src/rule/syntax.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

/** In nanoseconds. A timer that fires sooner keeps nothing for long. */
const SHORT = 1_000_000_000;
const LONG = 60_000_000_000;

const isTimer = (resource: string): boolean => resource === 'func-timer';

export const rule = defineRule({
  meta: {
    id: 'afterfunc-not-stopped',
    family: 'timer',
    tier: 'opt-in',
    summary:
      'A timer from time.AfterFunc that is not stopped keeps its function, and what that refers to, until it fires',
    severity: 'warning',
    confidence: 'medium',
    since: '0.1.0',
    why:
      'The runtime keeps the timer of time.AfterFunc, its function and everything that the function refers to until ' +
      'the timer fires or is stopped, in every version of Go. If connections or requests come and go faster than ' +
      'their timers fire, finished ones pile up in memory. Measured with Go 1.26: 200 bytes for each timer, plus ' +
      'the object that its function refers to.',
    remedy:
      'Keep the timer and call its Stop where the object is closed. Or let the function refer only to what it ' +
      'needs, such as a key.',
    limits:
      'Holds for every version of Go. Sees only timers whose result is thrown away, or that are stored in a field ' +
      'of a type with a method such as Close and never stopped, and only if they run for longer than a second or ' +
      'for an unknown time. Reported as info below a minute. Not reported: functions that refer to no pointer, or ' +
      'only to objects of types without a method such as Close, which usually live as long as the process.',
    references: ['https://pkg.go.dev/time#AfterFunc'],
    messages: {
      discarded:
        'nothing keeps this timer, so that {captured} stays until it fires ({duration}), even if no longer needed; ' +
        'keep the timer and stop it where {captured} is closed',
      field:
        'nothing in this package stops {holder}, so that {captured} stays until it fires ({duration}), even if its owner is ' +
        'closed before; stop it there',
    },
    options: {},
    metric: 'cum',
    refutable: false,
  },
  triggers: ['AfterFunc'],
  check({ pkg, report }) {
    for (const { call, loss, detail } of unreleased(pkg, isTimer)) {
      if (loss !== 'discarded' && loss !== 'field') continue;
      const captured = keptBy(pkg, call);
      const weight = weightOf(pkg, call);
      if (captured === undefined || weight === undefined) continue;
      const duration = call.args[0] === undefined ? '' : pkg.textOf(call.args[0]);
      report(call.place, loss, { ...weight, ...detail, data: { ...detail.data, captured: captured.name, duration } });
    }
  },
});

/** Undefined for a timer that is soon gone. */
function weightOf(pkg: Package, { args: [duration] }: Call): Pick<Detail, 'severity'> | undefined {
  if (duration === undefined) return undefined;
  const longest = greatestNumber(pkg, duration);
  if (longest !== undefined && longest <= SHORT) return undefined;
  const isLong = longest !== undefined && longest >= LONG && pkg.constantOf(duration) !== undefined;
  return isLong ? {} : { severity: 'info' };
}

/** An object that may be done with before, to which the function refers: a pointer that a literal captures, or the receiver of a method value. */
function keptBy(pkg: Package, { args }: Call): GoSymbol | undefined {
  const fn = args[1];
  if (fn === undefined) return undefined;
  const kind = pkg.tree(fn.file).kindOf(fn.node);
  if (kind === Kind.FuncLiteral) return [...capturedVariables(pkg, fn).keys()].find(symbol => endsBefore(pkg, symbol));
  const receiver = kind === Kind.SelectorExpression ? operandOf(pkg, fn) : undefined;
  return receiver !== undefined && endsBefore(pkg, receiver) ? receiver : undefined;
}

function operandOf(pkg: Package, { file, node }: Place): GoSymbol | undefined {
  const symbol = pkg.symbolAt({ file, node: pkg.tree(file).firstNamedChild(node) });
  return symbol?.kind === 'variable' ? symbol : undefined;
}

/** Those of the package live as long as the process in any case, and so may those that nothing ends. */
function endsBefore(pkg: Package, symbol: GoSymbol): boolean {
  const type = pkg.typeOfSymbol(symbol);
  return symbol.role !== 'global' && pkg.types.underlying(type).kind === 'pointer' && isMadeToEnd(pkg, type);
}
