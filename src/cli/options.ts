/**
 * Joins the command line with the config file: flags win.
 */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { UsageError } from '../base/errors.ts';
import { type Config, EMPTY_CONFIG } from '../config/config.ts';
import { findConfig } from '../config/discovery.ts';
import { ruleSettings } from '../config/settings.ts';
import type { LintOptions } from '../engine/options.ts';
import type { RuleMeta } from '../rule/meta.ts';
import { GO_VARIABLES } from '../workspace/model.ts';
import type { AnalysisRequest } from './analysis-request.ts';

interface Surroundings {
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: () => AsyncIterable<Uint8Array>;
}

/** @throws {UsageError} For a mistake in the config file, or a flag that names an unknown rule. */
export async function lintOptions(
  command: AnalysisRequest,
  { cwd, variables, stdin }: Surroundings,
  metas: readonly RuleMeta[],
): Promise<LintOptions> {
  const config = await loadConfig(cwd, metas);
  const rules = ruleSettings(metas, {
    selections: [...config.selections, ...command.selections],
    severities: [...config.severities, ...command.severities],
    options: config.options,
  });
  const tags = command.tags ?? config.tags;
  return {
    cwd,
    patterns: command.patterns,
    env: Object.fromEntries(GO_VARIABLES.map(name => [name, variables[name]])),
    ...(tags && { tags }),
    ...(command.go !== undefined && { go: command.go }),
    tests: command.tests ?? config.tests ?? true,
    allPlatforms: command.allPlatforms,
    moduleCache: command.moduleCache,
    rules,
    minConfidence: command.minConfidence,
    effects: config.effects,
    jobs: command.jobs ?? os.availableParallelism(),
    profiles: command.profiles,
    bases: command.bases,
    pathMap: command.pathMap,
    limits: command.limits,
    ...([...command.profiles, ...command.bases].includes('-') && { stdin: stdin() }),
    ...(command.rank !== undefined && { rank: command.rank }),
    minShare: command.minShare,
  };
}

/** The reader of YAML is loaded only if there is a file, since start-up time counts for every commit. */
async function loadConfig(cwd: string, metas: readonly RuleMeta[]): Promise<Config> {
  const file = findConfig(cwd);
  if (file === undefined) return EMPTY_CONFIG;
  const name = path.relative(cwd, file);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      { location: name, problem: `cannot be read: ${reason}`, remedy: 'Make it readable, or remove it.' },
      { cause: error },
    );
  });
  const { readConfig } = await import('../config/file.ts');
  return readConfig(text, name, metas);
}
