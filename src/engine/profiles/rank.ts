/**
 * Ranks the findings of a run by the profiles that it was given. A bad profile costs the ranking, not the findings.
 */
import { rules } from '../../../rules/index.ts';
import { UsageError } from '../../base/errors.ts';
import type { RuleProfile } from '../../profile/measuring/measure.ts';
import type { NamedProfile } from '../../profile/profile.ts';
import { type RankedFindings, rankFindings } from '../../profile/rank.ts';
import type { MergedBuilds } from '../merge.ts';
import type { LintOptions } from '../options.ts';
import { readProfiles, repeatedInput } from './read.ts';

export interface LoadedProfiles {
  readonly profiles: readonly NamedProfile[];
  readonly bases: readonly NamedProfile[];
  readonly problem?: UsageError;
}

export async function loadProfiles({ profiles, bases = [], cwd, stdin }: LintOptions): Promise<LoadedProfiles> {
  try {
    if (profiles.includes('-') && bases.includes('-')) throw repeatedInput();
    const sources = { cwd, ...(stdin && { stdin }) };
    return { profiles: await readProfiles(profiles, sources), bases: await readProfiles(bases, sources) };
  } catch (error) {
    if (error instanceof UsageError) return { profiles: [], bases: [], problem: error };
    throw error;
  }
}

/** Unranked, with the problem, where the profiles do not fit together or to what was asked of them. */
export function rankByProfiles(
  { findings, modules, files, spans }: MergedBuilds,
  { profiles, bases }: LoadedProfiles,
  options: LintOptions,
): { readonly ranked: RankedFindings; readonly problem?: UsageError } {
  const always = {
    code: { cwd: options.cwd, modules, files, functions: spans, pathMap: options.pathMap ?? [] },
    ruleOf: ruleProfiles(options),
    minShare: options.minShare,
    details: options.details === true,
    ...(options.overview !== undefined && { overview: options.overview }),
  };
  try {
    const { rank, limits = {} } = options;
    const asked = { bases, limits, ...(rank !== undefined && { rank }) };
    return { ranked: rankFindings(findings, profiles, { ...always, ...asked }) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { ranked: rankFindings(findings, [], always), problem: error };
  }
}

function ruleProfiles({ rules: settings }: LintOptions): (id: string) => RuleProfile {
  const explicit = new Set(settings.filter(({ shows }) => shows.includes('profile')).map(setting => setting.id));
  const profiles = new Map(
    rules.map(({ meta: { id, metric, refutable } }) => [id, { metric, refutable, explicit: explicit.has(id) }]),
  );
  return id => profiles.get(id) ?? { metric: 'own', refutable: false, explicit: false };
}
