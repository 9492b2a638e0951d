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
export { type OversizedBuffer, oversizedBuffers, type PooledValue, pooledValues } from '../semantic/elements/pools.ts';
export { type UnlinkedNode, unlinkedNodes } from '../semantic/elements/linked-nodes.ts';
export { type StrongValue, strongValues } from '../semantic/elements/weak-keys.ts';
export { type EmptiedMap, emptiedMaps } from '../semantic/elements/emptied-maps.ts';
export {
  type ExcessCapacity,
  excessCapacities,
  interiorPointers,
  type KeptPart,
} from '../semantic/elements/kept-parts.ts';
