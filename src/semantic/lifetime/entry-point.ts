/**
 * Functions by which other packages come into one. Plain data: it crosses between threads.
 */

/** An exported function, or a method of any type that has an exported name. */
export interface EntryPoint {
  /** As {@link GoFunction.key} has it. */
  readonly key: string;
  readonly name: string;
  readonly isMethod: boolean;
  /** The names of all methods of its type: an interface that asks for others does not hold it. Undefined if not known. */
  readonly siblings: readonly string[] | undefined;
  /** How many parameters there are: what a call through an interface can be told by. */
  readonly parameters: number;
  readonly isVariadic: boolean;
  /** Whether its own package is seen to run it from what the process starts with: main, init, commands. */
  readonly isReached: boolean;
  /** Keys of entry points of its own package that lead to it. */
  readonly callers: readonly string[];
}

/**
 * How often code runs, as far as its package shows it: `again` if it is in a loop, answers requests, or is handed to somebody
 * who may run it as he likes; else the entry points that other packages can run it by. If there are none, it runs once or
 * never.
 */
export type Runs = 'again' | readonly EntryPoint[];
