/**
 * `goleaklint [patterns..]`: runs the engine, writes the reports, and says how it went.
 */
import path from 'node:path';
import { UsageError } from '../base/errors.ts';
import type { Notice } from '../base/finding.ts';
import type { RunReport, RunSummary } from '../base/report.ts';
import type { LintOptions } from '../engine/options.ts';
import type { ReportCommand } from './command-line.ts';
import type { Environment, LintResult } from './environment.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { isFailure } from './fail-on.ts';
import { lintOptions } from './options.ts';
import { checkWritable } from './output.ts';
import { progressOn } from './progress.ts';
import { writeReports } from './reports.ts';

/** @throws {UsageError} For mistakes that are known before the engine runs. */
export async function report(command: ReportCommand, environment: Environment, color: boolean): Promise<ExitCode> {
  const { cwd, stderr } = environment;
  for (const { file } of command.targets) {
    if (file !== undefined) await checkWritable(path.resolve(cwd, file), '--format');
  }
  const metas = await environment.loadMetas();
  const details = command.targets.some(({ format }) => format === 'html');
  const result = await runLint(environment, { ...(await lintOptions(command, environment, metas)), details });

  const mistakes = result.usage ? [result.usage] : [];
  const failed = await collect(mistakes, () => Promise.resolve(isFailure(result.report, command.failOn)));
  await collect(mistakes, () => writeReports(result.report, command.targets, { environment, metas, color }));
  await stderr.write(closingText(result, mistakes, stderr.isTerminal));
  if (command.stats) await stderr.write(statsText(result.stats));

  if (result.failures) return EXIT.failure;
  if (mistakes.length > 0) return EXIT.usage;
  return failed ? EXIT.findings : EXIT.clean;
}

/** Runs the engine and shows progress on a terminal. */
export async function runLint(environment: Environment, options: LintOptions): Promise<LintResult> {
  const run = await environment.loadLint();
  const progress = progressOn(environment.stderr);
  try {
    return await run({ ...options, ...(progress && { onProgress: progress.update }) });
  } finally {
    await progress?.end();
  }
}

/** Runs a step whose mistakes of the user must not keep later steps from running. */
async function collect<T>(mistakes: UsageError[], step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    mistakes.push(error);
    return undefined;
  }
}

/** Notices, what the user did wrong, and a count; nothing if all is well and nobody watches. */
function closingText({ report }: LintResult, mistakes: readonly UsageError[], isTerminal: boolean): string {
  const notices = report.notices.filter(({ message }) => !mistakes.some(mistake => mistake.message.includes(message)));
  const lines = [...notices.map(noticeText), ...mistakes.map(mistake => mistake.message)].map(
    line => `goleaklint: ${line}`,
  );
  if (report.findings.length > 0 || isTerminal) lines.push(countText(report));
  return lines.map(line => `${line}\n`).join('');
}

export function noticeText({ path: file, line, message }: Notice): string {
  if (file === undefined) return message;
  return line === undefined ? `${file}: ${message}` : `${file}:${line}: ${message}`;
}

function countText({ findings, summary }: RunReport): string {
  const count = findings.length === 0 ? 'no findings' : plural(findings.length, 'finding');
  return `${count} in ${plural(summary.packages, 'package')}${hiddenText(summary)}`;
}

function hiddenText({ suppressed, withheld, filtered }: RunSummary): string {
  const parts = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(withheld > 0 ? [`${withheld} not shown without a profile that measures them`] : []),
    ...(filtered > 0 ? [`${filtered} left out by --min-alloc or --only-measured`] : []),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function statsText(stats: object): string {
  return Object.entries(stats)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}\n`)
    .join('');
}
