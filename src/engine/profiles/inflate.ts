/**
 * Unpacks what is gzipped and passes on what is not, chunk by chunk.
 */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../../base/errors.ts';
import { isGzip } from '../../profile/decoding/sniff.ts';

/** In bytes. Whoever takes the chunks stops when there are too many: a gzip bomb costs no more than that. */
const CHUNK_SIZE = 256 * 1024;

/** `name` is that of the profile in errors: a UsageError for gzip data that is damaged. */
export async function* inflated(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const input = chunks[Symbol.asyncIterator]();
  const head = await firstBytes(input);
  const all = startingWith(head, input);
  if (isGzip(head)) yield* gunzipped(all, name);
  else yield* all;
}

/** The two bytes that gzip starts with may come one by one. */
async function firstBytes(input: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < 2) {
    const next = await input.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* startingWith(head: Uint8Array, input: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  if (head.length > 0) yield head;
  yield* { [Symbol.asyncIterator]: () => input };
}

async function* gunzipped(chunks: AsyncIterable<Uint8Array>, name: string): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: CHUNK_SIZE });
  // An error of either side ends the loop below with that error.
  const piped = pipeline(Readable.from(chunks, { objectMode: false }), gunzip).catch(() => undefined);
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    throw new UsageError({
      location: name,
      problem: 'the profile is damaged: its gzip data ends early or is not valid',
      remedy: 'Fetch or record it again.',
    });
  } finally {
    gunzip.destroy();
    await piped;
  }
}
