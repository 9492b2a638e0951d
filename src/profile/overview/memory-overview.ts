/**
 * What profiles of memory say about the analysed modules as a whole.
 */
import type { Coverage, HotLine, MemoryOverview, ProfileNames, Staleness } from '../../base/overview.ts';
import type { Finding, Ranking } from '../../base/finding.ts';
import { compareText } from '../../base/position.ts';
import type { FunctionSpan } from '../../base/source.ts';
import { inModule, touchedBy } from '../measuring/attribute.ts';
import type { CorrelatedProfile } from '../placing/correlate.ts';
import { cleanPath } from '../placing/clean-path.ts';
import { evidenceRanges, linesByPlace } from '../placing/evidence-lines.ts';
import { innermostByLine } from '../placing/innermost.ts';
import { combined } from '../kinds.ts';
import { lineWeights } from './line-weights.ts';
import type { NamedProfile } from '../profile.ts';
import { topTables } from './top.ts';

export interface OverviewRequest {
  readonly names: ProfileNames;
  readonly findings: readonly Finding[];
  /** How many lines, and functions in each table. */
  readonly count: number;
}

interface MemoryRequest extends OverviewRequest, Pick<MemoryOverview, 'kind' | 'period'> {
  readonly ranking: Ranking;
  /** Index of the ranking type. */
  readonly type: number;
  readonly functions: readonly FunctionSpan[];
}

export function memoryOverview(
  profiles: readonly NamedProfile[],
  correlated: readonly CorrelatedProfile[],
  request: MemoryRequest,
): MemoryOverview {
  const { names, kind, ranking, period, type, count } = request;
  const [only, ...others] = profiles;
  const runtime = others.length === 0 ? only?.profile.memStats : undefined;
  const hot = hotLines(correlated, request);
  return {
    names,
    kind,
    ranking,
    period,
    coverage: coverageOf(correlated, request),
    staleness: stalenessOf(correlated),
    lines: hot.slice(0, count),
    measuredLines: hot.length,
    buildRoot: buildRootOf(hot[0], correlated),
    tables: topTables(combined(profiles), type, ranking.total, count),
    ...(runtime && { runtime }),
  };
}

function buildRootOf(line: HotLine | undefined, correlated: readonly CorrelatedProfile[]): string {
  for (const { profile, places } of correlated) {
    const index = places.findIndex(place => place !== undefined && place.path === line?.path);
    const file = cleanPath(profile.frames[index]?.function.file ?? '');
    if (line !== undefined && file.endsWith(`/${line.path}`)) return file.slice(0, -line.path.length - 1);
  }
  return '';
}

function coverageOf(correlated: readonly CorrelatedProfile[], { type, findings }: MemoryRequest): Coverage {
  let direct = 0;
  let touched = 0;
  let byFindings = 0;
  for (const each of correlated) {
    for (const { stack, values } of each.profile.samples) {
      if (each.inModule[stack[0] ?? -1] === true) direct += Math.abs(values[type] ?? 0);
    }
    touched += inModule(each)[type] ?? 0;
    byFindings += touchedBy(each, findings)[type] ?? 0;
  }
  return { direct, touched, findings: byFindings };
}

function stalenessOf(correlated: readonly CorrelatedProfile[]): Staleness {
  const matches = correlated.flatMap(({ functions }) => [...functions.values()]);
  const moved = new Map<number, number>();
  for (const match of matches) {
    const lines = Number(/^moved\(([+-]\d+)\)$/.exec(match)?.[1] ?? 0);
    if (lines !== 0) moved.set(lines, (moved.get(lines) ?? 0) + 1);
  }
  return {
    functions: matches.length,
    unverified: matches.filter(match => match === 'line').length,
    moved: [...moved]
      .map(([lines, functions]) => ({ lines, functions }))
      .sort((a, b) => b.functions - a.functions || a.lines - b.lines),
  };
}

/** Those that own something, the heaviest first; of a base profile also those that have shrunk, at the end. */
function hotLines(correlated: readonly CorrelatedProfile[], request: MemoryRequest): HotLine[] {
  const { type, findings, functions } = request;
  const functionAt = innermostByLine(functions);
  const findingsAt = linesByPlace(findings.map(evidenceRanges));
  return lineWeights(correlated, type)
    .filter(({ own }) => own !== 0)
    .sort((a, b) => b.own - a.own || compareText(a.path, b.path) || a.line - b.line)
    .map(weights => ({
      ...weights,
      function: functionAt(weights.path, weights.line)?.name ?? '',
      rules: rulesOf(findingsAt(weights.path, weights.line), findings),
    }));
}

function rulesOf(indices: readonly number[], findings: readonly Finding[]): string[] {
  return [...new Set(indices.flatMap(index => findings[index]?.rule ?? []))].sort(compareText);
}
