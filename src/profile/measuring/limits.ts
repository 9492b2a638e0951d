/**
 * Which findings the user does not want to see, once the profiles have spoken. Nothing is left out unless asked for.
 */
import type { Measurement } from '../../base/finding.ts';

export interface Limits {
  /** Bytes of alloc_space: what the profile shows to be less is left out. */
  readonly minAlloc?: number;
  /** Leaves out what no profile measured. */
  readonly onlyMeasured?: boolean;
}

/** `total` is that of alloc_space, in bytes. */
export function isLeftOut({ status, types, goroutines }: Measurement, limits: Limits, total: number): boolean {
  if (limits.onlyMeasured === true && status !== 'measured') return true;
  if (limits.minAlloc === undefined || goroutines !== undefined) return false;
  const isShownToBeSmall = status === 'measured' || status === 'refuted' || status === 'not-sampled';
  const allocated = Math.round((types['alloc_space']?.share ?? 0) * total);
  return isShownToBeSmall && allocated < limits.minAlloc;
}
