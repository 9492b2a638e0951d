/**
 * Allocations that could be fewer, for rules: variables that closures share, containers that grow, small buffers.
 */
export { type SmallBuffers, smallBuffers } from '../semantic/allocation/small-buffers.ts';
export { type Growth, growths } from '../semantic/allocation/growth.ts';
export { fitsInitialRoom, outgrowsInitialRoom } from '../semantic/allocation/initial-room.ts';
export { type KeptLiteral, sharedCaptures } from '../semantic/allocation/shared-captures.ts';
export { ownedObjects } from '../semantic/allocation/owned-objects.ts';
export { wideFields } from '../semantic/allocation/wide-fields.ts';
