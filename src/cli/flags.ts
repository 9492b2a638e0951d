/**
 * The table of flags, from which yargs parses and prints the help. Values are checked in `flag-values.ts`.
 *
 * No flag has a default here: an absent one must be told apart, since the config file then decides.
 */
import type { Options } from 'yargs';

const TEXT = { type: 'string', requiresArg: true } as const satisfies Options;
const LIST = { ...TEXT, array: true } as const satisfies Options;

/** Of the commands that analyse code. */
const ANALYSIS_FLAGS = {
  profile: {
    ...LIST,
    describe: 'Rank findings by this pprof profile: a file, a URL, or -; repeatable',
    group: 'Profile:',
  },
  rank: { ...TEXT, describe: 'Sample type that ranks, with :flat, :own or :cum if wanted', group: 'Profile:' },
  base: {
    ...LIST,
    describe: 'Rank by what grew since this earlier profile, as pprof -base does; repeatable',
    group: 'Profile:',
  },
  'path-map': {
    ...LIST,
    describe: 'FROM=TO: read paths below FROM in the profile as TO; repeatable',
    group: 'Profile:',
  },
  'min-alloc': {
    ...TEXT,
    describe: 'Leave out findings that the profile shows to allocate less than this size',
    group: 'Profile:',
  },
  'only-measured': {
    type: 'boolean',
    describe: 'Leave out findings that no profile measured',
    group: 'Profile:',
  },
  'min-share': {
    ...TEXT,
    describe: 'Show profile-tier findings of at least this share of alloc_space (default 1%)',
    group: 'Profile:',
  },
  enable: { ...LIST, describe: 'Also run these rules, families or tiers', group: 'Rules:' },
  only: { ...LIST, describe: 'Run these and no others', group: 'Rules:' },
  disable: { ...LIST, describe: 'Do not run these', group: 'Rules:' },
  severity: { ...LIST, describe: 'RULE=LEVEL: the severity of what a rule, family or tier finds', group: 'Rules:' },
  'min-confidence': { ...TEXT, describe: 'high, medium (default) or low', group: 'Rules:' },
  go: { ...TEXT, describe: 'Go version, instead of what go.mod says', group: 'Go:' },
  tags: { ...LIST, describe: 'Build tags', group: 'Go:' },
  tests: { type: 'boolean', describe: 'Analyse _test.go files (default true)', group: 'Go:' },
  'all-platforms': {
    type: 'boolean',
    describe: 'Also analyse files that are built only for other systems',
    group: 'Go:',
  },
  'module-cache': {
    type: 'boolean',
    describe: 'Read what other modules declare from the module cache, where there is no vendor folder',
    group: 'Go:',
  },
  jobs: { ...TEXT, describe: 'Worker threads (default: one per processor)', group: 'Run:' },
  'cache-dir': { ...TEXT, describe: 'Where the cache is kept (there is no cache yet)', group: 'Run:' },
  cache: { type: 'boolean', describe: 'Use the cache; --no-cache does not', group: 'Run:' },
} as const satisfies Record<string, Options>;

export const REPORT_FLAGS = {
  format: {
    ...LIST,
    describe: 'text, json, sarif or html, with :FILE to write it there; repeatable',
    group: 'Output:',
  },
  json: { type: 'boolean', describe: 'The same as --format json', group: 'Output:' },
  color: { type: 'string', describe: 'auto, always or never', group: 'Output:' },
  stats: { type: 'boolean', describe: 'Print times and sizes to standard error', group: 'Output:' },
  'fail-on': {
    ...TEXT,
    describe: 'Exit with 1 from this severity on: error, warning (default), info, none; or TYPE>=SIZE',
    group: 'Output:',
  },
  ...ANALYSIS_FLAGS,
} as const satisfies Record<string, Options>;

/** The profile itself is an argument, and more may follow as flags. */
export const PROFILE_FLAGS = {
  json: { type: 'boolean', describe: 'Print JSON', group: 'Output:' },
  top: { ...TEXT, describe: 'How many lines and functions are shown (default 20)', group: 'Output:' },
  color: REPORT_FLAGS.color,
  ...ANALYSIS_FLAGS,
  profile: { ...LIST, describe: 'A further profile, measured together with the first; repeatable', group: 'Profile:' },
} as const satisfies Record<string, Options>;

export const RULES_FLAGS = {
  json: { type: 'boolean', describe: 'Print JSON' },
  color: REPORT_FLAGS.color,
} as const satisfies Record<string, Options>;

export const EXPLAIN_FLAGS = { color: REPORT_FLAGS.color } as const satisfies Record<string, Options>;

export const BOOLEAN_FLAGS: readonly string[] = [
  'json',
  'stats',
  'tests',
  'all-platforms',
  'module-cache',
  'cache',
  'only-measured',
];

/** Flags of every command, for the nearest name of a misspelt one. */
export const FLAG_NAMES: readonly string[] = [...Object.keys(REPORT_FLAGS), 'top', 'help', 'version'];
