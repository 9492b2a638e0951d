/**
 * The source lines around findings, for reports that show them: reporters read no files.
 *
 * Read anew at the end of a run, and only if asked for. A file that has gone since then has no excerpt.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Excerpt, joined, type LineRange, linesAround, linesOfFixes } from '../base/details.ts';
import type { RankedFinding } from '../base/finding.ts';
import { groupBy } from '../base/group-by.ts';
import { decodeSource } from '../syntax/source-file.ts';

/** Longer lines are data, which nobody reads in a report. In UTF-16 code units. */
const MAX_LINE = 500;

/** By path and line. */
export async function readExcerpts(findings: readonly RankedFinding[], cwd: string): Promise<Excerpt[]> {
  const excerpts: Excerpt[] = [];
  for (const [file, ranges] of groupBy(wantedLines(findings), range => range.path)) {
    const bytes = await readFile(path.resolve(cwd, file)).catch(() => undefined);
    if (bytes === undefined) continue;
    const lines = linesOf(decodeSource(bytes).text);
    excerpts.push(...ranges.map(range => excerptOf(range, lines)).filter(excerpt => excerpt.lines.length > 0));
  }
  return excerpts;
}

function wantedLines(findings: readonly RankedFinding[]): LineRange[] {
  return joined(findings.flatMap(finding => [...linesAround(finding), ...linesOfFixes(finding)]));
}

/** What follows the last line end is a line only if there is something. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function excerptOf({ path, first, last }: LineRange, lines: readonly string[]): Excerpt {
  return { path, first, lines: lines.slice(first - 1, last).map(line => shortened(line.replace(/\r$/, ''))) };
}

function shortened(line: string): string {
  return line.length <= MAX_LINE ? line : `${line.slice(0, MAX_LINE)}…`;
}
