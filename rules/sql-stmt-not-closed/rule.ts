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
    summary: 'A prepared statement is not closed on every path',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'The database server keeps a prepared statement, once for each connection that it was used on, until it is ' +
      'closed or the connection ends. The sql.DB keeps it in its lists as long. Servers limit the number of ' +
      'statements (MySQL: max_prepared_stmt_count, 16382 by default), so that in the end no statement can be ' +
      'prepared any more.',
    remedy:
      'Write `defer stmt.Close()` right after the error check of Prepare. If a statement is used again and again, ' +
      'prepare it once and keep it. If it is used once, pass the text to Query or Exec.',
    limits:
      'Holds for every version of Go. Knows database/sql and sqlx. Not reported: statements that are returned, ' +
      'stored or passed to code that goleaklint cannot see, and statements of a transaction, whose end closes them.',
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
