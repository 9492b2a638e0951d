/**
 * Decides for one `.go` file on disk whether it belongs to the build, reading no more of it than its header.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { GoMinor } from '../base/go-version.ts';
import { impliedGoMinor, parseBuildExpression, parsePlusBuildLines, type Constraint } from './build-constraint.ts';
import { constraintHolds, type BuildContext } from './build-context.ts';
import { MAX_FILE_BYTES, statOf } from './disk.ts';
import { scanHeader, type FileHeader } from './file-header.ts';
import { failureCode, type NoticeList } from './notices.ts';
import { baseName } from './paths.ts';
import type { BuildNeeds } from './ports.ts';

/** Holds the header of nearly every file. In bytes. */
const FIRST_READ_BYTES = 8 * 1024;
/** Each further read is this many times larger, so that a long header costs little more than reading it once. */
const READ_GROWTH = 8;

export interface SourceFile {
  /** Absolute, forward slashes. */
  readonly path: string;
  readonly packageName: string;
  /** Without `C`. */
  readonly imports: readonly string[];
  readonly isTest: boolean;
  readonly isGenerated: boolean;
  /** In bytes. */
  readonly size: number;
  /** The Go version that `//go:build` implies. */
  readonly impliedGo?: GoMinor;
  /** `key=value` of `//go:debug` lines. */
  readonly debugSettings: readonly string[];
}

/** Reads the header of `path`; undefined if the file is not part of the build or cannot be used (then with a notice). */
export function readSourceFile(path: string, build: BuildContext, notices: NoticeList): SourceFile | undefined {
  const found = readHeader(path, notices);
  if (found === undefined) return undefined;
  const { header, size } = found;
  const constraint = constraintOf(header, path, notices);
  if (constraint === 'broken' || (constraint !== undefined && !constraintHolds(build, constraint))) return undefined;
  // The go tool leaves out package documentation, whatever the directory's package is.
  if (header.packageName === 'documentation') return undefined;
  if (header.imports.includes('C') && !build.cgo) return undefined;
  const impliedGo = header.buildLines.length === 0 || constraint === undefined ? undefined : impliedGoMinor(constraint);
  return {
    path,
    packageName: header.packageName,
    imports: header.imports.filter(path => path !== 'C'),
    isTest: path.endsWith('_test.go'),
    isGenerated: header.isGenerated,
    size,
    ...(impliedGo === undefined ? {} : { impliedGo }),
    debugSettings: header.debugSettings,
  };
}

/** What `path` asks of its build; undefined if no build has it (then with a notice, unless it is documentation). */
export function readBuildNeeds(path: string, notices: NoticeList): BuildNeeds | undefined {
  const found = readHeader(path, notices);
  if (found === undefined || found.header.packageName === 'documentation') return undefined;
  const constraint = constraintOf(found.header, path, notices);
  if (constraint === 'broken') return undefined;
  return { path, fileName: baseName(path), constraint, usesCgo: found.header.imports.includes('C') };
}

function constraintOf(header: FileHeader, path: string, notices: NoticeList): Constraint | undefined | 'broken' {
  const [first, second] = header.buildLines;
  if (first === undefined) return parsePlusBuildLines(header.plusBuildLines);
  if (second !== undefined) {
    notices.add('skipped-file', 'skipped: more than one //go:build line, keep one', path, second.line);
    return 'broken';
  }
  const expression = parseBuildExpression(first.text);
  if (expression !== undefined) return expression;
  notices.add('skipped-file', `skipped: "//go:build ${first.text}" is not a build constraint`, path, first.line);
  return 'broken';
}

interface FoundHeader {
  readonly header: FileHeader;
  /** Of the file, in bytes. */
  readonly size: number;
}

function readHeader(path: string, notices: NoticeList): FoundHeader | undefined {
  const stat = statOf(path);
  // Asked before opening, since opening a pipe would wait for its writer. A link to a directory is not Go source either.
  if (stat !== undefined && !stat.isFile()) return undefined;
  const size = stat?.size ?? 0;
  if (size > MAX_FILE_BYTES) {
    notices.add('file-too-large', `skipped: ${size} bytes, the limit is ${MAX_FILE_BYTES}`, path);
    return undefined;
  }
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return readGrowing(descriptor, path, size, notices);
  } catch (error) {
    notices.add('unreadable-file', `cannot be read (${failureCode(error)}): it is not analysed`, path);
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readGrowing(descriptor: number, path: string, size: number, notices: NoticeList): FoundHeader | undefined {
  let chunk = Buffer.allocUnsafe(Math.min(size, FIRST_READ_BYTES));
  let filled = 0;
  for (;;) {
    const read = readSync(descriptor, chunk, filled, chunk.length - filled, filled);
    filled += read;
    // A read of nothing means that the file has shrunk since.
    const whole = filled >= size || read === 0;
    const scan = scanHeader(chunk.toString('utf8', 0, filled), whole);
    if (scan.status === 'complete') return { header: scan.header, size };
    if (scan.status === 'no-package' || whole) {
      const line = scan.status === 'no-package' ? scan.line : 1;
      notices.add('syntax-error', 'skipped: no package clause, the file must start with "package name"', path, line);
      return undefined;
    }
    if (filled < chunk.length) continue;
    const larger = Buffer.allocUnsafe(Math.min(size, chunk.length * READ_GROWTH));
    chunk.copy(larger, 0, 0, filled);
    chunk = larger;
  }
}
