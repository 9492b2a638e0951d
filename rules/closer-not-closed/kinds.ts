/**
 * The kinds of things that must be closed, by their names in the tables of effects, and what is left of one that is not.
 *
 * Bodies of responses, what databases hand out, timers and contexts have rules of their own. Readers that decompress are
 * not here, since their Close frees nothing that the collector does not; nor is what an fs.FS opens, which may be memory,
 * and what ends its goroutine itself on the first error, such as an object of minio.
 */
import type { Detail } from '../../src/rule/rule.ts';

export interface Closer {
  /** In the words of a message. */
  readonly noun: string;
  /** What stays, and until when. */
  readonly left: string;
  readonly severity: NonNullable<Detail['severity']>;
  /** What stays if a goroutine uses it, which keeps it from the collector. */
  readonly waited?: string;
  /** It is a stream of a request, which ends with the context of that. */
  readonly ofRequest?: true;
}

const warning = (noun: string, left: string): Closer => ({ noun, left, severity: 'warning' });

/** What a finalizer closes, or consists of what one closes, and no goroutine of its own keeps. */
const late = (noun: string, left = 'its descriptor stays open'): Closer => ({
  noun,
  left: `${left} until the garbage collector finds it`,
  severity: 'info',
});

const stream = (noun: string): Closer => ({ ...warning(noun, STREAM), ofRequest: true });

const CONNECTIONS = 'its goroutines and connections stay for ever';
const CONNECTION = 'its goroutine and connection stay until the other side ends it';
const STREAM = 'its connection stays until the other side ends it';
const ACCEPTING = 'its address, and the goroutine that accepts on it, stay for ever';
const POOLED = 'its connection is missing from the pool for ever';

export const CLOSERS: ReadonlyMap<string, Closer> = new Map([
  ['test-server', warning('server', 'its listener, and a goroutine once it has started, stay for ever')],
  ['watcher', warning('watcher', 'its goroutine and its descriptor stay for ever')],
  ['grpc-conn', warning('connection', CONNECTIONS)],
  ['rpc-client', warning('client', CONNECTION)],
  ['db', warning('database handle', CONNECTIONS)],
  ['pgx-pool', warning('pool', CONNECTIONS)],
  ['pgx-pool-conn', warning('connection', POOLED)],
  ['sql-conn', warning('connection', POOLED)],
  [
    'bolt-db',
    warning('database', 'its file stays mapped into memory for ever, and locked until the garbage collector finds it'),
  ],
  ['badger-db', warning('database', 'its goroutines and its files stay for ever')],
  ['badger-iterator', warning('iterator', 'the tables that it reads stay for ever')],
  ['mongo-client', warning('client', CONNECTIONS)],
  ['change-stream', warning('change stream', POOLED)],
  ['redis-client', warning('client', CONNECTIONS)],
  ['redis-conn', warning('connection', 'its connection stays, or is missing from its pool, for ever')],
  ['redis-subscription', warning('subscription', CONNECTIONS)],
  ['etcd-client', warning('client', CONNECTIONS)],
  ['nats-conn', warning('connection', CONNECTIONS)],
  ['amqp-conn', warning('connection', CONNECTIONS)],
  ['kafka-client', warning('client', CONNECTIONS)],
  ['kafka-producer', warning('producer', CONNECTIONS)],
  ['kafka-consumer', warning('consumer', CONNECTIONS)],
  ['gcs-reader', stream('reader')],
  ['s3-object', stream('object')],
  ['byte-stream', stream('stream')],
  ['watch', { ...warning('watch', CONNECTION), ofRequest: true }],
  ['docker-stream', stream('stream')],
  ['docker-response', stream('response')],
  ['docker-copy', stream('stream')],
  ['listener', { ...late('listener', 'its address stays taken'), waited: ACCEPTING }],
  ['file', late('file')],
  ['root', late('directory')],
  ['zip-file', late('archive')],
  ['object-file', late('file')],
  ['form-file', late('file')],
  ['net-conn', late('connection')],
  ['websocket', { ...late('connection'), waited: STREAM }],
  ['pgx-conn', late('connection')],
  ['kafka-conn', late('connection')],
  ['docker-hijacked', late('connection')],
  ['dns-conn', late('connection')],
  ['smtp-client', late('client')],
  ['text-conn', late('connection')],
  ['syslog-writer', late('writer')],
]);
