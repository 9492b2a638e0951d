/**
 * Commands of `go tool pprof` that show what goleaklint says of a profile.
 */
import { quoteRegexp } from '../base/quote-regexp.ts';
import type { ProfileNames, TopTable } from '../base/overview.ts';

export interface PprofCommands {
  /** What has a frame in the module: the first line of its table. */
  readonly touched: (type: string) => string;
  /** Own, by line. */
  readonly own: (type: string) => string;
  /** Flat and cum of each line of a function. */
  readonly list: (type: string, functionName: string, buildRoot: string) => string;
  readonly top: (type: string, table: TopTable) => string;
  /** Goroutines by stack. */
  readonly traces: string;
}

/** Nothing is left out, so that the sum is right. */
const WHOLE = ['-nodefraction=0', '-nodecount=1000000'];

export function pprofCommands({ profiles, bases }: ProfileNames, modulePattern: string): PprofCommands {
  const files = [...bases.map(name => `-base=${quoted(name)}`), ...profiles.map(quoted)].join(' ');
  const command = (options: readonly string[]): string => `go tool pprof ${options.join(' ')} ${files}`;
  const index = (type: string): string => `-sample_index=${type}`;
  return {
    touched: type => command(['-top', `-focus=${quoted(modulePattern)}`, ...WHOLE, index(type)]),
    own: type => command(['-top', '-lines', `-show=${quoted(modulePattern)}`, index(type)]),
    list: (type, name, root) => {
      const trim = root === '' ? [] : [`-trim_path=${quoted(root)}`];
      return command([`-list=${quoted(`^${quoteRegexp(name)}$`)}`, ...trim, index(type)]);
    },
    top: (type, { order, rows }) =>
      command(['-top', ...(order === 'cum' ? ['-cum'] : []), `-nodecount=${String(rows.length)}`, index(type)]),
    traces: command(['-traces']),
  };
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
