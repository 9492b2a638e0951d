/**
 * Positions in a Go source file, as plain data.
 *
 * Two column units meet in this program, so both are named here and nowhere else: tree-sitter's JavaScript
 * binding, SARIF and LSP count UTF-16 code units; the go tool, our text and json formats count UTF-8 bytes.
 * A position that leaves the engine carries both, so that no reporter has to read a file.
 */

/** A point in a file. All three count from 1. */
export interface Position {
  readonly line: number;
  /** In UTF-16 code units. */
  readonly column: number;
  /** In UTF-8 bytes. */
  readonly byteColumn: number;
}

/** A range of one file; `end` is exclusive. `path` uses forward slashes and is relative to the working directory. */
export interface Span {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

/** Orders positions by line, then column. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}

/** Orders strings by UTF-16 code units: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
