/**
 * One line on a terminal that says how far a run is. Nothing when piped.
 */
import type { Output } from './environment.ts';

const CLEAR_LINE = '\r\u001b[K';
/** So often is enough to see that something moves. */
const INTERVAL_MS = 100;

export interface Progress {
  readonly update: (done: number, total: number) => void;
  /** Removes the line. */
  readonly end: () => Promise<void>;
}

export function progressOn(output: Output, now: () => number = Date.now): Progress | undefined {
  if (!output.isTerminal) return undefined;
  let shownAt = now();
  let isShown = false;
  return {
    update(done, total) {
      if (now() - shownAt < INTERVAL_MS) return;
      shownAt = now();
      isShown = true;
      void output.write(`${CLEAR_LINE}${done}/${total} packages`);
    },
    end: async () => {
      if (isShown) await output.write(CLEAR_LINE);
    },
  };
}
