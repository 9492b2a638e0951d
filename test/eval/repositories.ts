/**
 * Which repositories an evaluation reads: drawn from the list that was written down beforehand, and found on this disk.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { seededOrder } from './statistics.ts';

/** A repository, or Go itself, as it lies on this disk. */
export interface Checkout {
  /** `owner/name`. */
  readonly repository: string;
  /** A commit, or the version of Go. */
  readonly commit: string;
  /** Absolute. */
  readonly dir: string;
}

/**
 * Each list was written down before any of its repositories was looked at, and its seed is fixed, so that nobody can
 * draw until the result pleases. The rules have learnt from the findings of the first four; the fifth one was first
 * read after that.
 */
const LISTS: Readonly<Record<string, { readonly candidates: string; readonly seed: string }>> = {
  '1': { candidates: 'test/eval/candidates.txt', seed: 'goleaklint precision 1' },
  '2': { candidates: 'test/eval/candidates-2.txt', seed: 'goleaklint precision 2' },
  '3': { candidates: 'test/eval/candidates-3.txt', seed: 'goleaklint precision 3' },
  '4': { candidates: 'test/eval/candidates-4.txt', seed: 'goleaklint precision 4' },
  '5': { candidates: 'test/eval/candidates-5.txt', seed: 'goleaklint precision 5' },
};
const DRAWN = 25;

export interface Draw {
  readonly drawn: readonly Checkout[];
  /** Those that the seed chose before the draw was complete, and that are not on this disk. */
  readonly absent: readonly string[];
}

/** The first {@link DRAWN} candidates of a list, in the order of its seed, that lie in one of the directories. */
export function drawRepositories(name: string, dirs: readonly string[]): Draw {
  const list = LISTS[name];
  if (list === undefined) throw new Error(`--list ${name}: the lists are ${Object.keys(LISTS).join(', ')}`);
  const candidates = readFileSync(list.candidates, 'utf8').split('\n').filter(Boolean);
  const drawn: Checkout[] = [];
  const absent: string[] = [];
  for (const repository of seededOrder(candidates, list.seed, candidate => candidate)) {
    if (drawn.length === DRAWN) break;
    const checkout = findCheckout(repository, dirs);
    if (checkout === undefined) absent.push(repository);
    else drawn.push(checkout);
  }
  return { drawn, absent };
}

/** A directory of checkouts holds `owner+name` or `name`, and `REVISIONS.txt` with lines `owner/name commit`. */
export function findCheckout(repository: string, dirs: readonly string[]): Checkout | undefined {
  const names = [repository.replace('/', '+'), path.basename(repository)];
  const parent = dirs.find(dir => names.some(name => existsSync(path.join(dir, name))));
  const name = names.find(candidate => parent !== undefined && existsSync(path.join(parent, candidate)));
  if (parent === undefined || name === undefined) return undefined;
  return { repository, commit: revisionOf(repository, parent), dir: realpathSync(path.join(parent, name)) };
}

function revisionOf(repository: string, parent: string): string {
  const lines = readFileSync(path.join(parent, 'REVISIONS.txt'), 'utf8').split('\n');
  const commit = lines.find(line => line.startsWith(`${repository} `))?.split(' ')[1];
  if (commit === undefined) throw new Error(`${parent}/REVISIONS.txt: there is no line "${repository} <commit>"`);
  return commit;
}

/** Go's own `src/`. */
export function goCheckout(goroot: string): Checkout {
  const [version = ''] = readFileSync(path.join(goroot, 'VERSION'), 'utf8').split('\n');
  return { repository: 'golang/go', commit: version, dir: path.join(realpathSync(goroot), 'src') };
}
