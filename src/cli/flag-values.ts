/**
 * The values of flags: from the text that was typed to what it means.
 *
 * Each function throws a {@link UsageError} that names the flag and shows the value seen.
 */
import { UsageError } from '../base/errors.ts';
import { SEVERITIES, type Severity } from '../base/finding.ts';
import { type GoMinor, parseGoMinor } from '../base/go-version.ts';
import type { SeverityChange } from '../config/config.ts';
import { suggestion } from '../config/nearest.ts';
import type { PathMapping } from '../profile/placing/sources.ts';

export const FORMATS = ['text', 'json', 'sarif', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface FormatTarget {
  readonly format: Format;
  /** Where it is written; undefined for standard output. */
  readonly file: string | undefined;
}

export const COLOR_MODES = ['auto', 'always', 'never'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

/** When findings make the run fail: from a severity on, from a measured size on, or never. */
export type FailOn =
  | { readonly kind: 'severity'; readonly severity: Severity }
  | { readonly kind: 'size'; readonly type: string; readonly atLeast: number }
  | { readonly kind: 'none' };

/** One of a few words. */
export function parseWord<const W extends string>(flag: string, value: string, words: readonly W[]): W {
  const word = words.find(candidate => candidate === value);
  if (word !== undefined) return word;
  throw wrongValue(flag, value, `one of ${words.join(', ')}`, suggestion(value, words, 'values'));
}

/** `text`, `sarif:report.sarif`. */
export function parseFormat(value: string): FormatTarget {
  const colon = value.indexOf(':');
  const name = colon < 0 ? value : value.slice(0, colon);
  const file = colon < 0 ? undefined : value.slice(colon + 1);
  const format = FORMATS.find(candidate => candidate === name);
  if (format === undefined) {
    throw new UsageError({
      location: '--format',
      problem: `unknown format ${JSON.stringify(name)}`,
      remedy: suggestion(name, FORMATS, 'formats'),
    });
  }
  if (file === '')
    throw wrongValue('--format', value, 'a file name after the colon', `Example: --format ${name}:out.${name}`);
  return { format, file };
}

const SIZE = /^(\d+(?:\.\d+)?)([kKMGT]?)(?:i?B)?$/;
const SIZE_PREFIXES = ['', 'k', 'M', 'G', 'T'];

/** `error`, `none`, `alloc_space>=10MB`; units are powers of 1024, as in pprof. */
export function parseFailOn(value: string): FailOn {
  const measured = /^([a-z_]+)>=(.*)$/.exec(value);
  if (measured) {
    const [, type = '', size = ''] = measured;
    return { kind: 'size', type, atLeast: parseSize('--fail-on', size) };
  }
  const word = [...SEVERITIES, 'none' as const].find(candidate => candidate === value);
  if (word === undefined) {
    throw wrongValue(
      '--fail-on',
      value,
      `${SEVERITIES.join(', ')}, none or TYPE>=SIZE`,
      'Examples: --fail-on error, --fail-on "alloc_space>=10MB"',
    );
  }
  return word === 'none' ? { kind: 'none' } : { kind: 'severity', severity: word };
}

export function parseSize(flag: string, value: string): number {
  const [, number, prefix = ''] = SIZE.exec(value) ?? [];
  if (number === undefined) throw wrongValue(flag, value, 'a size', 'Examples: 4096, 512kB, 10MB');
  return Number(number) * 1024 ** SIZE_PREFIXES.indexOf(prefix === 'K' ? 'k' : prefix);
}

/** A share of the total, `1%` or `0.01`, as a number from 0 to 1. A bare 1 is refused, since it might mean either. */
export function parseShare(flag: string, value: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(value) ?? [];
  const share = Number(number) / (percent === '%' ? 100 : 1);
  if (number !== undefined && (percent === '%' ? share <= 1 : share < 1)) return share;
  throw wrongValue(flag, value, 'a percentage or a fraction below 1', 'Examples: 1%, 0.01');
}

/** `alloc_space`, `inuse_space:cum`. */
export function parseRank(value: string): string {
  if (/^[a-z_]+(?::(?:flat|own|cum))?$/.test(value)) return value;
  throw wrongValue(
    '--rank',
    value,
    'a sample type, with :flat, :own or :cum if wanted',
    'Examples: alloc_space, inuse_space:cum',
  );
}

/** `/src/app=.`: the first `=` divides. */
export function parsePathMapping(value: string): PathMapping {
  const [, from, to] = /^([^=]+)=(.*)$/.exec(value) ?? [];
  if (from !== undefined && to !== undefined) return { from, to: to.replaceAll('\\', '/') };
  throw wrongValue('--path-map', value, 'FROM=TO', 'Example: --path-map /build/src=. for files that lie here');
}

export function parseGoVersion(value: string): GoMinor {
  const minor = parseGoMinor(value);
  if (minor === undefined) throw wrongValue('--go', value, 'a Go version', 'Examples: 1.22, 1.25.3');
  return minor;
}

export function parseJobs(value: string): number {
  if (!/^\d{1,3}$/.test(value)) {
    throw wrongValue('--jobs', value, 'a number of threads from 0 to 999', 'Use 0 to run on the main thread.');
  }
  return Number(value);
}

export function parseCount(value: string): number {
  if (/^[1-9]\d{0,5}$/.test(value)) return Number(value);
  throw wrongValue('--top', value, 'a number from 1 to 999999', 'Example: --top 50');
}

/** `goroutine=error,defer-in-loop=info`. */
export function parseSeverities(value: string): SeverityChange[] {
  return parseList(value).map(item => {
    const [, selector, level] = /^([^=]+)=(.*)$/.exec(item) ?? [];
    if (selector === undefined || level === undefined) {
      throw wrongValue('--severity', item, 'RULE=LEVEL', 'Example: --severity defer-in-loop=error');
    }
    return {
      selector: { value: selector, location: '--severity' },
      severity: parseWord('--severity', level, SEVERITIES),
    };
  });
}

/** A list by comma; empty items are left out. */
export function parseList(value: string): string[] {
  return value
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

function wrongValue(flag: string, value: string, expected: string, remedy: string): UsageError {
  return new UsageError({ location: flag, problem: `expected ${expected}, got ${JSON.stringify(value)}`, remedy });
}
