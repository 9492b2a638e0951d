/**
 * Slices as stores of elements, for rules: what is taken out and stays in the array.
 */
export { type KeptElementPointer, keptElementPointers } from '../semantic/elements/element-pointers.ts';
export { type PooledSlice, pooledSlices } from '../semantic/elements/pooled.ts';
export { holdsPointers } from '../semantic/elements/pointerful.ts';
export type { RemovalKind } from '../semantic/elements/removals.ts';
export { type UnclearedRemoval, unclearedRemovals } from '../semantic/elements/uncleared.ts';
export { type AsymmetricMaps, ContainerGrowth, type GrowingMap } from '../semantic/elements/growth.ts';
export { type KeptLoan, keptLoans } from '../semantic/elements/reused-buffers.ts';
