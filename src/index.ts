/**
 * The library: run the linter from a program, choose rules, print results.
 *
 * @example
 * const metas = rules.map(rule => rule.meta);
 * const { report } = await lint({
 *   cwd: process.cwd(), patterns: ['./...'], env: process.env, tests: true, allPlatforms: false, moduleCache: false,
 *   rules: ruleSettings(metas, EMPTY_CONFIG), minConfidence: 'medium', jobs: 0, profiles: [], minShare: 0.01,
 * });
 */
import { json } from './report/json.ts';
import type { Reporter } from './report/reporter.ts';
import { sarif } from './report/sarif.ts';
import { text } from './report/text.ts';

export { UsageError, type UsageProblem } from './base/errors.ts';
export type * from './base/finding.ts';
export type * from './base/details.ts';
export type * from './base/overview.ts';
export type * from './base/report.ts';
export { type GoMinor, parseGoMinor } from './base/go-version.ts';
export type { Position, Span } from './base/position.ts';
export { type Config, EMPTY_CONFIG, type Located, type Selection, type SeverityChange } from './config/config.ts';
export { findConfig } from './config/discovery.ts';
export { readConfig } from './config/file.ts';
export { configSchema } from './config/schema.ts';
export { ruleSettings } from './config/settings.ts';
export { loadPage } from './engine/assets.ts';
export { lint, type LintResult } from './engine/lint.ts';
export type { LintOptions } from './engine/options.ts';
export { htmlReporter, type PageAsset, type PageAssets } from './report/html/html.ts';
export type { Reporter, ReportContext } from './report/reporter.ts';
export type { RuleMeta } from './rule/meta.ts';
export type { Rule } from './rule/rule.ts';
export type { RuleSetting } from './rule/selection.ts';
export { rules } from '../rules/index.ts';

/** The html format is `htmlReporter(await loadPage())`, for a run with `details`. */
export const reporters: Readonly<Record<'text' | 'json' | 'sarif', Reporter>> = { text, json, sarif };
