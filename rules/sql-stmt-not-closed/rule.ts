/**
 * Finds prepared statements that are not closed on some way out of the function that prepared them.
 *
 * Statements of a transaction end with it. Those in fields most often live as long as their database.
 */
import { defineRule } from '../../src/rule/rule.ts';
import { unreleased } from '../../src/rule/unreleased.ts';

const isStatement = (resource: string): boolean => resource === 'stmt';

export const rule = defineRule({
  meta: {
    id: 'sql-stmt-not-closed',
    family: 'resource',
    tier: 'default',
    summary: 'A prepared statement is not closed on every way',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A statement is prepared in the server, once for each connection that it is used on, and stays there, and in the ' +
      'lists of the database and of its connections, until it is closed or the connection ends. Servers limit their ' +
      'number (MySQL: max_prepared_stmt_count, 16382 by default), so that at some time no statement can be prepared.',
    remedy:
      'Write `defer stmt.Close()` right after the check of the error of Prepare. Prepare a statement that is used again and ' +
      'again once and keep it; for one use, pass the text to Query or Exec.',
    limits:
      'Holds for every version of Go; database/sql and sqlx. Statements that are returned, stored or handed to code that is ' +
      'not seen are left alone, and so are those of a transaction, which its end closes. Silent in tests.',
    references: ['https://go.dev/doc/database/prepared-statements', 'https://pkg.go.dev/database/sql#DB.Prepare'],
    messages: {
      never:
        'nothing closes {holder}, which stays prepared in the server until the connection ends; write defer {release} after ' +
        'the check of the error',
      missed:
        '{holder} is not closed on the way to line {line} and stays prepared in the server until the connection ends; write ' +
        'defer {release} right after the check of the error',
      discarded:
        'nothing holds this statement, so that it cannot be closed and stays prepared in the server until the connection ' +
        'ends; keep it and close it',
      overwritten:
        '{holder} gets another value on line {line} before this statement is closed, which stays prepared in the server ' +
        'until the connection ends; call {release} before that',
      repeated:
        'the loop comes round before this statement is closed, and every round leaves one more prepared in the server; ' +
        'prepare it once before the loop',
    },
    options: {},
    metric: 'own',
    refutable: false,
  },
  triggers: ['Prepare'],
  check({ pkg, report }) {
    for (const { call, loss, detail } of unreleased(pkg, isStatement)) {
      if (loss !== 'field' && loss !== 'owner') report(call.place, loss, detail);
    }
  },
});
