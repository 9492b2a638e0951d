/**
 * What both ways of copying a tree share: making the arrays and marking what holds an error.
 */
import { FLAG_ERROR, FLAG_HAS_ERROR, FLAG_MISSING, type TreeArrays } from './tree.ts';

/** Arrays for `count` nodes, all zero. */
export function allocateArrays(count: number): TreeArrays {
  return {
    kind: new Uint16Array(count),
    field: new Uint8Array(count),
    start: new Uint32Array(count),
    end: new Uint32Array(count),
    subtreeEnd: new Int32Array(count),
    parent: new Int32Array(count),
    flags: new Uint8Array(count),
  };
}

/** Sets {@link FLAG_HAS_ERROR} on every error and missing node and on all that hold one. */
export function markErrors({ flags, parent }: TreeArrays): void {
  for (let node = flags.length - 1; node >= 0; node--) {
    const own = flags[node] ?? 0;
    if ((own & (FLAG_ERROR | FLAG_MISSING | FLAG_HAS_ERROR)) === 0) continue;
    flags[node] = own | FLAG_HAS_ERROR;
    const above = parent[node] ?? -1;
    if (above >= 0) flags[above] = (flags[above] ?? 0) | FLAG_HAS_ERROR;
  }
}
