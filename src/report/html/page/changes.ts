/**
 * What a fix or suggestion does to the source, as lines that go and lines that come.
 */
import type { Fix, TextEdit } from '../../../base/finding.ts';
import { comparePositions, compareText } from '../../../base/position.ts';

export interface Change {
  readonly path: string;
  /** The first line that changes. */
  readonly line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

export type LineAt = (path: string, line: number) => string | undefined;

/** Undefined if a line that changes is not at hand. */
export function changesOf({ edits }: Fix, lineAt: LineAt): Change[] | undefined {
  const changes = hunks(edits).map(hunk => changeOf(hunk, lineAt));
  return changes.some(change => change === undefined) ? undefined : changes.filter(change => change !== undefined);
}

/** Edits that share a line, in the order of their places. */
function hunks(edits: readonly TextEdit[]): TextEdit[][] {
  const groups: TextEdit[][] = [];
  for (const edit of edits.toSorted((a, b) => compareText(a.path, b.path) || comparePositions(a.start, b.start))) {
    const last = groups.at(-1)?.at(-1);
    if (last?.path === edit.path && edit.start.line <= last.end.line) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  return groups;
}

function changeOf(hunk: readonly TextEdit[], lineAt: LineAt): Change | undefined {
  const [first, last] = [hunk[0], hunk.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { path, start } = first;
  const removed: string[] = [];
  for (let line = start.line; line <= last.end.line; line++) {
    const text = lineAt(path, line);
    if (text === undefined) return undefined;
    removed.push(text);
  }
  return withoutEqualEnds({ path, line: start.line, removed, added: edited(removed, hunk).split('\n') });
}

function edited(lines: readonly string[], hunk: readonly TextEdit[]): string {
  const firstLine = hunk[0]?.start.line ?? 1;
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - firstLine).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
  let text = lines.join('\n');
  for (const { start, end, text: inserted } of hunk.toReversed()) {
    text = text.slice(0, offset(start.line, start.column)) + inserted + text.slice(offset(end.line, end.column));
  }
  return text;
}

function withoutEqualEnds({ path, line, removed, added }: Change): Change {
  const shorter = Math.min(removed.length, added.length);
  let before = 0;
  while (before < shorter && removed[before] === added[before]) before++;
  let after = 0;
  while (after < shorter - before && removed.at(-1 - after) === added.at(-1 - after)) after++;
  return {
    path,
    line: line + before,
    removed: removed.slice(before, removed.length - after),
    added: added.slice(before, added.length - after),
  };
}
