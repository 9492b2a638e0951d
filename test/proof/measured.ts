/**
 * What Go says of a program: a line that the binary of `measure/` prints.
 */
export interface Measured {
  readonly function: string;
  readonly form: 'defect' | 'fixed';
  readonly unit: string;
  readonly perCall: number;
  /** `panics`: the runtime refuses what would leak. */
  readonly verdict: 'leaks' | 'panics' | 'clean' | 'unclear' | 'failed';
  /** Goroutines in the goroutineleak profile. */
  readonly profiled: number;
  readonly error?: string;
}

/** Whether Go confirms that the program has a defect. */
export const isProved = (measured: Measured | undefined): boolean =>
  measured?.verdict === 'leaks' || measured?.verdict === 'panics';
