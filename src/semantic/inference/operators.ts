/**
 * Binary operators whose result has not the type of their operands, or not that of both.
 */
export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
export const SHIFTS: ReadonlySet<string> = new Set(['<<', '>>']);
