/**
 * What refers to what, for rules: captured variables, other names of a variable, and what keeps an object reachable.
 */
export { isExported } from '../semantic/names/exported.ts';
export { needsUnsetValue } from '../semantic/references/never-set.ts';
export {
  capturedVariables,
  type Holding,
  holdingIn,
  identityIn,
  ringIn,
  rootVariable,
} from '../semantic/references/references.ts';
