/**
 * What the profile correlator needs to know of the analysed code, as plain data.
 */

/** One function or function literal with its source lines, both from 1 and inclusive. */
export interface FunctionSpan {
  /** As the profiler prints it: `main.run`, `example.com/app.(*T).M`, `main.run.func1`. */
  readonly name: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** A module or a tree without go.mod. */
export interface ModuleRoot {
  /** `module` line of go.mod; `''` for a tree without one, whose import paths are directory paths. */
  readonly path: string;
  /** Absolute directory, forward slashes. */
  readonly dir: string;
}
