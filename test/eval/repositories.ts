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

/** Fixed, so that nobody can draw until the result pleases. */
const SEED = 'goleaklint precision 1';
const DRAWN = 25;

export interface Draw {
  readonly drawn: readonly Checkout[];
  /** Those that the seed chose before the draw was complete, and that are not on this disk. */
  readonly absent: readonly string[];
}

/** The first {@link DRAWN} candidates in the order of the seed that lie in one of the directories. */
export function drawRepositories(candidatesFile: string, dirs: readonly string[]): Draw {
  const candidates = readFileSync(candidatesFile, 'utf8').split('\n').filter(Boolean);
  const drawn: Checkout[] = [];
  const absent: string[] = [];
  for (const repository of seededOrder(candidates, SEED, name => name)) {
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
