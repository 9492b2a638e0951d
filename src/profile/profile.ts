/**
 * A profile as the correlator sees it: stacks of frames with one value per sample type.
 *
 * Plain data. Where it came from (protobuf, several files) is the business of decode.ts and merge.ts.
 */

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
}

export type HeapKind = 'heap' | 'allocs';

export interface Profile {
  readonly kind: HeapKind;
  readonly sampleTypes: readonly SampleType[];
  readonly frames: readonly Frame[];
  readonly samples: readonly Sample[];
  /** Mean number of allocated bytes between two samples (MemProfileRate); 0 if unknown. */
  readonly period: number;
}
