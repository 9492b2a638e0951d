/**
 * Several profiles sorted by what they measure, and added up.
 */
import { UsageError } from '../base/errors.ts';
import type { Frame, NamedProfile, Profile, Sample } from './profile.ts';

export type SampleTypes = Profile['sampleTypes'];

/** heap and allocs hold the same. */
export function profilesOfMemory(profiles: readonly NamedProfile[]): NamedProfile[] {
  return profiles.filter(({ profile: { kind } }) => kind === 'heap' || kind === 'allocs');
}

/** All profiles of one kind as one; undefined if there is none. Throws a UsageError if they do not fit together. */
export function mergedProfile(profiles: readonly NamedProfile[], kind: Profile['kind']): Profile | undefined {
  const ofKind = profiles.filter(({ profile }) => profile.kind === kind);
  const [first, ...others] = ofKind;
  if (first === undefined || others.length === 0) return first?.profile;
  const sampleTypes = commonTypes(ofKind);
  const frames = new FrameIndex();
  const samples = ofKind.flatMap(({ profile }) => moved(profile, frames));
  const incomplete = ofKind.some(({ profile }) => profile.incomplete === true);
  const { period } = first.profile;
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
