/**
 * The kinds of things that must be released, by the names that `acquires` uses.
 *
 * Sources: the documentation of the standard library, Go 1.26.
 */
import type { Resource } from './effect.ts';

const CLOSED: Resource = { releases: ['Close'] };

export const RESOURCES: Readonly<Record<string, Resource>> = {
  response: { releases: ['Close'], field: 'Body' },
  rows: { releases: ['Close'], exhaustedBy: 'Next' },
  stmt: CLOSED,
  tx: { releases: ['Commit', 'Rollback'] },
  'sql-conn': CLOSED,
  db: CLOSED,
  listener: CLOSED,
  'net-conn': CLOSED,
  file: { releases: ['Close'], finalized: true },
  ticker: { releases: ['Stop'], neverClosed: 'C' },
  timer: { releases: ['Stop'], fires: 'C' },
  cancel: { releases: [''] },
  stop: { releases: [''] },
};
