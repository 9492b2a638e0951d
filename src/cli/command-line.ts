/**
 * From the words of the command line to what was asked for. Reads no files and loads no rules.
 */
import yargs from 'yargs';
import { UsageError } from '../base/errors.ts';
import { nearest } from '../config/nearest.ts';
import { type AnalysisRequest, analysisRequest, missingProfile } from './analysis-request.ts';
import { attachDashes, checkBooleans } from './flag-order.ts';
import * as values from './flag-values.ts';
import { EXPLAIN_FLAGS, FLAG_NAMES, PROFILE_FLAGS, REPORT_FLAGS, RULES_FLAGS } from './flags.ts';
import { flag, lastOf, parsed, text, texts, type Typed } from './typed.ts';

export interface ReportCommand extends AnalysisRequest {
  readonly name: 'report';
  readonly color: values.ColorMode;
  readonly targets: readonly values.FormatTarget[];
  readonly stats: boolean;
  readonly failOn: values.FailOn;
}

export interface ProfileCommand extends AnalysisRequest {
  readonly name: 'profile';
  readonly color: values.ColorMode;
  readonly json: boolean;
  /** How many lines and functions are shown. */
  readonly top: number;
}

export type Command =
  | ReportCommand
  | ProfileCommand
  | { readonly name: 'rules'; readonly color: values.ColorMode; readonly json: boolean }
  | { readonly name: 'explain'; readonly color: values.ColorMode; readonly rule: string }
  /** Help or the version. */
  | { readonly name: 'print'; readonly text: string };

const HELP_WIDTH = 100;

const DEFAULT_TOP = 20;

const PATTERNS = { type: 'string', array: true, describe: 'Packages as go list names them, or files' } as const;

/** @throws {UsageError} */
export async function parseCommandLine(argv: readonly string[], version: string): Promise<Command> {
  let command: Command | undefined;
  let printed = '';
  const parser = commandParser(version, chosen => (command = chosen(argv)));
  try {
    await parser.parseAsync(attachDashes(argv), {}, (_error: unknown, _parsed: unknown, output: string) => {
      printed = output;
    });
  } catch (error) {
    throw toUsageError(error, argv);
  }
  return command ?? { name: 'print', text: `${printed}\n` };
}

function commandParser(version: string, choose: (command: (argv: readonly string[]) => Command) => void) {
  return emptyParser(version)
    .command(
      '$0 [patterns..]',
      'Report leaks in packages (default ./...)',
      command => command.positional('patterns', PATTERNS).options(REPORT_FLAGS),
      typed => {
        choose(argv => reportCommand(typed, argv));
      },
    )
    .command(
      'rules',
      'List the rules',
      command => command.options(RULES_FLAGS),
      typed => {
        choose(() => ({ name: 'rules', color: colorOf(typed), json: typed.json === true }));
      },
    )
    .command(
      'profile <file> [patterns..]',
      'Say what a profile says about the module: its hottest lines, with and without findings',
      command =>
        command
          .positional('file', { type: 'string', demandOption: true, describe: 'A profile: a file, a URL, or -' })
          .positional('patterns', PATTERNS)
          .options(PROFILE_FLAGS),
      typed => {
        choose(argv => profileCommand(typed, argv));
      },
    )
    .command(
      'explain <rule>',
      'Say what goes wrong where a rule reports, with an example and what to write instead',
      command => command.positional('rule', { type: 'string', demandOption: true }).options(EXPLAIN_FLAGS),
      typed => {
        choose(() => ({ name: 'explain', color: colorOf(typed), rule: typed.rule }));
      },
    );
}

/** Knows how flags are written, and no command. */
function emptyParser(version: string) {
  return yargs()
    .scriptName('goleaklint')
    .locale('en')
    .parserConfiguration({
      // Go's flags are long with one dash: -json is not -j -s -o -n.
      'short-option-groups': false,
      'greedy-arrays': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .usage('goleaklint finds leaks in Go source.\n\nUsage: goleaklint [patterns..]')
    .epilogue('Exit codes: 0 clean, 1 findings, 2 wrong use, 3 a rule or the tool failed.')
    .version(version)
    .help()
    .wrap(HELP_WIDTH)
    .strict()
    .exitProcess(false)
    .fail((message, error) => {
      // yargs types the error as always present.
      throw (error as Error | undefined) ?? new Error(message);
    });
}

function reportCommand(typed: Typed, argv: readonly string[]): ReportCommand {
  checkBooleans(argv);
  const formats = [...texts(typed, 'format'), ...(flag(typed, 'json') === true ? ['json'] : [])];
  const request = analysisRequest(typed, argv, [...texts(typed, 'patterns'), ...texts(typed, '_')]);
  const failOn = values.parseFailOn(text(typed, 'fail-on') ?? 'warning');
  if (request.profiles.length === 0 && failOn.kind === 'size') throw missingProfile('--fail-on');
  return {
    ...request,
    name: 'report',
    color: colorOf(typed),
    targets: targetsOf(formats),
    stats: flag(typed, 'stats') === true,
    failOn,
  };
}

function profileCommand(typed: Typed, argv: readonly string[]): ProfileCommand {
  checkBooleans(argv);
  const [, ...patterns] = [...texts(typed, '_'), ...texts(typed, 'patterns')];
  return {
    ...analysisRequest(typed, argv, patterns),
    name: 'profile',
    color: colorOf(typed),
    json: flag(typed, 'json') === true,
    top: parsed(typed, 'top', values.parseCount) ?? DEFAULT_TOP,
  };
}

function targetsOf(formats: readonly string[]): values.FormatTarget[] {
  const targets = (formats.length > 0 ? formats : ['text']).map(values.parseFormat);
  const places = targets.map(target => target.file ?? 'standard output');
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice === undefined) return targets;
  throw new UsageError({
    location: '--format',
    problem: `two formats for ${twice}`,
    remedy: 'Give all but one a file: --format text --format sarif:report.sarif',
  });
}

function colorOf(typed: Typed): values.ColorMode {
  if (lastOf(typed['color']) === false) return 'never';
  const mode = text(typed, 'color') ?? 'auto';
  return values.parseWord('--color', mode === '' ? 'always' : mode, values.COLOR_MODES);
}

/** yargs reports mistakes as text: its own words are turned into ours where they are known. */
function toUsageError(error: unknown, argv: readonly string[]): unknown {
  if (!(error instanceof Error) || error instanceof UsageError) return error;
  const [, valueless] = /^Not enough arguments following: (.*)$/.exec(error.message) ?? [];
  if (valueless !== undefined) {
    return new UsageError({
      location: `--${valueless}`,
      problem: 'needs a value',
      remedy: 'See goleaklint --help for what it takes.',
    });
  }
  const [, unknown] = /^Unknown arguments?: ([^,]*)/.exec(error.message) ?? [];
  if (unknown !== undefined) return unknownArgument(unknown, argv);
  if (error.message.startsWith('Not enough non-option arguments')) return missingArgument(argv);
  return error;
}

function missingArgument(argv: readonly string[]): UsageError {
  if (argv.includes('profile')) {
    const remedy = 'Example: goleaklint profile http://localhost:6060/debug/pprof/';
    return new UsageError({ location: 'profile', problem: 'needs a profile: a file, a URL, or -', remedy });
  }
  const remedy = '`goleaklint rules` lists them.';
  return new UsageError({ location: 'explain', problem: 'needs the id of a rule', remedy });
}

function unknownArgument(name: string, argv: readonly string[]): UsageError {
  const isFlag = argv.some(
    argument => argument.startsWith('-') && argument.replace(/^--?(?:no-)?|=.*$/gs, '') === name,
  );
  if (!isFlag) {
    return new UsageError({ location: name, problem: 'unexpected argument', remedy: 'See goleaklint --help.' });
  }
  const meant = nearest(name, FLAG_NAMES);
  return new UsageError({
    location: `--${name}`,
    problem: 'unknown flag',
    remedy: meant === undefined ? 'See goleaklint --help.' : `Did you mean --${meant}?`,
  });
}
