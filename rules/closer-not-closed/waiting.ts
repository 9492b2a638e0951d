/**
 * Whether a goroutine has what was opened: one that waits on it keeps it from the garbage collector.
 */
import type { Obligation } from '../../src/rule/obligations.ts';
import type { Goroutine, Package, Place } from '../../src/rule/package.ts';

/** Whether code of a goroutine uses the variable or field that holds the resource, on the way where it is lost. */
export function isUsedByGoroutine(pkg: Package, { holder, field, exit }: Obligation): boolean {
  const uses = field?.selectors ?? [...(holder?.uses ?? [])];
  return pkg.goroutines.some(
    goroutine =>
      (field !== undefined || isPassed(pkg, goroutine, exit)) && uses.some(at => isUsedIn(pkg, goroutine, at)),
  );
}

function isPassed(pkg: Package, { start, starter }: Goroutine, exit: Place | undefined): boolean {
  if (exit === undefined || starter === undefined) return false;
  return starter === pkg.functionAround(exit) && pkg.flow(starter).dominates(start.node, exit.node);
}

function isUsedIn(pkg: Package, { start, entry }: Goroutine, at: Place): boolean {
  if (entry !== undefined && entry === pkg.functionAround(at)) return true;
  return start.file === at.file && pkg.tree(at.file).contains(start.node, at.node);
}
