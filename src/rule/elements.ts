/**
 * Slices as stores of elements, for rules: what is taken out and stays in the array.
 */
export { keptElementPointers } from '../semantic/elements/element-pointers.ts';
export { type PooledSlice, pooledSlices } from '../semantic/elements/pooled.ts';
export { type PooledArray, pooledArrays } from '../semantic/elements/pooled-arrays.ts';
export { holdsPointers } from '../semantic/elements/pointerful.ts';
export { type UnclearedRemoval, unclearedRemovals } from '../semantic/elements/uncleared.ts';
export { ContainerGrowth } from '../semantic/elements/growth.ts';
export { type KeptLoan, keptLoans } from '../semantic/elements/reused-buffers.ts';
export { oversizedBuffers, pooledValues } from '../semantic/elements/pools.ts';
export { unlinkedNodes } from '../semantic/elements/linked-nodes.ts';
export { strongValues } from '../semantic/elements/weak-keys.ts';
export { emptiedMaps } from '../semantic/elements/emptied-maps.ts';
export { excessCapacities, interiorPointers } from '../semantic/elements/kept-parts.ts';
