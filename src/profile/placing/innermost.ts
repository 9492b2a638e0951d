/**
 * The function that holds a line: what tells closures of one function apart, since compilers number them anew.
 */
import { groupBy } from '../../base/group-by.ts';
import type { FunctionSpan } from '../../base/source.ts';

/**
 * Tells the innermost function of a file that holds a line; of several that start on one line, the last.
 *
 * One of the given name goes first: a call of a literal in place, `}()`, stands on the last line of that literal, and
 * belongs to the function around it.
 */
export function innermostByLine(
  functions: readonly FunctionSpan[],
): (path: string, line: number, name?: string) => FunctionSpan | undefined {
  const byPath = groupBy(functions, span => span.path);
  return (path, line, name) => {
    let innermost: FunctionSpan | undefined;
    for (const span of byPath.get(path) ?? []) {
      if (line < span.startLine || line > span.endLine) continue;
      if (span.name === name) return span;
      if (innermost === undefined || lengthOf(span) <= lengthOf(innermost)) innermost = span;
    }
    return innermost;
  };
}

function lengthOf({ startLine, endLine }: FunctionSpan): number {
  return endLine - startLine;
}
