/**
 * Syntax as rules see it: the kinds and fields of nodes, for the few questions that no symbol, type or flow answers.
 */
export { Field, Kind } from '../syntax/kinds.ts';
export { NO_NODE, type NodeId } from '../syntax/tree.ts';
