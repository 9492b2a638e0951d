/**
 * Metrics, for rules: labels of which there is no end.
 */
export { varyingLabels } from '../semantic/cardinality/labels.ts';
