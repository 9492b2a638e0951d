/**
 * The runtime's own numbers in two lines that tell memory which waits for reuse from memory that is held.
 */
import { formatBytes, formatPercent } from '../base/measure.ts';
import type { MemStats } from '../base/overview.ts';

export function runtimeLines(stats: MemStats): string[] {
  const { heapAlloc, heapIdle, heapReleased, stackInuse, sys, nextGC, numGC, numForcedGC, gcCPUFraction } = stats;
  const forced = numForcedGC > 0 ? ` (${numForcedGC} forced)` : '';
  return [
    `  runtime: ${formatBytes(heapAlloc)} in objects, ${formatBytes(heapIdle - heapReleased)} idle and kept for reuse ` +
      `(no leak), ${formatBytes(heapReleased)} given back, ${formatBytes(stackInuse)} in stacks of goroutines, ` +
      `${formatBytes(sys)} in all`,
    `  collector: ${numGC} collections${forced}, ${formatPercent(gcCPUFraction)} of processor time, ` +
      `the next at ${formatBytes(nextGC)} of heap`,
  ];
}
