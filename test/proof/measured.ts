/**
 * What Go says of a program: a line that the binary of `measure/` prints.
 */
export interface Measured {
  readonly function: string;
  readonly form: 'defect' | 'fixed';
  readonly unit: string;
  readonly perCall: number;
  readonly verdict: 'leaks' | 'clean' | 'unclear' | 'failed';
  /** Goroutines in the goroutineleak profile. */
  readonly profiled: number;
  readonly error?: string;
}
