/**
 * What rules ask of an obligation, and what they are told: plain data.
 */
import type { Resource } from '../effects/effect.ts';
import type { GoSymbol, Place } from '../names/symbol.ts';
import type { FieldCell } from '../value-flow/fields.ts';

export interface ObligationSpec extends Resource {
  /** Which result is the resource; the first by default. */
  readonly result?: number;
  /** That a read to the end is not enough, although it exhausts the resource: something must release it. */
  readonly despiteReading?: true;
  /** That what is read is short, so that functions which skim it come to its end as well. */
  readonly ifShort?: true;
}

/** A decision on the way from the acquisition to where the resource is lost, in the words of a related place. */
export interface PathStep {
  readonly at: Place;
  readonly message: string;
  /** Of a condition: whether it holds; of a case: whether it is the one. */
  readonly value?: boolean;
}

/** A way out on which code has seen an error, has lost a race, or returns a new error. */
export interface Failure {
  /** The error that is tested last on the way, else the test of the swap that was lost, or else the error that is returned. */
  readonly cause: Place;
  /** No call on the way has failed: the function finds fault with what it was given or has read. */
  readonly isVerdict?: true;
  readonly exit: Place;
}

export interface Obligation {
  /**
   * - `met`: every way to a return releases it, or some do and the others hand it on;
   * - `moved`: every way hands it on;
   * - `unmet`: there is a way that does neither;
   * - `unknown`: whether there is one depends on what cannot be seen.
   */
  readonly status: 'met' | 'moved' | 'unmet' | 'unknown';
  /** Of an unmet one: the return statement or closing brace that is reached without release. */
  readonly exit?: Place;
  /** Unmet because the call is made again, in a loop, before the release. */
  readonly again?: true;
  /** Unmet on some way on which the call is made again, or the variable gets another value, whichever is shown. */
  readonly repeats?: true;
  /** Unmet because the variable gets another value here, before the release. */
  readonly overwritten?: Place;
  /** Unmet because nothing holds the result. */
  readonly discarded?: true;
  /** The branches taken from the acquisition on, and where they lead; of an unmet one that is neither discarded. */
  readonly path?: readonly PathStep[];
  /** The ways of an unmet one on which something else has failed; what is shown is another, if there is one. */
  readonly failures?: readonly Failure[];
  /** Whether these are all the ways on which it is lost. */
  readonly onlyFailures?: true;
  /** The variable that holds the resource. */
  readonly holder?: GoSymbol;
  /** Moved into this field. */
  readonly field?: FieldCell;
  /** Whether there is a release or move on some other way. */
  readonly elsewhere?: true;
}

/** How a way ends for a resource: given back, in other hands, or one or the other of them and neither. */
export type Settlement = 'release' | 'move' | 'maybe';

/** What the code of a function does with what one of its variables holds; `endless`: it never comes to an end. */
export type FunctionFate = Settlement | 'borrow' | 'endless';
