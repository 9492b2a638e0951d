/**
 * Writing to streams and files so that nothing is cut and nothing is left half written.
 */
import { randomBytes } from 'node:crypto';
import { access, constants, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../base/errors.ts';
import type { Output } from './environment.ts';

/**
 * A reader that has seen enough (`goleaklint | head`) closes the pipe: that is no error.
 *
 * @param name for the {@link UsageError} of a write that fails, on a full disk for one.
 */
export function streamOutput(stream: NodeJS.WriteStream, name: string): Output {
  // Each error also reaches the callback of its write; without a listener the process would die of it.
  stream.on('error', () => undefined);
  return {
    isTerminal: stream.isTTY,
    write: text =>
      new Promise((resolve, reject) => {
        stream.write(text, error => {
          if (error && !isBrokenPipe(error)) reject(unwritableStream(name, error));
          else resolve();
        });
      }),
  };
}

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

function unwritableStream(name: string, error: Error): UsageError {
  return new UsageError(
    { location: name, problem: `cannot be written: ${error.message}`, remedy: 'Send it to another place.' },
    { cause: error },
  );
}

/**
 * Finds out before a long run that its report could not be written.
 *
 * @throws {UsageError} If `file` is a directory, or its directory is missing or read-only.
 */
export async function checkWritable(file: string, location: string): Promise<void> {
  const directory = path.dirname(file);
  try {
    const [target, parent] = [await stat(file).catch(() => undefined), await stat(directory)];
    if (target?.isDirectory()) throw new Error('is a directory');
    if (!parent.isDirectory()) throw new Error('not a directory');
    await access(target ? file : directory, constants.W_OK);
  } catch (error) {
    throw unwritable(file, location, error);
  }
}

/**
 * Replaces a file at once, so that a reader never sees half of it. A device or pipe is written directly.
 *
 * @throws {UsageError} If that fails.
 */
export async function writeOutput(file: string, text: string, location: string): Promise<void> {
  try {
    const target = await realpath(file).catch(() => file);
    const exists = await stat(target).catch(() => undefined);
    if (exists && !exists.isFile()) await writeFile(target, text);
    else await replaceFile(target, text);
  } catch (error) {
    throw unwritable(file, location, error);
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function unwritable(file: string, location: string, error: unknown): UsageError {
  const reason = error instanceof Error ? error.message : String(error);
  return new UsageError(
    {
      location,
      problem: `cannot write ${file}: ${reason}`,
      remedy: 'Name a file in a directory that you may write to.',
    },
    { cause: error },
  );
}
