/**
 * What profiles say about a module, as text: `goleaklint profile`.
 *
 * For each part it names the command of pprof that shows the same.
 */
import type { RunReport } from '../base/report.ts';
import { formatAmount, formatBytes, formatPercent } from '../base/measure.ts';
import type {
  Coverage,
  GoroutineGroup,
  GoroutineOverview,
  HotLine,
  MemoryOverview,
  Staleness,
} from '../base/overview.ts';
import { alignedLines } from './columns.ts';
import { printable } from './printable.ts';
import { type PprofCommands, pprofCommands } from './pprof-commands.ts';
import { runtimeLines } from './runtime-lines.ts';
import { topLines } from './top-lines.ts';

/** `''` if the report has no overview. */
export function overviewText({ overview, findings }: RunReport): string {
  if (overview === undefined) return '';
  const { memory, goroutines, modulePattern } = overview;
  const blocks = [
    ...(memory === undefined ? [] : [memoryLines(memory, findings.length, pprofCommands(memory.names, modulePattern))]),
    ...goroutines.map(each => goroutineLines(each, pprofCommands(each.names, modulePattern))),
  ];
  return blocks.map(lines => lines.map(line => `${line}\n`).join('')).join('\n');
}

function memoryLines(memory: MemoryOverview, findings: number, commands: PprofCommands): string[] {
  const { ranking, lines, measuredLines, tables, runtime } = memory;
  const { type, unit, total, isGrowth } = ranking;
  return [
    `${memory.kind}: ${type}, ${isGrowth ? 'change' : 'total'} ${formatAmount(total, unit)}`,
    ...samplingLines(memory),
    ...coverageLines(memory.coverage, total, findings),
    `  with a frame in it, in pprof: ${commands.touched(type)}`,
    ...stalenessLines(memory.staleness),
    ...(runtime === undefined ? [] : runtimeLines(runtime)),
    '',
    `Lines of your module by own ${type}: ${countOf(lines.length, measuredLines)}`,
    ...lineTable(lines, memory),
    '  own: what these lines allocated, with all that they called outside of your module',
    `  the same in pprof: ${commands.own(type)}`,
    ...sourceLine(lines[0], memory, commands),
    ...tables.flatMap(table => [
      '',
      `Functions by ${table.order}`,
      ...topLines(table, ranking),
      `  the same in pprof: ${commands.top(type, table)}`,
    ]),
  ];
}

function sourceLine(
  first: HotLine | undefined,
  { ranking, buildRoot }: MemoryOverview,
  commands: PprofCommands,
): string[] {
  if (first === undefined || first.function === '') return [];
  return [`  the first with its source: ${commands.list(ranking.type, first.function, buildRoot)}`];
}

function samplingLines({ period }: MemoryOverview): string[] {
  if (period <= 1) return [];
  return [`  sampled once in ${formatBytes(period)} on average: lines that allocated less may be missing`];
}

function coverageLines({ direct, touched, findings: reported }: Coverage, total: number, findings: number): string[] {
  const percent = (value: number): string => formatPercent(total === 0 ? 0 : value / total);
  const spoken = findings === 0 ? 'no findings' : `findings touch ${percent(reported)}`;
  return [
    `  ${percent(direct)} allocated directly in your module, ${percent(touched)} with a frame in it, ` +
      `${percent(total - touched)} elsewhere; ${spoken}`,
  ];
}

function stalenessLines({ functions, unverified, moved }: Staleness): string[] {
  const [most] = moved;
  const lines: string[] = [];
  if (most !== undefined) {
    const all = moved.reduce((sum, shift) => sum + shift.functions, 0);
    const shift = `${most.lines > 0 ? '+' : ''}${most.lines}`;
    const how = moved.length === 1 ? `by ${shift} lines` : `${most.functions} of them by ${shift} lines`;
    lines.push(
      `  ${all} of ${functions} functions have moved, ${how}: the profile is of other source; lines were followed`,
    );
  }
  if (unverified > 0) {
    lines.push(`  of ${unverified} of ${functions} functions it cannot be told whether the source has changed since`);
  }
  return lines;
}

function countOf(shown: number, all: number): string {
  return shown === all ? `all ${all}` : `the first ${shown} of ${all}`;
}

function lineTable(lines: readonly HotLine[], { ranking: { unit, total } }: MemoryOverview): string[] {
  const rows = lines.map(({ flat, own, cum, path, line, function: name, rules }) => ({
    cells: [flat, own, cum].flatMap(value => [
      formatAmount(value, unit),
      formatPercent(total === 0 ? 0 : value / total),
    ]),
    words: [`${printable(path)}:${line}`, printable(name), rules.join(', ') || '-'],
  }));
  return alignedLines(['flat', 'flat%', 'own', 'own%', 'cum', 'cum%'], ['path:line', 'function', 'findings'], rows);
}

function goroutineLines(overview: GoroutineOverview, commands: PprofCommands): string[] {
  const { kind, ranking, inModule, findings, groups, places } = overview;
  const percent = (value: number): string => formatPercent(ranking.total === 0 ? 0 : value / ranking.total);
  return [
    `${kind}: ${ranking.isGrowth ? 'change' : 'total'} ${ranking.total}`,
    `  ${percent(inModule)} with a frame in your module; findings speak of ${percent(findings)}`,
    '',
    `Places where goroutines wait: ${countOf(groups.length, places)}`,
    ...alignedLines(
      ['count', 'count%', 'leaked', 'longest'],
      ['reason', 'at', 'started by', 'findings'],
      groups.map(group => ({
        cells: [String(group.count), percent(group.count), String(group.leaked), minutesText(group)],
        words: [
          group.reason ?? '',
          printable(placeText(group)),
          printable(group.origin),
          group.rules.join(', ') || '-',
        ],
      })),
    ),
    `  all stacks in pprof: ${commands.traces}`,
  ];
}

function minutesText({ minutes }: GoroutineGroup): string {
  return minutes === undefined ? '' : `${minutes} min`;
}

function placeText({ path, line, function: name }: GoroutineGroup): string {
  return path === undefined || line === undefined ? name : `${path}:${line}`;
}
