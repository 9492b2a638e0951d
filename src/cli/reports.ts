/**
 * Writes a report in each of the formats that were asked for.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { RunReport } from '../base/report.ts';
import type { Reporter, ReportContext } from '../report/reporter.ts';
import type { RuleMeta } from '../rule/meta.ts';
import type { Environment } from './environment.ts';
import type { Format, FormatTarget } from './flag-values.ts';
import { writeOutput } from './output.ts';

/** Loaded when asked for, since start-up time counts for every commit. */
const REPORTERS: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => (await import('../report/text.ts')).text,
  json: async () => (await import('../report/json.ts')).json,
  sarif: async () => (await import('../report/sarif.ts')).sarif,
  html: async () => {
    const [{ htmlReporter }, { loadPage }] = await Promise.all([
      import('../report/html/html.ts'),
      import('../engine/assets.ts'),
    ]);
    return htmlReporter(await loadPage());
  },
};

export interface ReportsContext {
  readonly environment: Environment;
  readonly metas: readonly RuleMeta[];
  readonly color: boolean;
}

/** @throws {UsageError} If a file cannot be written; the formats before it are written. */
export async function writeReports(
  report: RunReport,
  targets: readonly FormatTarget[],
  { environment, metas, color }: ReportsContext,
): Promise<void> {
  const { cwd, version, stdout } = environment;
  const common = { toolVersion: version, metas, uriPrefix: uriPrefixOf(cwd) };
  const onStdout: ReportContext = { ...common, color, terminal: stdout.isTerminal };
  const inFile: ReportContext = { ...common, color: false, terminal: false };
  for (const { format, file } of targets) {
    const reporter = await REPORTERS[format]();
    if (file === undefined) await stdout.write(reporter(report, onStdout));
    else await writeOutput(path.resolve(cwd, file), reporter(report, inFile), '--format');
  }
}

/** From the root of the repository to the working directory: `''` or `sub/dir/`. `''` outside of a repository. */
export function uriPrefixOf(cwd: string): string {
  for (let dir = cwd; ; dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, '.git'))) {
      const segments = path.relative(dir, cwd).split(path.sep);
      return segments
        .filter(segment => segment !== '')
        .map(segment => `${segment}/`)
        .join('');
    }
    if (path.dirname(dir) === dir) return '';
  }
}
