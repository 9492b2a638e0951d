/**
 * `goleaklint profile <file>`: what profiles say about the module, whether or not anything is found in it.
 */
import { overviewJson } from '../report/overview-json.ts';
import { overviewText } from '../report/overview-text.ts';
import type { ProfileCommand } from './command-line.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { lintOptions } from './options.ts';
import { noticeText, runLint } from './report-command.ts';

/** Findings do not make it fail. @throws {UsageError} For a bad profile, or one that fits nothing. */
export async function profile(command: ProfileCommand, environment: Environment): Promise<ExitCode> {
  const metas = await environment.loadMetas();
  const options = { ...(await lintOptions(command, environment, metas)), overview: command.top };
  const { report, usage, failures } = await runLint(environment, options);
  const { stdout, stderr } = environment;
  await stdout.write(command.json ? overviewJson(report) : overviewText(report));
  for (const notice of report.notices) await stderr.write(`goleaklint: ${noticeText(notice)}\n`);
  if (usage !== undefined) throw usage;
  return failures ? EXIT.failure : EXIT.clean;
}
