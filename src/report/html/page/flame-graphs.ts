/**
 * One flame graph for each thing that was measured, and the switch between them. One is shown at a time, and drawn when it
 * is shown first.
 */
import type { PageData, PageFinding, PageProfile } from '../page-data.ts';
import { make } from './dom.ts';
import { Flame, type FlameOwner } from './flame.ts';
import { profileOf } from './measured.ts';

export class FlameGraphs {
  private readonly data: PageData;
  private readonly owner: FlameOwner;
  private readonly marked: ReadonlyMap<PageProfile, ReadonlySet<string>>;
  private readonly drawn = new Map<PageProfile, Flame>();
  private readonly choices: ReadonlyMap<PageProfile, HTMLInputElement>;

  /** Begins with what measures the first finding. */
  constructor(section: HTMLElement, data: PageData, onFinding: (fingerprint: string) => void) {
    const { profiles, findings } = data;
    this.data = data;
    this.marked = new Map(profiles.map(profile => [profile, findingsWithFrames(profile)]));
    this.choices = new Map(profiles.map(profile => [profile, this.choiceOf(profile)]));
    const header = make('header', {}, make('h2', {}, 'Flame graph'), this.newSwitch());
    section.append(header);
    this.owner = { section, header, onFinding };
    const first = findings[0] === undefined ? profiles[0] : profileOf(findings[0], profiles);
    if (first !== undefined) this.display(first);
  }

  has(finding: PageFinding): boolean {
    return this.profileWith(finding) !== undefined;
  }

  /** Marks the frames of a finding, in the graph that has them. */
  show(finding: PageFinding): void {
    const profile = this.profileWith(finding);
    if (profile !== undefined) this.display(profile).show(finding.fingerprint);
  }

  /** What measures the finding, if it has frames there, or else any other that has frames of it. */
  private profileWith(finding: PageFinding): PageProfile | undefined {
    const { profiles } = this.data;
    const own = profileOf(finding, profiles);
    const candidates = own === undefined ? [] : [own, ...profiles];
    return candidates.find(profile => this.marked.get(profile)?.has(finding.fingerprint) === true);
  }

  private display(profile: PageProfile): Flame {
    for (const [other, flame] of this.drawn) flame.toggle(other === profile);
    const choice = this.choices.get(profile);
    if (choice !== undefined) choice.checked = true;
    let flame = this.drawn.get(profile);
    if (flame === undefined) {
      flame = new Flame(profile, this.data.findings, this.owner);
      this.drawn.set(profile, flame);
    }
    return flame;
  }

  private choiceOf(profile: PageProfile): HTMLInputElement {
    const choice = make('input', { type: 'radio', name: 'measured', autocomplete: 'off' });
    choice.addEventListener('change', () => {
      this.display(profile);
    });
    return choice;
  }

  /** Without a choice it only says what is drawn. */
  private newSwitch(): HTMLElement {
    const labels = [...this.choices].map(([{ type }, choice]) => make('label', {}, choice, type));
    if (labels.length === 1) return make('p', {}, this.data.profiles[0]?.type);
    return make('fieldset', { class: 'chips' }, make('legend', {}, 'Measured'), ...labels);
  }
}

function findingsWithFrames({ flame }: PageProfile): ReadonlySet<string> {
  return new Set(flame.labels.flatMap(({ findings }) => findings));
}
