/**
 * The function that holds a line: what tells closures of one function apart, since compilers number them anew.
 */
import type { FunctionSpan } from '../base/source.ts';

/** The innermost function of a file that holds a line; of several that start on one line, the last. */
export function innermostByLine(
  functions: readonly FunctionSpan[],
): (path: string, line: number) => FunctionSpan | undefined {
  const byPath = new Map<string, FunctionSpan[]>();
  for (const span of functions) {
    const inFile = byPath.get(span.path);
    if (inFile === undefined) byPath.set(span.path, [span]);
    else inFile.push(span);
  }
  return (path, line) => {
    let innermost: FunctionSpan | undefined;
    for (const span of byPath.get(path) ?? []) {
      if (line < span.startLine || line > span.endLine) continue;
      if (innermost === undefined || lengthOf(span) <= lengthOf(innermost)) innermost = span;
    }
    return innermost;
  };
}

function lengthOf({ startLine, endLine }: FunctionSpan): number {
  return endLine - startLine;
}
