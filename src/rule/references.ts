/**
 * What refers to what, for rules: captured variables, other names of a variable, and what keeps an object reachable.
 */
export {
  capturedVariables,
  type Holding,
  holdingIn,
  identityIn,
  ringIn,
  rootVariable,
} from '../semantic/references/references.ts';
