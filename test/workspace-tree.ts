/**
 * Source trees for tests of the workspace: written to a temporary folder, loaded, removed.
 */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { loadWorkspace } from '../src/workspace/load.ts';
import type { Unit, UnitFile, Workspace, WorkspaceRequest } from '../src/workspace/model.ts';

/** Text by path. A Go file may be given by its package name alone. */
export type Tree = Readonly<Record<string, string>>;

export async function withTree<T>(tree: Tree, use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await realpath(await mkdtemp(path.join(os.tmpdir(), 'goleaklint-workspace-')));
  try {
    for (const [name, text] of Object.entries(tree)) {
      const file = path.join(dir, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, name.endsWith('.go') && /^\w+$/.test(text) ? `package ${text}\n` : text);
    }
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export type Request = Partial<Omit<WorkspaceRequest, 'cwd'>> & {
  /** Working directory, relative to the tree. */
  readonly in?: string;
};

/** Loads the tree with tests, `./...` and an empty environment unless told otherwise. */
export function load(tree: Tree, { in: below = '.', ...request }: Request = {}): Promise<Workspace> {
  return withTree(tree, dir => loadIn(dir, { in: below, ...request }));
}

export function loadIn(dir: string, { in: below = '.', ...request }: Request = {}): Promise<Workspace> {
  return loadWorkspace({
    cwd: path.join(dir, below),
    patterns: ['./...'],
    env: {},
    tests: true,
    allPlatforms: false,
    moduleCache: false,
    ...request,
  });
}

/** Ids of the units that are reported, sorted. */
export function reported({ units }: Workspace): string[] {
  return units.flatMap(({ id, reported: is }) => (is ? [id] : [])).sort();
}

export function unit({ units }: Workspace, id: string): Unit {
  const found = units.find(candidate => candidate.id === id);
  if (found === undefined) throw new Error(`no unit "${id}" among ${units.map(known => known.id).join(', ')}`);
  return found;
}

export function file(workspace: Workspace, relativePath: string): UnitFile {
  const found = workspace.units.flatMap(({ files }) => files).find(known => known.relativePath === relativePath);
  if (found === undefined) throw new Error(`no file "${relativePath}"`);
  return found;
}

/** `path:line: message` of each notice. */
export function messages({ notices }: Workspace): string[] {
  return notices.map(({ path: at, line, message }) => [at, line, ` ${message}`].filter(Boolean).join(':').trim());
}
