/**
 * Finds tickers that run on after the function that made them, and timers that a loop leaves behind, where the collector
 * does not free them.
 *
 * A function that never returns needs no Stop. A ticker that is handed on belongs to whoever gets it.
 */
import { lineAfter } from '../../src/rule/deferral.ts';
import { lineOf } from '../../src/rule/line.ts';
import {
  hasOwnerWithEnd,
  type Obligation,
  obligationOf,
  obligationOfField,
  type ObligationSpec,
} from '../../src/rule/obligations.ts';
import type { Call, GoSymbol, Package, Place } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';
import { Field, Kind } from '../../src/rule/syntax.ts';

/** In nanoseconds. A timer that fires sooner is soon free. */
const LONG = 60_000_000_000;

const TICKER: ObligationSpec = { releases: ['Stop'], neverClosed: 'C' };
const TIMER: ObligationSpec = { releases: ['Stop'], fires: 'C' };

interface Problem {
  readonly message: 'missed' | 'discarded' | 'field' | 'owner' | 'tick' | 'repeated' | 'timer';
  readonly detail: Detail;
}

export const rule = defineRule({
  meta: {
    id: 'ticker-not-stopped',
    family: 'timer',
    tier: 'default',
    summary: 'A ticker is not stopped, or a loop leaves behind timers that run for long',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Below go 1.23 in go.mod, a ticker stays until it is stopped, and a timer until it fires or is stopped, even ' +
      'if nothing refers to them. A ticker that nobody stops stays for ever: 265 bytes (measured), and it costs ' +
      'time at every tick.',
    remedy:
      'Write `defer t.Stop()` right after making the ticker. If the ticker is a field, stop it in the Close or Stop ' +
      'method of its owner. Instead of time.Tick, which nothing can stop, use time.NewTicker. Instead of a new ' +
      'timer per round, make one before the loop; Stop, drain and Reset it.',
    limits:
      'Applies only where Go keeps timers that nothing refers to: with a toolchain older than 1.27, and either a go ' +
      'line below 1.23 in go.mod or GODEBUG asynctimerchan=1 (Go 1.27 ignores both). Not reported: tickers in ' +
      'functions that never return, and tickers that are returned or passed to code that goleaklint cannot see. ' +
      'Reported as info if the owner of the ticker has no end and may live as long as the process. Timers are ' +
      'reported only in loops, and only if they run for a minute or more.',
    references: ['https://go.dev/wiki/Go123Timer', 'https://pkg.go.dev/time#NewTicker'],
    messages: {
      missed:
        '{ticker} is not stopped on the way to line {line}, and a ticker that is not stopped runs for ever{when}; call ' +
        'defer {ticker}.Stop()',
      discarded:
        'nothing keeps this ticker, so that it cannot be stopped and runs for ever{when}; keep it in a variable and defer ' +
        'its Stop',
      field:
        'nothing in this package stops {field}, and a ticker that is not stopped runs for ever{when}; stop it where its ' +
        'owner is closed',
      owner:
        'nothing in this package stops {field}, and nothing ends its owner: where owners come and go, each leaves a ticker ' +
        'that runs for ever{when}; give the owner a Close that stops it',
      tick: 'the ticker of time.Tick cannot be stopped and outlives {function}{when}; use time.NewTicker and defer its Stop',
      repeated:
        'each round of the loop makes a ticker that nobody stops and that runs for ever{when}; make one before the loop, or ' +
        'stop it at the end of the round',
      timer:
        'if another case wins, this timer is left behind and lives until it fires, {duration} later, and the loop makes one ' +
        'more{when}; make one timer before the loop and Reset it',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['NewTicker', 'Tick', 'NewTimer'],
  check({ pkg, versions, report }) {
    if (versions.timers === 'collected') return;
    const isCertain = versions.timers === 'leaks';
    const when = isCertain ? '' : ' when built with Go 1.26 or older';
    const problems: readonly (readonly [string, (pkg: Package, call: Call) => Problem | undefined])[] = [
      ['time.NewTicker', problemOfTicker],
      ['time.Tick', problemOfTick],
      ['time.NewTimer', problemOfTimer],
    ];
    for (const [key, problemOf] of problems) {
      for (const call of pkg.callsTo(key)) {
        const problem = problemOf(pkg, call);
        if (problem === undefined) continue;
        const { message, detail } = problem;
        const confidence = isCertain ? detail.confidence : 'medium';
        report(call.place, message, { ...detail, ...(confidence && { confidence }), data: { when, ...detail.data } });
      }
    }
  },
});

function problemOfTicker(pkg: Package, call: Call): Problem | undefined {
  const obligation = obligationOf(pkg, call, TICKER);
  if (obligation.field !== undefined) return problemOfField(pkg, obligation);
  if (obligation.status !== 'unmet') return undefined;
  if (obligation.discarded === true) {
    return canLeave(pkg, call) && isDropped(pkg, call) ? { message: 'discarded', detail: {} } : undefined;
  }
  if (obligation.again === true) return { message: 'repeated', detail: {} };
  return problemOfExit(pkg, call, obligation);
}

function problemOfField(pkg: Package, { field }: Obligation): Problem | undefined {
  if (field === undefined || obligationOfField(pkg, field, TICKER) !== 'unmet') return undefined;
  const data = { field: field.name };
  return hasOwnerWithEnd(pkg, field)
    ? { message: 'field', detail: { confidence: 'medium', data } }
    : { message: 'owner', detail: { confidence: 'medium', severity: 'info', data } };
}

function problemOfExit(pkg: Package, call: Call, { exit, holder, elsewhere }: Obligation): Problem | undefined {
  if (exit === undefined || holder === undefined) return undefined;
  const fix = elsewhere === true ? undefined : stopFix(pkg, call, holder);
  const related = [{ at: exit, message: 'the function returns here without stopping it' }];
  return {
    message: 'missed',
    detail: { data: { ticker: holder.name, line: lineOf(pkg, exit) }, related, ...(fix && { fix }) },
  };
}

/** The channel of `time.Tick` while its function goes on returning. */
function problemOfTick(pkg: Package, call: Call): Problem | undefined {
  if (!canLeave(pkg, call) || !isDropped(pkg, call)) return undefined;
  const name = call.caller?.name ?? '';
  return { message: 'tick', detail: { data: { function: name === '' ? 'the function' : name } } };
}

function problemOfTimer(pkg: Package, call: Call): Problem | undefined {
  if (call.caller === undefined || !pkg.flow(call.caller).isOnCycle(call.place.node)) return undefined;
  const [duration] = call.args;
  const value = duration === undefined ? undefined : pkg.constantOf(duration);
  if (duration === undefined || (typeof value === 'number' && value < LONG)) return undefined;
  const obligation = obligationOf(pkg, call, TIMER);
  if (obligation.status !== 'unmet' || obligation.again !== true) return undefined;
  const confidence = typeof value === 'number' ? 'high' : 'medium';
  return { message: 'timer', detail: { confidence, data: { duration: pkg.textOf(duration) } } };
}

/**
 * Whether the function can return after the call, or come to it again. A range over the channel of a ticker does not end
 * by itself.
 */
function canLeave(pkg: Package, { caller, place }: Call): boolean {
  if (caller === undefined) return false;
  const flow = pkg.flow(caller);
  if (flow.isOnCycle(place.node)) return true;
  const isOpen = (condition: number | undefined, value: boolean | undefined): boolean =>
    condition === undefined || value !== false || !rangesOver(pkg, { file: place.file, node: condition }, place);
  const exit = flow.pathToExit(
    place.node,
    () => false,
    undefined,
    edge => isOpen(edge.condition, edge.value),
  );
  return exit !== undefined;
}

/** Whether a range clause takes its elements from the call, or from the variable that gets its value. */
function rangesOver(pkg: Package, clause: Place, call: Place): boolean {
  const tree = pkg.tree(clause.file);
  if (tree.kindOf(clause.node) !== Kind.RangeClause) return false;
  const channel = tree.childByField(clause.node, Field.Right);
  if (tree.contains(channel, call.node)) return true;
  const symbol = pkg.symbolAt({ file: clause.file, node: channel });
  const value = symbol === undefined ? undefined : pkg.soleValue(symbol);
  return value !== undefined && tree.contains(value.node, call.node);
}

/** Whether the channel is only received from here: it is neither returned nor kept for others. */
function isDropped(pkg: Package, { place }: Call): boolean {
  const use = pkg.useOf(place);
  const channel = use.kind === 'field' ? { file: place.file, node: use.node } : place;
  const { kind, target } = pkg.useOf(channel);
  if (kind === 'receive' || kind === 'ranged' || kind === 'discarded') return true;
  const symbol =
    kind !== 'alias' || target === undefined ? undefined : pkg.symbolAt({ file: place.file, node: target });
  if (symbol?.role !== 'local') return false;
  return symbol.uses.every(at => ['receive', 'ranged', 'operand', 'field'].includes(pkg.useOf(at).kind));
}

/** `defer t.Stop()` after the statement that makes the ticker, where nothing but this function uses it. */
function stopFix(pkg: Package, call: Call, holder: GoSymbol): FixDetail | undefined {
  const { file, node } = call.place;
  if (call.caller === undefined || pkg.flow(call.caller).isOnCycle(node)) return undefined;
  const staysHere = holder.uses.every(at => pkg.functionAround(at) === call.caller && isPlainUse(pkg, at));
  const tree = pkg.tree(file);
  const statement = tree.ancestorOfKind(node, Kind.ShortVarDeclaration, Kind.VarDeclaration);
  if (!staysHere || tree.kindOf(tree.parentOf(statement)) !== Kind.StatementList) return undefined;
  const edit = lineAfter(pkg, { file, node: statement }, `defer ${holder.name}.Stop()`);
  return edit === undefined ? undefined : { title: `Stop ${holder.name} when the function returns`, edits: [edit] };
}

/** A method call, or a receive from the channel: neither lets the ticker out of the function. */
function isPlainUse(pkg: Package, at: Place): boolean {
  const use = pkg.useOf(at);
  if (use.kind === 'method') return true;
  if (use.kind !== 'field') return false;
  const { kind } = pkg.useOf({ file: at.file, node: use.node });
  return kind === 'receive' || kind === 'ranged';
}
