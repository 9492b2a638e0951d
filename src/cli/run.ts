/**
 * The whole command line as a function: words in, exit code out. Touches nothing but its environment.
 */
import picocolors from 'picocolors';
import { UsageError } from '../base/errors.ts';
import { type Command, parseCommandLine } from './command-line.ts';
import type { Environment } from './environment.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { pageFromMeta, readablePage, ruleNamed } from './explain-command.ts';
import type { ColorMode } from './flag-values.ts';
import { report } from './report-command.ts';
import { rulesJson, rulesTable } from './rules-command.ts';

/** @param argv without the program's own name. */
export async function run(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    return await execute(await parseCommandLine(argv, environment.version), environment);
  } catch (error) {
    const isUsage = error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    await environment.stderr.write(`goleaklint: ${isUsage ? message : internalError(message)}\n`);
    return isUsage ? EXIT.usage : EXIT.failure;
  }
}

async function execute(command: Command, environment: Environment): Promise<ExitCode> {
  const { stdout } = environment;
  if (command.name === 'print') {
    await stdout.write(command.text);
    return EXIT.clean;
  }
  const color = isColorWanted(command.color, environment);
  if (command.name === 'report') return report(command, environment, color);
  if (command.name === 'profile') return (await import('./profile-command.ts')).profile(command, environment);

  const heading = picocolors.createColors(color).bold;
  const metas = await environment.loadMetas();
  if (command.name === 'rules') {
    await stdout.write(command.json ? rulesJson(metas) : rulesTable(metas, heading));
    return EXIT.clean;
  }
  const meta = ruleNamed(command.rule, metas);
  const page = (await environment.readRulePage(meta.id)) ?? pageFromMeta(meta);
  await stdout.write(readablePage(page, heading));
  return EXIT.clean;
}

/** Colours on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal says otherwise. */
function isColorWanted(mode: ColorMode, { stdout, variables }: Environment): boolean {
  if (mode !== 'auto') return mode === 'always';
  if (variables['NO_COLOR']) return false;
  if (variables['FORCE_COLOR']) return variables['FORCE_COLOR'] !== '0';
  return stdout.isTerminal && variables['TERM'] !== 'dumb';
}

function internalError(message: string): string {
  return `internal error: ${message}\n  Please report it, with the command line and the code that it happened on.`;
}
