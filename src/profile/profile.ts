/**
 * A profile as the correlator sees it: stacks of frames with one value per sample type.
 *
 * Plain data. Where it came from (protobuf, text, several files) is the business of decode.ts, text/ and merge.ts.
 */

import type { MemStats } from '../base/overview.ts';

/** A function as the profiler recorded it. */
export interface ProfiledFunction {
  /** As in `example.com/app.(*T).M`; `''` if the profile does not tell. */
  readonly name: string;
  /** As recorded: absolute, or relative to a module under -trimpath. `''` if unknown. */
  readonly file: string;
  /** Line of the `func` keyword, from 1; 0 before Go 1.20 and in some processed profiles. */
  readonly startLine: number;
}

/** One row of a stack: a function at a line (0 if unknown). Equal rows are one frame. */
export interface Frame {
  readonly function: ProfiledFunction;
  readonly line: number;
  /** What to call a frame whose function is unknown: the binary it lies in, as recorded. */
  readonly binary: string;
}

export interface SampleType {
  /** `alloc_space`, `inuse_objects`, … */
  readonly type: string;
  /** `bytes` or `count`. */
  readonly unit: string;
}

export interface Sample {
  /** Indices into `frames`, the innermost first. */
  readonly stack: readonly number[];
  /** One value per sample type, in its unit; negative in delta profiles. */
  readonly values: readonly number[];
  /** How many allocations the profiler really saw for this stack; undefined where that cannot be recovered. */
  readonly rawCount: number | undefined;
  /** Of goroutines, where the form of the profile tells. */
  readonly goroutine?: GoroutineState;
}

/** What the goroutines of one sample have in common besides their stack. */
export interface GoroutineState {
  /** As the runtime names it, such as `chan send`, `select`, `running`; undefined unless in a dump (?debug=2). */
  readonly status: string | undefined;
  /** Whole minutes in that status, 0 below one; undefined unless in a dump, and of leaked ones. */
  readonly minutes: number | undefined;
  /** Index of the frame of the `go` statement: the function that started them, at its line. */
  readonly createdBy: number | undefined;
  /** The garbage collector has proven that nothing can wake them (Go 1.26 and newer). */
  readonly leaked: boolean;
}

/** Proven by the garbage collector; nothing else is known of them. */
export const LEAKED: GoroutineState = { status: undefined, minutes: undefined, createdBy: undefined, leaked: true };

/**
 * More stack rows than any real profile has (the Go compiler's own has 3 million): a file that repeats one huge stack
 * would otherwise keep the reader busy for hours.
 */
export const MAX_STACK_ROWS = 32_000_000;

export type HeapKind = 'heap' | 'allocs';

/** goroutineleak holds those goroutines alone that are proven to be leaked. */
export type GoroutineKind = 'goroutine' | 'goroutineleak';

export interface Profile {
  readonly kind: HeapKind | GoroutineKind;
  readonly sampleTypes: readonly SampleType[];
  readonly frames: readonly Frame[];
  readonly samples: readonly Sample[];
  /** Mean number of allocated bytes between two samples (MemProfileRate); 0 if unknown. */
  readonly period: number;
  /** Undefined in protobuf form, which lacks it. */
  readonly memStats?: MemStats;
  /** A dump that the runtime cut off at its limit of 64 MB: there are more goroutines than it shows. */
  readonly incomplete?: boolean;
}

/** A profile and the name that the user gave it. */
export interface NamedProfile {
  readonly name: string;
  readonly profile: Profile;
}
