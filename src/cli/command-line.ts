/**
 * From the words of the command line to what was asked for. Reads no files and loads no rules.
 */
import yargs from 'yargs';
import { UsageError } from '../base/errors.ts';
import { CONFIDENCES, type Confidence } from '../base/finding.ts';
import type { GoMinor } from '../base/go-version.ts';
import type { Selection, SeverityChange } from '../config/config.ts';
import { nearest } from '../config/nearest.ts';
import type { Limits } from '../profile/limits.ts';
import type { PathMapping } from '../profile/sources.ts';
import { attachDashes, checkBooleans, typedSelections } from './flag-order.ts';
import * as values from './flag-values.ts';
import { EXPLAIN_FLAGS, FLAG_NAMES, REPORT_FLAGS, RULES_FLAGS } from './flags.ts';

export interface ReportCommand {
  readonly name: 'report';
  readonly color: values.ColorMode;
  readonly patterns: readonly string[];
  readonly targets: readonly values.FormatTarget[];
  readonly stats: boolean;
  readonly failOn: values.FailOn;
  readonly profiles: readonly string[];
  readonly bases: readonly string[];
  readonly rank: string | undefined;
  readonly pathMap: readonly PathMapping[];
  readonly limits: Limits;
  /** 0 to 1. */
  readonly minShare: number;
  readonly selections: readonly Selection[];
  readonly severities: readonly SeverityChange[];
  readonly minConfidence: Confidence;
  readonly go: GoMinor | undefined;
  readonly tags: readonly string[] | undefined;
  readonly tests: boolean | undefined;
  readonly allPlatforms: boolean;
  readonly moduleCache: boolean;
  readonly jobs: number | undefined;
}

export type Command =
  | ReportCommand
  | { readonly name: 'rules'; readonly color: values.ColorMode; readonly json: boolean }
  | { readonly name: 'explain'; readonly color: values.ColorMode; readonly rule: string }
  /** Help or the version. */
  | { readonly name: 'print'; readonly text: string };

/** Values as yargs delivers them: a flag that is typed twice becomes a list. */
type Typed = Readonly<Record<string, unknown>>;

/** Flags that say nothing without `--profile`. */
const NEED_PROFILE = ['rank', 'base', 'path-map', 'min-alloc', 'only-measured'];

const DEFAULT_MIN_SHARE = 0.01;
const HELP_WIDTH = 100;

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
      'explain <rule>',
      'Say what goes wrong where a rule reports, with an example and what to write instead',
      command => command.positional('rule', { type: 'string', demandOption: true }).options(EXPLAIN_FLAGS),
      typed => {
        choose(() => ({ name: 'explain', color: colorOf(typed), rule: typed.rule }));
      },
    )
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
  const patterns = [...texts(typed, 'patterns'), ...texts(typed, '_')];
  const formats = [...texts(typed, 'format'), ...(flag(typed, 'json') === true ? ['json'] : [])];
  const tags = texts(typed, 'tags').flatMap(values.parseList);
  const profiles = texts(typed, 'profile');
  const failOn = values.parseFailOn(text(typed, 'fail-on') ?? 'warning');
  const rank = parsed(typed, 'rank', values.parseRank);
  const useless = NEED_PROFILE.find(name => typed[name] !== undefined && typed[name] !== false);
  if (profiles.length === 0 && useless !== undefined) throw missingProfile(`--${useless}`);
  if (profiles.length === 0 && failOn.kind === 'size') throw missingProfile('--fail-on');
  return {
    name: 'report',
    color: colorOf(typed),
    patterns: patterns.length > 0 ? patterns : ['./...'],
    targets: targetsOf(formats),
    stats: flag(typed, 'stats') === true,
    failOn,
    profiles,
    bases: texts(typed, 'base'),
    rank,
    pathMap: texts(typed, 'path-map').map(values.parsePathMapping),
    limits: limitsOf(typed),
    minShare: parsed(typed, 'min-share', value => values.parseShare('--min-share', value)) ?? DEFAULT_MIN_SHARE,
    selections: typedSelections(argv),
    severities: texts(typed, 'severity').flatMap(values.parseSeverities),
    minConfidence: values.parseWord('--min-confidence', text(typed, 'min-confidence') ?? 'medium', CONFIDENCES),
    go: parsed(typed, 'go', values.parseGoVersion),
    tags: typed['tags'] === undefined ? undefined : tags,
    tests: flag(typed, 'tests'),
    allPlatforms: flag(typed, 'all-platforms') === true,
    moduleCache: flag(typed, 'module-cache') === true,
    jobs: parsed(typed, 'jobs', values.parseJobs),
  };
}

function limitsOf(typed: Typed): Limits {
  const minAlloc = parsed(typed, 'min-alloc', value => values.parseSize('--min-alloc', value));
  return { ...(minAlloc !== undefined && { minAlloc }), onlyMeasured: flag(typed, 'only-measured') === true };
}

function missingProfile(location: string): UsageError {
  return new UsageError({
    location,
    problem: 'there is no profile to measure by',
    remedy: 'Give one with --profile FILE.',
  });
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

function parsed<T>(typed: Typed, name: string, parse: (value: string) => T): T | undefined {
  const value = text(typed, name);
  return value === undefined ? undefined : parse(value);
}

function text(typed: Typed, name: string): string | undefined {
  const value = lastOf(typed[name]);
  return typeof value === 'string' ? value : undefined;
}

function flag(typed: Typed, name: string): boolean | undefined {
  const value = lastOf(typed[name]);
  return typeof value === 'boolean' ? value : undefined;
}

function texts(typed: Typed, name: string): string[] {
  const value = typed[name];
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string');
}

function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
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
  if (error.message.startsWith('Not enough non-option arguments')) {
    return new UsageError({
      location: 'explain',
      problem: 'needs the id of a rule',
      remedy: '`goleaklint rules` lists them.',
    });
  }
  return error;
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
