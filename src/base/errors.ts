/**
 * The one error that users are meant to see.
 *
 * Anything else that is thrown is a defect of goleaklint, except inside a rule, where it fails that package.
 */

export interface UsageProblem {
  /** Where: a flag, or a file with its line or key. */
  readonly location: string;
  /** What is wrong, with the value seen. */
  readonly problem: string;
  /** What to do. */
  readonly remedy: string;
}

/** A wrong flag, config file or input. The command line prints the message alone and exits with 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor({ location, problem, remedy }: UsageProblem, options?: ErrorOptions) {
    super(`${location}: ${problem}\n  ${remedy}`, options);
  }
}
