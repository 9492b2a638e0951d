/**
 * The Go modules of this folder, each in a copy whose go.mod has the wanted version: the version decides what is a leak.
 */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Program, programsIn } from './programs.ts';

export interface Module {
  readonly name: string;
  /** Of its go.mod, such as `1.22`. */
  readonly go: string;
  /** Whether nothing in it leaks at this version, whatever its marks say. */
  readonly harmless?: true;
}

export const MODULES: readonly Module[] = [
  { name: 'programs', go: '1.26' },
  { name: 'timers', go: '1.22' },
  { name: 'timers', go: '1.23', harmless: true },
  { name: 'loops', go: '1.21' },
  { name: 'loops', go: '1.22', harmless: true },
];

/** Calls `use` with the directory of the copy and its programs. */
export async function withModule<T>(
  { name, go, harmless }: Module,
  use: (dir: string, programs: readonly Program[]) => T | Promise<T>,
): Promise<T> {
  const copy = await mkdtemp(path.join(tmpdir(), 'goleaklint-proof-'));
  try {
    for (const part of ['measure', name])
      await cp(path.join('test/proof', part), path.join(copy, part), { recursive: true });
    const dir = path.join(copy, name);
    const header = path.join(dir, 'go.mod');
    await writeFile(header, (await readFile(header, 'utf8')).replace(/^go .*$/m, `go ${go}`));
    const programs = await programsIn(dir);
    return await use(dir, harmless === true ? programs.map(withoutMarks) : programs);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

const withoutMarks = (program: Program): Program => ({ ...program, marks: [{ kind: 'none', rule: '' }] });
