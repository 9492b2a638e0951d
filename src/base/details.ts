/**
 * What a report for people with a screen shows beside the findings: source around them, what a profile measured on its
 * lines, and the profile's stacks. Made only when a format asks for it.
 */
import type { Finding, Ranking } from './finding.ts';
import { compareText, type Span } from './position.ts';

/** Consecutive lines of one file, without their line ends. */
export interface Excerpt {
  readonly path: string;
  /** Number of the first line, from 1. */
  readonly first: number;
  readonly lines: readonly string[];
}

/** What one sample type measured on one line of the analysed source; see the fields of `TypeWeights`. */
export interface LineWeights {
  readonly path: string;
  readonly line: number;
  readonly flat: number;
  readonly own: number;
  readonly cum: number;
}

/** A node of the tree of stacks. */
export interface FlameFrame {
  /** Index of the caller, always a smaller one; -1 for a root. */
  readonly parent: number;
  /** As the profiler prints it. */
  readonly function: string;
  /** Where it is in the analysed source. */
  readonly place?: { readonly path: string; readonly line: number };
  /** Whether its function belongs to the analysed modules. */
  readonly inModule: boolean;
  /** Of all stacks that begin with this frame and its callers, and of those that end here. */
  readonly total: number;
  readonly self: number;
  /** Fingerprints of the findings whose evidence holds this line, the highest ranked first. */
  readonly findings: readonly string[];
}

/** The stacks of one sample type, as far as it has grown: a difference of profiles has negative values as well. */
export interface FlameGraph {
  /** Callers before callees; siblings by weight, the heaviest first. */
  readonly frames: readonly FlameFrame[];
  readonly total: number;
  /** Of frames that are left out, since the graph has too many: their weight counts for their callers. */
  readonly omitted: number;
}

/** What the profiles say of one thing that they measure, in the sample type by which they rank it. */
export interface ProfileDetails extends Ranking {
  readonly measures: 'goroutines' | 'memory';
  /** By path and line. */
  readonly lines: readonly LineWeights[];
  readonly flame: FlameGraph;
}

export interface ReportDetails {
  /** By path and line; they do not overlap. */
  readonly excerpts: readonly Excerpt[];
  /** One for each thing measured, in the order in which they rank: goroutines first. */
  readonly profiles: readonly ProfileDetails[];
}

/** Lines of a file, both from 1 and inclusive. */
export interface LineRange {
  readonly path: string;
  readonly first: number;
  readonly last: number;
}

/** Lines shown before and after each place of a finding. */
const CONTEXT_LINES = 6;

/** Of a longer place only so many lines are shown. */
const MAX_PLACE_LINES = 40;

/** A finding as far as its places go. */
export type Explained = Span & Pick<Finding, 'evidence' | 'related' | 'fix' | 'suggestions'>;

/** The lines that explain a finding: by path, its own file first, and then by line; they do not overlap. */
export function linesAround(finding: Explained): LineRange[] {
  const ranges = placesOf(finding).map(({ path, start, end }) => ({
    path,
    first: Math.max(1, start.line - CONTEXT_LINES),
    last: Math.min(end.line, start.line + MAX_PLACE_LINES) + CONTEXT_LINES,
  }));
  const isElsewhere = ({ path }: LineRange): number => (path === finding.path ? 0 : 1);
  return joined(ranges).sort((a, b) => isElsewhere(a) - isElsewhere(b));
}

/** The lines that its fix and suggestions change. */
export function linesOfFixes({ fix, suggestions }: Explained): LineRange[] {
  const edits = [...(fix === undefined ? [] : [fix]), ...suggestions].flatMap(each => each.edits);
  return edits.map(({ path, start, end }) => ({ path, first: start.line, last: end.line }));
}

function placesOf(finding: Explained): Span[] {
  const evidence = finding.evidence.flatMap(item => {
    if (item.kind === 'lines') return [item];
    const literal = item.entry !== undefined && 'literal' in item.entry ? item.entry.literal : undefined;
    return [item.go, literal, item.waits].filter(span => span !== undefined);
  });
  return [finding, ...evidence, ...finding.related];
}

/** By path and line; what overlaps or is adjacent becomes one. */
export function joined(ranges: readonly LineRange[]): LineRange[] {
  const result: LineRange[] = [];
  for (const range of ranges.toSorted((a, b) => compareText(a.path, b.path) || a.first - b.first)) {
    const before = result.at(-1);
    if (before?.path !== range.path || range.first > before.last + 1) result.push(range);
    else result[result.length - 1] = { ...before, last: Math.max(before.last, range.last) };
  }
  return result;
}
