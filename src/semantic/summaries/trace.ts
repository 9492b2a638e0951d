/**
 * What the code of one function does with something, as a list of sites: what `tracer.ts` finds out.
 */
import type { NodeId } from '../../syntax/tree.ts';
import type { Call } from '../calls/call.ts';
import type { Operand } from '../effects/effect.ts';
import type { GoFunction, GoSymbol } from '../names/symbol.ts';
import type { Definitions } from '../value-flow/definitions.ts';
import type { Members } from './action.ts';
import type { Given } from './given.ts';
import type { How, LiteralContext } from './literal-runs.ts';
import type { Locus } from './locus.ts';
import type { Subject } from './subject.ts';

/** Where actions come from: listed ones, or those of a callee on what it is given. */
export type Source = Given | Subject;

export const isSubject = (source: Source): source is Subject => 'symbol' in source;

/** A node at which something may be done to the thing. */
export interface Site {
  readonly node: NodeId;
  /** Where the thing lies in what the actions are done to. */
  readonly locus: Locus;
  /** Alternatives, one for each function that may be called. */
  readonly sources: readonly Source[];
  /** Whether it is done whenever control comes to the node, and surely to the thing. */
  readonly isCertain: boolean;
  readonly how: How;
  /** The function itself does it; else whoever is called. */
  readonly isDirect: boolean;
}

/** `x == nil` and `x != nil` for a member of the thing. */
export interface NilTest {
  readonly condition: NodeId;
  /** What the condition is when the member is nil. */
  readonly whenNil: boolean;
  readonly path: Members;
}

export interface Trace {
  readonly sites: readonly Site[];
  readonly nilTests: readonly NilTest[];
  /** Members that are assigned: what is done to them later may be done to something else. */
  readonly overwritten: readonly Members[];
}

export interface TraceContext extends LiteralContext {
  readonly definitions: Definitions;
  /** What the functions that a call may run do with an operand, one alternative each; undefined if that is not seen. */
  operandOf(call: Call, operand: Operand): readonly Source[] | undefined;
  subject(fn: GoFunction, symbol: GoSymbol): Subject;
}
