/**
 * Several profiles sorted by what they measure, and added up.
 */
import { UsageError } from '../base/errors.ts';
import { groupBy } from '../base/group-by.ts';
import type { Frame, GoroutineKind, NamedProfile, Profile, Sample } from './profile.ts';

export type SampleTypes = Profile['sampleTypes'];

/** What profiles measure; heap and allocs hold the same. */
export type Measure = 'memory' | GoroutineKind;

/** In the order in which findings are reported: leaked goroutines are among the goroutines. */
export const GOROUTINE_MEASURES: readonly GoroutineKind[] = ['goroutine', 'goroutineleak'];

export function profilesByMeasure(profiles: readonly NamedProfile[]): Map<Measure, NamedProfile[]> {
  return groupBy(profiles, ({ profile: { kind } }) => (kind === 'heap' || kind === 'allocs' ? 'memory' : kind));
}

/** Several profiles as one, of the first one's kind. Throws a UsageError if they do not fit together. */
export function combined(profiles: readonly NamedProfile[]): Profile {
  const [first, ...others] = profiles;
  if (first !== undefined && others.length === 0) return first.profile;
  const sampleTypes = commonTypes(profiles);
  const frames = new FrameIndex();
  const samples = profiles.flatMap(({ profile }) => moved(profile, frames));
  const incomplete = profiles.some(({ profile }) => profile.incomplete === true);
  const period = Math.max(0, ...profiles.map(({ profile }) => profile.period));
  const kind = first?.profile.kind ?? 'heap';
  return { kind, sampleTypes, frames: frames.list, samples, period, ...(incomplete && { incomplete }) };
}

/** The sample types that all profiles have. Throws a UsageError if they differ. */
export function commonTypes(profiles: readonly NamedProfile[]): SampleTypes {
  const [first, ...others] = profiles;
  if (first === undefined) return [];
  const expected = typeNames(first.profile.sampleTypes);
  for (const { name, profile } of others) {
    const types = typeNames(profile.sampleTypes);
    if (types === expected) continue;
    throw new UsageError({
      location: name,
      problem: `its sample types (${types}) are not those of ${first.name} (${expected})`,
      remedy: 'Give profiles of the same types, or one profile at a time.',
    });
  }
  return first.profile.sampleTypes;
}

export function typeNames(types: SampleTypes): string {
  return types.map(({ type }) => type).join(', ');
}

/** The samples of a profile, with the frames that `frames` has. */
function moved(profile: Profile, frames: FrameIndex): Sample[] {
  const index = profile.frames.map(frame => frames.of(frame));
  const at = (frame: number): number => index[frame] ?? -1;
  return profile.samples.map(sample => {
    const stack = sample.stack.map(at);
    const { goroutine } = sample;
    if (goroutine?.createdBy === undefined) return { ...sample, stack };
    return { ...sample, stack, goroutine: { ...goroutine, createdBy: at(goroutine.createdBy) } };
  });
}

/** Gives equal frames of several profiles one index. */
class FrameIndex {
  readonly list: Frame[] = [];

  private readonly known = new Map<string, number>();

  of(frame: Frame): number {
    const { name, file, startLine } = frame.function;
    const key = [name, file, startLine, frame.line, frame.binary].join('\0');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const index = this.list.push(frame) - 1;
    this.known.set(key, index);
    return index;
  }
}
