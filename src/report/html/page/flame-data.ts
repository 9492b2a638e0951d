/**
 * The flame graph as the library draws it: a tree of data that say what each frame is called, how it looks, and which
 * findings lie there.
 */
import type { FlameFrame } from '../../../base/details.ts';
import { type Severity, SEVERITIES } from '../../../base/finding.ts';
import { formatAmount, formatPercent } from '../../../base/measure.ts';
import { printable } from '../../printable.ts';
import { type PageFinding, type PageProfile, unpackFlame } from '../page-data.ts';

/** How a frame looks: as the severity of its highest ranked finding, else by whose code it is. */
export type FrameKind = Severity | 'module' | 'other';

export interface Datum {
  /** Short, to stand in the frame. */
  readonly name: string;
  /** Complete, in one line. */
  readonly label: string;
  readonly kind: FrameKind;
  readonly value: number;
  /** Undefined for the root, which stands for all. */
  readonly frame: FlameFrame | undefined;
  readonly children: Datum[];
}

export class FlameData {
  readonly root: Datum;
  readonly total: number;
  /** Severities of findings that have frames. */
  readonly severities: readonly Severity[];
  private readonly unit: string;
  private readonly findings: ReadonlyMap<string, PageFinding>;

  constructor({ flame, unit }: PageProfile, findings: readonly PageFinding[]) {
    const { frames, total } = unpackFlame(flame);
    this.total = total;
    this.unit = unit;
    this.findings = new Map(findings.map(finding => [finding.fingerprint, finding]));
    this.root = {
      name: 'all',
      label: `all, ${this.amount(total)}`,
      kind: 'other',
      value: total,
      frame: undefined,
      children: [],
    };
    const data: Datum[] = [];
    for (const frame of frames) {
      const datum = this.datumOf(frame);
      data.push(datum);
      (data[frame.parent] ?? this.root).children.push(datum);
    }
    this.severities = SEVERITIES.filter(severity => data.some(({ kind }) => kind === severity));
  }

  /** With its share of the total. */
  amount(value: number): string {
    const share = this.total === 0 ? 0 : value / this.total;
    return `${formatAmount(value, this.unit)} (${formatPercent(share)})`;
  }

  /** Rank and rule of a finding. */
  titleOf(fingerprint: string): string {
    const { rank, rule = '' } = this.findings.get(fingerprint) ?? {};
    return rank === undefined ? rule : `#${rank} ${rule}`;
  }

  private datumOf(frame: FlameFrame): Datum {
    const { function: name, place, findings, inModule, total } = frame;
    const where = place === undefined ? '' : ` ${printable(place.path)}:${place.line}`;
    const titles = findings.map(fingerprint => `, ${this.titleOf(fingerprint)}`).join('');
    return {
      name: shortName(frame),
      label: `${printable(name)}${where}, ${this.amount(total)}${titles}`,
      kind: this.findings.get(findings[0] ?? '')?.severity ?? (inModule ? 'module' : 'other'),
      value: total,
      frame,
      children: [],
    };
  }
}

/** Without the directories of the import path, and with the line where it tells frames apart. */
function shortName({ function: name, place }: FlameFrame): string {
  const short = name.replace(/^[^([]*\//, '');
  return printable(place ? `${short} :${place.line}` : short);
}
