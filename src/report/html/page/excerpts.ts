/**
 * Source around a finding: a table of lines with what a profile measured on each, the finding's own columns marked, and
 * the messages of related places under their lines.
 */
import { type Explained, type LineRange, linesAround } from '../../../base/details.ts';
import { groupBy } from '../../../base/group-by.ts';
import type { Span } from '../../../base/position.ts';
import type { PageData, PageFinding, PageProfile } from '../page-data.ts';
import { make } from './dom.ts';
import { type Token, tokensOf } from './go-tokens.ts';
import { LineColumns, profileOf } from './measured.ts';

/** What an excerpt is about, and what measures its lines. */
interface Shown {
  readonly finding: PageFinding;
  readonly weights: LineColumns | undefined;
}

/** Looks up lines of source and their weights. */
export class Source {
  private readonly profiles: readonly PageProfile[];
  private readonly lines = new Map<string, string>();
  private readonly columns: ReadonlyMap<PageProfile, LineColumns>;

  constructor({ excerpts, profiles }: PageData) {
    this.profiles = profiles;
    this.columns = new Map(profiles.map(profile => [profile, new LineColumns(profile)]));
    for (const { path, first, lines: texts } of excerpts) {
      for (const [index, text] of texts.entries()) this.lines.set(`${path}:${first + index}`, text);
    }
  }

  /** Undefined if the page does not hold it. */
  line(path: string, line: number): string | undefined {
    return this.lines.get(`${path}:${line}`);
  }

  /** One figure for each file that the finding speaks of. */
  figures(finding: PageFinding): HTMLElement[] {
    const profile = profileOf(finding, this.profiles);
    const weights = profile && this.columns.get(profile);
    const byPath = groupBy(linesAround(finding), ({ path }) => path);
    return [...byPath].flatMap(([path, ranges]) => this.figure(path, ranges, { finding, weights }) ?? []);
  }

  private figure(path: string, ranges: readonly LineRange[], shown: Shown): HTMLElement | undefined {
    const bodies = ranges.map(range => this.body(range, shown)).filter(body => body.rows.length > 0);
    if (bodies.length === 0) return undefined;
    const table = make('table', { class: 'code' }, headOf(shown), ...bodies);
    return make('figure', {}, make('figcaption', {}, path), make('div', { class: 'scroll', tabindex: '0' }, table));
  }

  private body({ path, first, last }: LineRange, shown: Shown): HTMLTableSectionElement {
    const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    const present = numbers.filter(line => this.line(path, line) !== undefined);
    const tokens = tokensOf(present.map(line => this.line(path, line) ?? ''));
    const rows = present.flatMap((line, index) => this.rows(path, line, tokens[index] ?? [], shown));
    return make('tbody', {}, ...rows);
  }

  private rows(path: string, line: number, tokens: readonly Token[], shown: Shown): HTMLTableRowElement[] {
    const { finding, weights } = shown;
    const text = this.line(path, line) ?? '';
    const columns = weights?.columns ?? [];
    const cells = columns.map(column => make('td', { class: column.name }, weights?.amount(column, path, line)));
    const number = make('td', { class: 'line' }, String(line));
    const code = make('td', { class: 'source' }, ...colored(text, tokens, columnsIn(finding, path, line, text.length)));
    const notes = finding.related.filter(place => place.path === path && place.start.line === line);
    const row = make('tr', { class: markOf(finding, path, line) }, ...cells, number, code);
    return [row, ...notes.map(({ message }) => note(message, cells.length))];
  }
}

function headOf({ weights }: Shown): HTMLElement | undefined {
  if (weights === undefined) return undefined;
  const columns = [...weights.columns, { name: 'line', label: 'line' }, { name: 'source', label: 'source' }];
  const headings = columns.map(({ name, label }) => make('th', { scope: 'col', class: name }, label));
  return make('thead', {}, make('tr', {}, ...headings));
}

function note(message: string, weights: number): HTMLTableRowElement {
  const before = Array.from({ length: weights + 1 }, () => make('td'));
  return make('tr', { class: 'note' }, ...before, make('td', {}, message));
}

/** The class of a line: the finding itself, or what measures it. */
function markOf(finding: PageFinding, path: string, line: number): string {
  const holds = (span: Span): boolean =>
    span.path === path &&
    span.start.line <= line &&
    (line < span.end.line || (line === span.end.line && span.end.column > 1));
  if (holds(finding)) return 'at';
  return finding.evidence.some(evidence => evidence.kind === 'lines' && holds(evidence)) ? 'evidence' : '';
}

/** The columns of a line that the finding is about, from 0 and half-open. */
function columnsIn(
  { path: file, start, end }: Explained,
  path: string,
  line: number,
  length: number,
): [number, number] {
  if (file !== path || line !== start.line) return [0, 0];
  return [start.column - 1, end.line === line ? end.column - 1 : length];
}

/** A line cut at the borders of its tokens and of the marked columns. */
function colored(text: string, tokens: readonly Token[], [markFrom, markTo]: [number, number]): (Node | string)[] {
  const borders = [0, text.length, markFrom, markTo, ...tokens.flatMap(({ from, to }) => [from, to])];
  const cuts = [...new Set(borders)].filter(at => at >= 0 && at <= text.length).sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? text.length;
    const part = text.slice(from, to);
    const kind = tokens.find(token => token.from <= from && to <= token.to)?.kind;
    const shown = kind === undefined ? part : make('span', { class: kind }, part);
    return markFrom <= from && to <= markTo ? make('mark', {}, shown) : shown;
  });
}
