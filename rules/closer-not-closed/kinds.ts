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
  /** It is closed late like all with a finalizer, unless a goroutine waits on it. */
  readonly waitedOn?: true;
}

const warning = (noun: string, left: string): Closer => ({ noun, left, severity: 'warning' });

/** What has a finalizer, and little else that would keep it. */
const late = (noun: string): Closer => ({
  noun,
  left: 'its descriptor stays open until the garbage collector finds it',
  severity: 'info',
});

const CONNECTIONS = 'its goroutines and connections stay for ever';
const CONNECTION = 'its goroutine and connection stay until the other side ends it';
const STREAM = 'its connection stays until the other side ends it';
const POOLED = 'its connection is missing from the pool for ever';

export const CLOSERS: ReadonlyMap<string, Closer> = new Map([
  ['test-server', warning('server', 'its listener, and a goroutine once it has started, stay for ever')],
  ['watcher', warning('watcher', 'its goroutine and its descriptor stay for ever')],
  ['grpc-conn', warning('connection', CONNECTIONS)],
  ['rpc-client', warning('client', CONNECTION)],
  ['websocket', warning('connection', STREAM)],
  ['db', warning('database handle', CONNECTIONS)],
  ['pgx-conn', warning('connection', STREAM)],
  ['pgx-pool', warning('pool', CONNECTIONS)],
  ['pgx-pool-conn', warning('connection', POOLED)],
  ['sql-conn', warning('connection', POOLED)],
  ['bolt-db', warning('database', 'its file stays open, mapped and locked for ever')],
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
  ['kafka-conn', warning('connection', STREAM)],
  ['gcs-client', warning('client', CONNECTIONS)],
  ['gcs-reader', warning('reader', STREAM)],
  ['s3-object', warning('object', STREAM)],
  ['byte-stream', warning('stream', STREAM)],
  ['watch', warning('watch', CONNECTION)],
  ['docker-stream', warning('stream', STREAM)],
  ['docker-response', warning('response', STREAM)],
  ['docker-copy', warning('stream', STREAM)],
  ['docker-hijacked', warning('connection', STREAM)],
  [
    'listener',
    { ...late('listener'), left: 'its address stays taken until the garbage collector finds it', waitedOn: true },
  ],
  ['file', late('file')],
  ['root', late('directory')],
  ['zip-file', late('archive')],
  ['object-file', late('file')],
  ['form-file', late('file')],
  ['net-conn', late('connection')],
  ['dns-conn', late('connection')],
  ['smtp-client', late('client')],
  ['text-conn', late('connection')],
  ['syslog-writer', late('writer')],
]);

/** A listener in the hands of a goroutine, which keeps it from the collector. */
export const WAITED_ON = warning('listener', 'its address, and the goroutine that accepts on it, stay for ever');
