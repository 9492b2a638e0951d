/**
 * Reads the profiles that the user named. What the bytes mean is the business of src/profile.
 */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../base/errors.ts';
import type { NamedProfile } from '../../profile/rank.ts';
import { ProfileReader } from '../../profile/reader.ts';
import { inflated } from './inflate.ts';

/** In bytes: few enough steps for a file of 200 MB, little enough to hold several. */
const CHUNK_SIZE = 1024 * 1024;

/** Throws a UsageError for a file that is missing, too large, damaged or no profile of memory. */
export async function readProfile(name: string, cwd: string): Promise<NamedProfile> {
  const reader = new ProfileReader(name);
  for await (const chunk of inflated(readFile(name, cwd), name)) reader.push(chunk);
  return { name, profile: reader.finish() };
}

async function* readFile(name: string, cwd: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(path.resolve(cwd, name), { highWaterMark: CHUNK_SIZE }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError({
      location: name,
      problem: code === 'ENOENT' ? 'there is no such profile' : `the profile cannot be read (${code})`,
      remedy: 'Give the path of a heap profile, such as one saved from /debug/pprof/heap or by go test -memprofile.',
    });
  }
}
