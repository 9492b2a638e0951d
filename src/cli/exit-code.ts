/**
 * Exit codes, the same for every command and format, so that a script can tell findings from a broken run.
 */
export const EXIT = { clean: 0, findings: 1, usage: 2, failure: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
