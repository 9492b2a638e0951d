/**
 * Allocations that could be fewer, for rules: variables that closures share, containers that grow, small buffers.
 */
export { type SmallBuffers, smallBuffers } from '../semantic/allocation/small-buffers.ts';
export { type Growth, growths } from '../semantic/allocation/growth.ts';
export { fitsInitialRoom, outgrowsInitialRoom } from '../semantic/allocation/initial-room.ts';
export { sharedCaptures } from '../semantic/allocation/shared-captures.ts';
export { ownedObjects, type OwnedObject, type OwnedObjects } from '../semantic/allocation/owned-objects.ts';
export { type WideFields, wideFields } from '../semantic/allocation/wide-fields.ts';
