/**
 * Finds rows of database queries that are not closed on some way out of the function that made the query.
 *
 * Rows that are read to the end close themselves. Rows of a transaction end with it, and are left alone.
 */
import { isExported } from '../../src/rule/references.ts';
import { boundOfOperands, type Obligation } from '../../src/rule/obligations.ts';
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { limitedBy } from '../../src/rule/time-limit.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const PGX = 'github.com/jackc/pgx';

const UNTIL = { none: 'for ever', open: 'until the context of the query ends' };

const WIDER = { tier: 'opt-in', confidence: 'medium' } as const;

const areRows = (resource: string): boolean => resource === 'rows' || resource === 'stmt-rows';

export const rule = defineRule({
  meta: {
    id: 'sql-rows-not-closed',
    family: 'resource',
    tier: 'default',
    wider: ['opt-in'],
    summary: 'The rows of a database query are not closed on every path',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'Rows hold a connection of the pool until they are closed, Next has returned false, or the context of the ' +
      'query ends. The garbage collector does not give the connection back. Each query that leaves its rows open ' +
      'takes one connection away. With SetMaxOpenConns(n), all queries after the n-th wait for ever in (*DB).conn; ' +
      'without a limit, connections pile up until the server refuses more.',
    remedy:
      'Write `defer rows.Close()` right after the error check of the query. Closing rows twice, or after the last ' +
      'row, does no harm. Use Exec for statements whose rows nobody reads, and QueryRow for a single row.',
    limits:
      'Holds for every version of Go. Knows database/sql, sqlx, pgx and gorm. Rows that are returned, stored or ' +
      'passed to code that goleaklint cannot see are left to whoever gets them; rows of a transaction, or whose ' +
      'context is cancelled, are not reported. Rows whose Err, Columns or ColumnTypes has returned an error have ' +
      'closed themselves. In pgx a failed Scan closes the rows, so paths after a Scan are not reported. Reported as info if the context has a ' +
      'deadline; confidence is medium if the context is a parameter. Opt-in: rows lost only if Scan fails; and rows ' +
      'lost only if something fails in the loop that reads them, in an unexported function that the package calls, ' +
      'but not in a loop or for each request.',
    references: ['https://go.dev/doc/database/querying', 'https://pkg.go.dev/database/sql#Rows'],
    messages: {
      never:
        'nothing closes {holder}, which hold a connection of the pool {until}; write defer {release} after the check of the ' +
        'error',
      missed:
        '{holder} are not closed on the way to line {line} and hold a connection of the pool {until}; write defer {release} ' +
        'right after the check of the error',
      discarded:
        'nothing holds the rows of this query, so that they cannot be closed and hold a connection of the pool {until}; use ' +
        'Exec, or keep the rows and close them',
      overwritten:
        '{holder} get another value on line {line} before these rows are closed, which hold a connection of the pool ' +
        '{until}; call {release} before that',
      repeated:
        'the loop comes round before these rows are closed, and every round takes one more connection of the pool {until}; ' +
        'call {release} at the end of the round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Query', 'Rows'],
  check({ pkg, report }) {
    for (const { call, loss, obligation, detail } of unreleased(pkg, areRows)) {
      if (loss === 'field' || loss === 'owner') continue;
      if (isOfTransaction(pkg, call) || mayEndByScan(pkg, call, obligation)) continue;
      const limited = limitedBy(pkg, boundOfOperands(pkg, call) ?? { end: 'none' }, UNTIL);
      if (limited === undefined) continue;
      const tier = isLostByScanOnly(pkg, obligation) || isLostOnce(pkg, call, obligation) ? WIDER : {};
      // A loop that reads the last row closes them.
      const message = loss === 'never' && isReadInLoop(pkg, call, obligation) ? 'missed' : loss;
      report(call.place, message, {
        ...limited.detail,
        ...tier,
        ...detail,
        data: { ...detail.data, until: limited.until },
      });
    }
  },
});

/** Whether a loop asks for the next row until there is none. */
function isReadInLoop(pkg: Package, { caller }: Call, { holder }: Obligation): boolean {
  return (holder?.uses ?? []).some(at => {
    const { kind, name, node } = pkg.useOf(at);
    return kind === 'method' && name === 'Next' && caller !== undefined && pkg.flow(caller).isOnCycle(node);
  });
}

/** Whether only a failure while a loop reads them loses them, in a step of other functions that is not seen to run again and again. */
function isLostOnce(pkg: Package, call: Call, obligation: Obligation): boolean {
  const { caller } = call;
  if (obligation.onlyFailures !== true || caller === undefined || !isReadInLoop(pkg, call, obligation)) return false;
  const isStep = !isExported(caller.name) && pkg.callsOf(caller).length > 0;
  return isStep && !pkg.lifetimes.runsRepeatedly(caller);
}

/** Whether a statement may be one of a transaction, whose end closes its rows: it is one, or comes from elsewhere. */
function isOfTransaction(pkg: Package, { key, receiver }: Call): boolean {
  if (!key.includes('Stmt).') || receiver === undefined) return false;
  return pkg.origins(receiver).some(({ kind, at }) => kind !== 'call' || !pkg.callAt(at).key.includes('DB).'));
}

/** Whether the way out follows a Scan of pgx, which closes the rows if it fails. */
function mayEndByScan(pkg: Package, { key, caller }: Call, { holder, exit }: Obligation): boolean {
  if (!key.startsWith(PGX) || caller === undefined || holder === undefined || exit === undefined) return false;
  return holder.uses.some(at => {
    const { kind, name, node } = pkg.useOf(at);
    return kind === 'method' && name === 'Scan' && pkg.flow(caller).canReach(node, exit.node);
  });
}

/**
 * Whether only a failed Scan loses them. It fails where the variables do not fit the columns, or the connection is lost:
 * the first is seen when the code is written, and the second leaves nothing to give back.
 */
function isLostByScanOnly(pkg: Package, { onlyFailures, failures = [] }: Obligation): boolean {
  if (onlyFailures !== true) return false;
  return failures.every(({ cause }) =>
    pkg.origins(cause).every(({ kind, at }) => kind === 'call' && pkg.callAt(at).key === 'database/sql.(*Rows).Scan'),
  );
}
