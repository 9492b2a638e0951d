/**
 * Growth: profiles minus those that were recorded before them, as `go tool pprof -base` has it.
 *
 * What is alive for long is in both and cancels out, so that what is left has come since: the best evidence of a leak.
 */
import { UsageError } from '../../base/errors.ts';
import { combined, profilesByMeasure } from '../kinds.ts';
import type { NamedProfile, Profile, Sample } from '../profile.ts';

/**
 * One profile for each thing that is measured (memory, goroutines, leaked goroutines), with negative values where there
 * is less than before. Throws a UsageError for a base that measures what no profile does, or whose types differ.
 */
export function growthOf(profiles: readonly NamedProfile[], bases: readonly NamedProfile[]): NamedProfile[] {
  const basesOf = profilesByMeasure(bases);
  const measured = profilesByMeasure(profiles);
  for (const [measure, [base]] of basesOf) if (!measured.has(measure)) throw loneBase(base, measure);
  return [...measured].flatMap(([measure, ofMeasure]) => {
    const before = basesOf.get(measure);
    if (before === undefined) return ofMeasure;
    const merged = combined([...ofMeasure, ...before.map(negated)]);
    return [{ name: nameOf(ofMeasure, before), profile: { ...merged, samples: withoutTwins(merged) } }];
  });
}

function loneBase(base: NamedProfile | undefined, measure: string): UsageError {
  return new UsageError({
    location: `--base ${base?.name ?? ''}`,
    problem: `it measures ${measure}, but no profile does`,
    remedy: 'Give two profiles of the same kind, the later one with --profile.',
  });
}

function negated({ name, profile }: NamedProfile): NamedProfile {
  const samples = profile.samples.map(sample => ({ ...sample, values: sample.values.map(value => 0 - value) }));
  return { name, profile: { ...profile, samples } };
}

/** Samples of one stack are one, so that what did not change is 0; samples that are 0 are left out. */
function withoutTwins({ samples }: Profile): Sample[] {
  const byStack = new Map<string, Sample>();
  for (const sample of samples) {
    const { status, createdBy, leaked } = sample.goroutine ?? {};
    const key = JSON.stringify([sample.stack, status, createdBy, leaked]);
    const twin = byStack.get(key);
    byStack.set(key, twin === undefined ? sample : sumOf(twin, sample));
  }
  return [...byStack.values()].filter(({ values }) => values.some(value => value !== 0));
}

/** The later one comes first, and its waits are those of today. */
function sumOf(a: Sample, b: Sample): Sample {
  const rawCount = a.rawCount === undefined || b.rawCount === undefined ? undefined : a.rawCount + b.rawCount;
  return { ...a, values: a.values.map((value, type) => value + (b.values[type] ?? 0)), rawCount };
}

function nameOf(profiles: readonly NamedProfile[], bases: readonly NamedProfile[]): string {
  const list = (named: readonly NamedProfile[]): string => named.map(({ name }) => name).join(', ');
  return `${list(profiles)} since ${list(bases)}`;
}
