/**
 * Reads profiles from files: bounded, inflated, decoded.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { UsageError } from '../base/errors.ts';
import { decodeProfile } from '../profile/decode.ts';
import type { NamedProfile } from '../profile/rank.ts';
import { isGzip } from '../profile/sniff.ts';

/** Inflated, in bytes: more than any profile that Go writes, little enough to hold. */
const MAX_INFLATED = 512 * 1024 * 1024;

const inflate = promisify(gunzip);

/** Throws a UsageError for a file that is missing, too large, damaged or no heap profile. */
export async function readProfile(name: string, cwd: string): Promise<NamedProfile> {
  const bytes = await readBytes(name, cwd);
  const raw = isGzip(bytes) ? await inflateBounded(bytes, name) : bytes;
  return { name, profile: decodeProfile(raw, name) };
}

async function readBytes(name: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(path.resolve(cwd, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError({
      location: name,
      problem: code === 'ENOENT' ? 'there is no such profile' : `the profile cannot be read (${code})`,
      remedy: 'Give the path of a heap profile, such as one saved from /debug/pprof/heap or by go test -memprofile.',
    });
  }
}

async function inflateBounded(bytes: Uint8Array, name: string): Promise<Uint8Array> {
  try {
    return await inflate(bytes, { maxOutputLength: MAX_INFLATED });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw new UsageError({
      location: name,
      problem: tooLarge
        ? `the profile is larger than ${MAX_INFLATED / 2 ** 20} MB when unpacked`
        : 'the profile is damaged: its gzip data ends early or is not valid',
      remedy: tooLarge ? 'Is this a pprof profile?' : 'Fetch or record it again.',
    });
  }
}
