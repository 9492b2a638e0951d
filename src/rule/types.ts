/**
 * Types as rules see them, for what `Package.typeOf` does not tell alone.
 */
export { findMember } from '../semantic/types/members.ts';
export { isNamed, type Type } from '../semantic/types/type.ts';
export { sizeOf } from '../semantic/types/sizes.ts';
export { isBoxed } from '../semantic/types/boxing.ts';
