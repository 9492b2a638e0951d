/**
 * Reads the profiles that the user named: files, URLs, standard input. What the bytes mean is the business of
 * src/profile.
 */
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../base/errors.ts';
import type { NamedProfile } from '../../profile/profile.ts';
import { ProfileReader } from '../../profile/decoding/reader.ts';
import { fetchBytes, isURL, parseURL, profilesOfIndex } from './http.ts';
import { inflated } from './inflate.ts';

export interface ProfileSources {
  readonly cwd: string;
  /** What the name `-` stands for. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Milliseconds after which a server is given up. */
  readonly timeout?: number;
}

/** In bytes: few enough steps for a file of 200 MB, little enough to hold several. */
const CHUNK_SIZE = 1024 * 1024;

/**
 * The profiles, in the order of their names; one after the other, since each may be large.
 *
 * Throws a UsageError for one that is missing, too large, damaged, or no profile of memory or goroutines.
 */
export async function readProfiles(names: readonly string[], sources: ProfileSources): Promise<NamedProfile[]> {
  if (names.indexOf('-') !== names.lastIndexOf('-')) throw repeatedInput();
  const profiles: NamedProfile[] = [];
  for (const name of names) {
    if (isURL(name)) profiles.push(...(await readURL(name, sources)));
    else if (name === '-') profiles.push(await decode('standard input', standardInput(sources)));
    else profiles.push(await decode(name, readFile(name, sources.cwd)));
  }
  return profiles;
}

async function decode(name: string, bytes: AsyncIterable<Uint8Array>): Promise<NamedProfile> {
  const reader = new ProfileReader(name);
  for await (const chunk of inflated(bytes, name)) reader.push(chunk);
  return { name, profile: reader.finish() };
}

async function readURL(name: string, { timeout }: ProfileSources): Promise<NamedProfile[]> {
  const target = parseURL(name);
  const endpoints = profilesOfIndex(target) ?? [{ target, optional: false }];
  const profiles: NamedProfile[] = [];
  for (const endpoint of endpoints) {
    const bytes = await fetchBytes(endpoint.target, timeout);
    if (bytes !== undefined) profiles.push(await decode(endpoint.target.name, bytes));
    else if (!endpoint.optional) throw noSuchPage(endpoint.target.name);
  }
  return profiles;
}

function standardInput({ stdin }: ProfileSources): AsyncIterable<Uint8Array> {
  if (stdin !== undefined) return stdin;
  throw new UsageError({
    location: '-',
    problem: 'there is no standard input to read a profile from',
    remedy: 'Give the path or the URL of the profile.',
  });
}

export function repeatedInput(): UsageError {
  return new UsageError({
    location: '-',
    problem: 'standard input can be read only once',
    remedy: 'Save the other profiles to files.',
  });
}

function noSuchPage(location: string): UsageError {
  return new UsageError({
    location,
    problem: 'the server has no such profile (404)',
    remedy: 'Does the program import net/http/pprof, and serve it at this address and path?',
  });
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
