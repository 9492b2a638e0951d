/**
 * Which of the profiles speaks of a finding, and what it says of a line of source.
 */
import type { LineWeights } from '../../../base/details.ts';
import { formatAmount } from '../../../base/measure.ts';
import type { PageFinding, PageProfile } from '../page-data.ts';

/** That of goroutines for a finding about goroutines, else that of memory; where there is but one, that one. */
export function profileOf({ evidence }: PageFinding, profiles: readonly PageProfile[]): PageProfile | undefined {
  const wanted = evidence.some(({ kind }) => kind === 'goroutine') ? 'goroutines' : 'memory';
  return profiles.find(({ measures }) => measures === wanted) ?? profiles[0];
}

export interface Column {
  readonly name: 'flat' | 'own' | 'cum';
  readonly label: string;
}

const COLUMNS: Readonly<Record<PageProfile['measures'], readonly Column[]>> = {
  memory: [
    { name: 'flat', label: 'flat' },
    { name: 'own', label: 'own' },
    { name: 'cum', label: 'cum' },
  ],
  /** Those with a frame on the line; which frame of a goroutine is the innermost says little. */
  goroutines: [{ name: 'cum', label: 'goroutines' }],
};

/** The weights of lines in one profile, as columns beside the source. */
export class LineColumns {
  readonly columns: readonly Column[];
  private readonly unit: string;
  private readonly weights: ReadonlyMap<string, LineWeights>;

  constructor({ measures, unit, lines }: PageProfile) {
    this.columns = COLUMNS[measures];
    this.unit = unit;
    this.weights = new Map(lines.map(weights => [`${weights.path}:${weights.line}`, weights]));
  }

  /** `''` for nothing. */
  amount({ name }: Column, path: string, line: number): string {
    const weight = this.weights.get(`${path}:${line}`)?.[name] ?? 0;
    return weight === 0 ? '' : formatAmount(weight, this.unit);
  }
}
