/**
 * What two readers judged of findings: kept as data, so that a change in what the linter reports shows.
 *
 * A finding is known by its repository and its fingerprint, which survives moves of the code.
 */
import { existsSync, readFileSync } from 'node:fs';

/** `real`: the reader wrote down the execution, what stays alive and until when. All else is `false`. */
export type Judgement = 'real' | 'false';

export interface Reading {
  readonly verdict: Judgement;
  readonly reason: string;
}

export interface Judged {
  readonly repository: string;
  readonly commit: string;
  readonly rule: string;
  readonly path: string;
  readonly function: string;
  readonly fingerprint: string;
}

export interface Verdict extends Judged {
  /** Of two readers, who did not see the confidence. */
  readonly readings: readonly Reading[];
}

export const VERDICTS_FILE = 'test/eval/verdicts.jsonl';
const READERS = 2;

export function readJsonLines(file: string): unknown[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch (error) {
      throw new Error(`${file}:${index + 1}: this is no JSON: ${line.slice(0, 80)}`, { cause: error });
    }
  });
}

export function jsonLines(rows: readonly object[]): string {
  return rows.map(row => `${JSON.stringify(row)}\n`).join('');
}

export function findingKey({ repository, fingerprint }: { repository: string; fingerprint: string }): string {
  return `${repository} ${fingerprint}`;
}

/** Disagreement counts as false; undefined until both have read it. */
export function judgementOf({ readings }: Pick<Verdict, 'readings'>): Judgement | undefined {
  if (readings.length < READERS) return undefined;
  return readings.every(({ verdict }) => verdict === 'real') ? 'real' : 'false';
}
