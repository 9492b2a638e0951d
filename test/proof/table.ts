/**
 * The result as a table for people: per family what Go proved, what is reported, what is missed.
 */
import { isProved, type Measured } from './measured.ts';
import { isDefect, type Program } from './programs.ts';
import { isPending, type Reports, within } from './reports.ts';

const COLUMNS = [
  'family',
  'defects',
  'proved',
  'in goroutineleak',
  'reported high',
  'medium',
  'wider only',
  'known misses',
  'rule pending',
  'fixed',
  'proved clean',
  'reported',
] as const;

type Row = readonly (string | number)[];

/** The table, with the known misses below it. */
export function tableOf(
  programs: readonly Program[],
  measured: ReadonlyMap<string, Measured>,
  reports: Reports,
): string {
  const families = [...new Set(programs.map(familyOf))].sort();
  const rows = families.map(family => [
    family,
    ...figures(
      programs.filter(program => familyOf(program) === family),
      measured,
      reports,
    ),
  ]);
  const totals = COLUMNS.slice(1).map((_, index) => rows.reduce((sum, row) => sum + Number(row[index + 1]), 0));
  return [...layout([COLUMNS, ...rows, ['all', ...totals]]), '', ...misses(programs), ''].join('\n');
}

const familyOf = ({ name }: Program): string => name.slice(0, name.indexOf('.'));

function figures(
  programs: readonly Program[],
  measured: ReadonlyMap<string, Measured>,
  { shown, all }: Reports,
): number[] {
  const defects = programs.filter(isDefect);
  const others = programs.filter(program => !isDefect(program));
  const count = (list: readonly Program[], test: (program: Program) => boolean): number => list.filter(test).length;
  const isShown = (program: Program): boolean => shown.some(within(program));
  const isHigh = (program: Program): boolean =>
    shown.filter(within(program)).some(({ confidence }) => confidence === 'high');
  const isReported = (program: Program): boolean => all.some(within(program));
  const isWaiting = ({ marks }: Program): boolean => marks.every(mark => mark.rule === '' || isPending(mark));
  return [
    defects.length,
    count(defects, ({ name }) => isProved(measured.get(name))),
    count(defects, ({ name }) => (measured.get(name)?.profiled ?? 0) > 0),
    count(defects, isHigh),
    count(defects, program => isShown(program) && !isHigh(program)),
    count(defects, program => isReported(program) && !isShown(program)),
    count(defects, program => !isReported(program) && !isWaiting(program)),
    count(defects, program => !isReported(program) && isWaiting(program)),
    others.length,
    count(others, ({ name }) => measured.get(name)?.verdict === 'clean'),
    count(others, isReported),
  ];
}

function layout(rows: readonly Row[]): string[] {
  const texts = rows.map(row => row.map(String));
  const widths = COLUMNS.map((_, index) => Math.max(...texts.map(row => row[index]?.length ?? 0)));
  return texts.map(row =>
    row
      .map((text, index) => (index === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[index] ?? 0)))
      .join('  '),
  );
}

function misses(programs: readonly Program[]): string[] {
  const byRule = new Map<string, string[]>();
  for (const { name, marks } of programs) {
    for (const mark of marks) {
      const title = isPending(mark) ? `pending: ${mark.rule}` : `miss: ${mark.rule}`;
      if (mark.kind === 'miss' || isPending(mark)) byRule.set(title, [...(byRule.get(title) ?? []), name]);
    }
  }
  return [...byRule].sort().map(([title, names]) => `${title}: ${names.join(', ')}`);
}
