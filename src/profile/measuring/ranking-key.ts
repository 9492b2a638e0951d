/**
 * By what a run ranks: one sample type, and how a finding's evidence is measured in it.
 */
import { UsageError } from '../../base/errors.ts';
import { type SampleTypes, typeNames } from '../kinds.ts';

export const METRICS = ['flat', 'own', 'cum'] as const;
export type ProfileMetric = (typeof METRICS)[number];

export interface RankingKey {
  /** The sample type, or that of a goroutine profile. */
  readonly name: string;
  /** Overrides the rules' own. */
  readonly metric: ProfileMetric | undefined;
}

const PREFERRED = ['alloc_space', 'inuse_space'];

/**
 * What `--rank` names, else the first that is there of alloc_space, inuse_space and whatever else measures memory.
 *
 * Undefined if only goroutines were measured and nothing was asked for. Throws a UsageError if `rank` is malformed or
 * names what the profiles lack.
 */
export function rankingKey(
  rank: string | undefined,
  types: SampleTypes,
  goroutineTypes: SampleTypes,
): RankingKey | undefined {
  if (rank === undefined) {
    const name = [...PREFERRED, types[0]?.type].find(type => types.some(known => known.type === type));
    return name === undefined ? undefined : { name, metric: undefined };
  }
  const [name = '', measure, ...rest] = rank.split(':');
  const metric = METRICS.find(known => known === measure);
  if (rest.length > 0 || (measure !== undefined && metric === undefined)) {
    throw new UsageError({
      location: '--rank',
      problem: `${JSON.stringify(rank)} is not TYPE or TYPE:flat, TYPE:own, TYPE:cum`,
      remedy: `Use for example --rank ${types[0]?.type ?? 'alloc_space'}:own.`,
    });
  }
  checkType('--rank', name, [...types, ...goroutineTypes]);
  return { name, metric };
}

/** Throws a UsageError unless the profiles have the type. */
export function checkType(flag: string, name: string, types: SampleTypes): void {
  if (types.some(({ type }) => type === name)) return;
  throw new UsageError({
    location: flag,
    problem: `the profiles have no sample type ${JSON.stringify(name)}`,
    remedy: `They have: ${typeNames(types)}.`,
  });
}
