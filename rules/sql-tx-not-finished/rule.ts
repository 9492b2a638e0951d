/**
 * Finds transactions that are neither committed nor rolled back on some way out of the function that began them.
 *
 * Commit finishes a transaction even if it fails. A transaction that is handed on belongs to whoever gets it.
 */
import { boundOfOperands, type ContextBound } from '../../src/rule/obligations.ts';
import type { Call, Package } from '../../src/rule/package.ts';
import { defineRule } from '../../src/rule/rule.ts';
import { limitedBy } from '../../src/rule/time-limit.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const UNTIL = { none: 'for ever', open: 'until the context of the transaction ends' };

const isTransaction = (resource: string): boolean => resource === 'tx';

export const rule = defineRule({
  meta: {
    id: 'sql-tx-not-finished',
    family: 'resource',
    tier: 'default',
    summary: 'A transaction is neither committed nor rolled back on every path',
    severity: 'error',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A transaction holds a connection of the pool, and its locks in the database, until Commit, Rollback, or the ' +
      'end of the context passed to BeginTx. Nothing else gives them back. Others wait for the locks, and once all ' +
      'connections are taken every query waits for ever in (*DB).conn. In bbolt, a writing transaction blocks all ' +
      'writers, and a reading one keeps the pages that it sees from being used again.',
    remedy:
      'Write `defer tx.Rollback()` right after the error check of Begin. After Commit it only returns sql.ErrTxDone.',
    limits:
      'Holds for every version of Go. Knows database/sql, sqlx, pgx and bbolt. Transactions that are returned, ' +
      'stored or passed to code that goleaklint cannot see are left to whoever gets them; so are those of ' +
      'database/sql whose context the function cancels. Reported as info if the context has a deadline; confidence ' +
      'is medium if the context is a parameter.',
    references: ['https://go.dev/doc/database/execute-transactions', 'https://pkg.go.dev/database/sql#DB.BeginTx'],
    messages: {
      never:
        'nothing commits or rolls back {holder}, which holds its connection and its locks {until}; write defer {release} ' +
        'after the check of the error',
      missed:
        '{holder} is neither committed nor rolled back on the way to line {line} and holds its connection and its locks ' +
        '{until}; write defer {release} right after the check of the error',
      discarded:
        'nothing holds this transaction, so that it cannot be finished and holds its connection and its locks {until}; keep ' +
        'it and roll it back',
      overwritten:
        '{holder} gets another value on line {line} before this transaction is finished, which holds its connection and its ' +
        'locks {until}; call {release} before that',
      repeated:
        'the loop comes round before this transaction is finished, and every round takes one more connection, with its ' +
        'locks, {until}; call {release} in each round',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Begin'],
  check({ pkg, report }) {
    for (const { call, loss, detail } of unreleased(pkg, isTransaction)) {
      if (loss === 'field' || loss === 'owner') continue;
      const limited = limitedBy(pkg, boundOf(pkg, call), UNTIL);
      if (limited === undefined) continue;
      report(call.place, loss, { ...limited.detail, ...detail, data: { ...detail.data, until: limited.until } });
    }
  },
});

/** Only database/sql, and what is built on it, rolls back when the context ends. */
function boundOf(pkg: Package, call: Call): ContextBound {
  const isBound = /^(?:database\/sql|github\.com\/jmoiron\/sqlx)\./.test(call.key);
  return (isBound ? boundOfOperands(pkg, call) : undefined) ?? { end: 'none' };
}
