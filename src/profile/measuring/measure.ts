/**
 * What the profiles say about one finding: its status, and its weight in each sample type.
 */
import type { Measurement, MeasurementStatus, TypeWeights } from '../../base/finding.ts';
import type { Sums } from './attribute.ts';
import type { GoroutineSums } from './goroutines.ts';
import type { SampleTypes } from '../kinds.ts';
import type { ProfileMetric, RankingKey } from './ranking-key.ts';

/** What the correlator needs to know of a rule. */
export interface RuleProfile {
  readonly metric: ProfileMetric;
  /** Whether allocation bytes measure the rule's harm, so that a profile can refute it. */
  readonly refutable: boolean;
  /** Named by config or flags: its profile-tier findings are shown without a measurement. */
  readonly explicit: boolean;
}

/** What the numbers of findings are compared with. */
export interface Scales {
  readonly memory: {
    readonly types: SampleTypes;
    /** By index of the type. */
    readonly totals: readonly number[];
    /** Allocations below this many bytes may escape the profiler; 0 if unknown. */
    readonly limit: number;
  };
  /** One for each kind of goroutine profile. */
  readonly goroutines: readonly { readonly type: string; readonly total: number }[];
  readonly key: RankingKey | undefined;
}

/** What was added up for a finding, before anything is decided. */
export interface Measured {
  readonly memory: Sums | undefined;
  /** In the order of the scales. */
  readonly goroutines: readonly (GoroutineSums | undefined)[];
}

/** What is known of a finding. Goroutines decide where some were seen; else memory does. */
export function measurementOf(measured: Measured, rule: RuleProfile, scales: Scales): Measurement {
  const memory = memoryMeasurement(measured.memory, rule, scales);
  const seen = measured.goroutines.filter(sums => sums !== undefined && sums.count > 0);
  const [main] = seen;
  if (main !== undefined) {
    const { match, ...goroutines } = main;
    const leaked = Math.max(...seen.map(sums => sums?.leaked ?? 0));
    return {
      status: 'measured',
      match,
      types: { ...memory.types, ...goroutineWeights(measured.goroutines, scales.goroutines) },
      goroutines: { ...goroutines, leaked },
    };
  }
  const isLookedFor = measured.goroutines.some(sums => sums !== undefined);
  if (!isLookedFor || memory.status !== 'not-attributable') return memory;
  return { ...memory, status: 'not-in-profile' };
}

function goroutineWeights(
  sums: readonly (GoroutineSums | undefined)[],
  scales: Scales['goroutines'],
): Record<string, TypeWeights> {
  const byType: Record<string, TypeWeights> = {};
  for (const [index, { type, total }] of scales.entries()) {
    const count = sums[index]?.count ?? 0;
    byType[type] = { flat: count, own: count, cum: count, share: share(count, total) };
  }
  return byType;
}

const UNMEASURED: Measurement = { status: 'not-attributable', match: 'none', types: {} };

function memoryMeasurement(sums: Sums | undefined, rule: RuleProfile, { memory, key }: Scales): Measurement {
  if (sums === undefined) return UNMEASURED;
  const metric = key?.metric ?? rule.metric;
  const ranked = memory.types.findIndex(({ type }) => type === key?.name);
  const isRefutable = rule.refutable && ranked >= 0;
  const status = statusOf(sums, isRefutable ? Math.abs(sums[metric][ranked] ?? 0) < memory.limit : false);
  const hasNumbers = status === 'measured' || status === 'refuted';
  return {
    status,
    match: sums.match,
    ...(hasNumbers && sums.rawCount !== undefined && statisticsOf(sums.rawCount, memory.limit)),
    types: hasNumbers ? memoryWeights(sums, metric, memory) : {},
  };
}

/** At an average of one byte between two samples, every allocation is one. */
function statisticsOf(rawCount: number, limit: number): Pick<Measurement, 'samples' | 'error'> {
  const samples = Math.round(rawCount);
  if (limit === 1) return { samples, error: 0 };
  return { samples, ...(samples > 0 && { error: 1 / Math.sqrt(samples) }) };
}

/** `isTooLittle`: whether less was measured than would be harm. */
function statusOf({ coverage, match, sampled }: Sums, isTooLittle: boolean): MeasurementStatus {
  if (coverage === 'not-attributable' || coverage === 'ambiguous') return 'not-attributable';
  const isPlaced = match !== 'function';
  if (isTooLittle && coverage === 'function' && isPlaced) return 'refuted';
  if (sampled) return 'measured';
  if (coverage === 'none') return 'not-in-profile';
  return isPlaced ? 'not-sampled' : 'not-attributable';
}

function memoryWeights(
  sums: Sums,
  metric: ProfileMetric,
  { types, totals }: Scales['memory'],
): Record<string, TypeWeights> {
  const byType: Record<string, TypeWeights> = {};
  for (const [index, { type }] of types.entries()) {
    const flat = sums.flat[index] ?? 0;
    const own = sums.own[index] ?? 0;
    const cum = sums.cum[index] ?? 0;
    byType[type] = { flat, own, cum, share: share({ flat, own, cum }[metric], totals[index] ?? 0) };
  }
  return byType;
}

/** Share (0 to 1) of alloc_space that the lines themselves allocated, whatever the status. */
export function ownShare({ memory }: Measured, { types, totals }: Scales['memory']): number {
  const type = types.findIndex(known => known.type === 'alloc_space');
  return share(memory?.own[type] ?? 0, totals[type] ?? 0);
}

function share(value: number, total: number): number {
  return total === 0 ? 0 : value / total;
}
