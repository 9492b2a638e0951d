/**
 * What profiles say about a module, as JSON: the shape of `Overview` with the version of the json format.
 */
import type { RunReport } from '../base/report.ts';

const FORMAT_VERSION = 1;

/** One object; without `memory` or `goroutines` if nothing measured them. */
export function overviewJson({ overview }: RunReport): string {
  const { memory, goroutines = [] } = overview ?? {};
  return `${JSON.stringify({ version: FORMAT_VERSION, memory, goroutines }, null, 2)}\n`;
}
