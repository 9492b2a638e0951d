/**
 * Places the frames of a profile in today's source.
 *
 * The source may have changed since the program was built. Go 1.20 and newer record the line of each function's
 * `func` keyword, so a function that moved as a whole is found again, and its frames move with it. Lines that moved
 * within their function cannot be told.
 */
import type { MatchQuality } from '../../base/finding.ts';
import { groupBy } from '../../base/group-by.ts';
import type { FunctionSpan } from '../../base/source.ts';
import type { PathMatch } from './match-paths.ts';
import { withoutTypeArguments } from './module-names.ts';
import type { ProfiledFunction } from '../profile.ts';

/** How the lines of one function of the profile map to today's. */
export interface Anchor {
  readonly path: string;
  /** To be added to a recorded line. */
  readonly shift: number;
  /** `function` if its lines cannot be placed. */
  readonly match: MatchQuality;
  /** The declared function that today holds those lines; undefined at package level. */
  readonly within: FunctionSpan | undefined;
}

/** The functions of one analysed file. */
export interface FileFunctions {
  /** Declared functions and methods, by name without type arguments. */
  readonly declared: ReadonlyMap<string, FunctionSpan>;
  readonly literals: readonly FunctionSpan[];
}

export function functionsByFile(functions: readonly FunctionSpan[]): Map<string, FileFunctions> {
  const files = new Map<string, { declared: Map<string, FunctionSpan>; literals: FunctionSpan[] }>();
  const outerFirst = functions.toSorted((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  for (const span of outerFirst) {
    let file = files.get(span.path);
    if (file === undefined) files.set(span.path, (file = { declared: new Map(), literals: [] }));
    const name = withoutTypeArguments(span.name);
    if (isLiteralName(name) || declaredOwner(name, file.declared) !== undefined) file.literals.push(span);
    else file.declared.set(name, span);
  }
  return files;
}

/** Longer than any name without its type arguments; a longer one would only cost time. */
const MAX_NAME = 4096;

/** The compiler's function that initialises package variables; written functions of that name are numbered. */
function isVariableInit(name: string): boolean {
  return name.endsWith('.init');
}

/** `run.func1`, `run.func1.2`, `glob..func1`, `run-range1`. */
function isLiteralName(name: string): boolean {
  return /\.func\d+(?:\.\d+)*$|-range\d+$/.test(name);
}

/** The body of a `for range` over a function: recorded from its `for` line, and no function of the source. */
function isRangeBody(name: string): boolean {
  return /-range\d+$/.test(name);
}

/** What closures, bodies of `for range` and the compiler's wrappers have after the name of their function. */
const OF_CLOSURE = /^(?:\.(?:func|gowrap|deferwrap)?\d+|-range\d+|-fm)*$/;

/**
 * The declared function that a closure's name starts with, or the function of that very name. None for a closure of an
 * inlined function, `run.helper.func1`: that is called after the function it came into, and stands elsewhere.
 */
function declaredOwner(name: string, declared: ReadonlyMap<string, FunctionSpan>): FunctionSpan | undefined {
  for (let prefix = name; prefix !== ''; prefix = prefix.slice(0, Math.max(0, prefix.search(/[.-][^.-]*$/)))) {
    const span = declared.get(prefix);
    if (span !== undefined) return OF_CLOSURE.test(name.slice(prefix.length)) ? span : undefined;
  }
  return undefined;
}

export function lineLiesIn(line: number, span: FunctionSpan): boolean {
  return line >= span.startLine && line <= span.endLine;
}

/** Anchors every function of the profile whose file was analysed and whose place in it is known. */
export function anchorFunctions(
  functions: readonly ProfiledFunction[],
  paths: ReadonlyMap<string, PathMatch>,
  files: ReadonlyMap<string, FileFunctions>,
): Map<ProfiledFunction, Anchor> {
  const byFile = groupBy(functions, ({ file }) => file);
  const anchors = new Map<ProfiledFunction, Anchor>();
  for (const [name, inFile] of byFile) {
    const match = paths.get(name);
    if (match?.kind !== 'file') continue;
    const anchorer = new FileAnchorer(match.path, files.get(match.path) ?? NO_FUNCTIONS, inFile);
    for (const fn of inFile) {
      const anchor = anchorer.anchor(fn);
      if (anchor !== undefined) anchors.set(fn, anchor);
    }
  }
  return anchors;
}

const NO_FUNCTIONS: FileFunctions = { declared: new Map(), literals: [] };

class FileAnchorer {
  private readonly path: string;
  private readonly functions: FileFunctions;
  /** Recorded start line and shift of each declared function, in the order of the recorded lines. */
  private readonly known: { readonly startLine: number; readonly shift: number; readonly span: FunctionSpan }[] = [];

  constructor(path: string, functions: FileFunctions, profiled: readonly ProfiledFunction[]) {
    this.path = path;
    this.functions = functions;
    for (const { name, startLine } of profiled) {
      const span = functions.declared.get(withoutTypeArguments(name));
      if (isVariableInit(name)) continue;
      if (span !== undefined && startLine > 0) {
        this.known.push({ startLine, shift: span.startLine - startLine, span });
      }
    }
    this.known.sort((a, b) => a.startLine - b.startLine);
  }

  anchor(fn: ProfiledFunction): Anchor | undefined {
    const name = withoutTypeArguments(fn.name);
    if (name.length > MAX_NAME) return undefined;
    const owner = declaredOwner(name, this.functions.declared);
    if (fn.startLine === 0) return { path: this.path, shift: 0, match: 'line', within: owner };
    if (isVariableInit(name)) return { path: this.path, shift: 0, match: 'line', within: undefined };
    if (owner !== undefined && withoutTypeArguments(owner.name) === name) {
      return this.shifted(owner.startLine - fn.startLine, owner);
    }
    return this.anchorByLine(fn, name, owner);
  }

  /** Closures, which inlining renames, and functions that were renamed since: told by where they start. */
  private anchorByLine(fn: ProfiledFunction, name: string, owner: FunctionSpan | undefined): Anchor | undefined {
    const candidates = new Set<number>();
    const ownerShift = this.known.find(({ span }) => span === owner)?.shift;
    if (ownerShift !== undefined) candidates.add(ownerShift);
    const before = this.known.findLast(({ startLine }) => startLine <= fn.startLine);
    candidates.add(before?.shift ?? this.known[0]?.shift ?? 0);
    for (const shift of candidates) {
      if (isRangeBody(name) && owner !== undefined && lineLiesIn(fn.startLine + shift, owner)) {
        return this.shifted(shift, owner);
      }
      const span = this.functionStartingAt(fn.startLine + shift, isLiteralName(name));
      if (span !== undefined) return this.shifted(shift, this.declaredAround(span));
    }
    // A closure that moved within its function: its number does not tell which it is, if one was added before it.
    return owner === undefined ? undefined : { path: this.path, shift: 0, match: 'function', within: owner };
  }

  private functionStartingAt(line: number, literal: boolean): FunctionSpan | undefined {
    const { declared, literals } = this.functions;
    return (literal ? literals : [...declared.values(), ...literals]).find(span => span.startLine === line);
  }

  private declaredAround(inner: FunctionSpan): FunctionSpan | undefined {
    for (const span of this.functions.declared.values()) if (lineLiesIn(inner.startLine, span)) return span;
    return undefined;
  }

  private shifted(shift: number, within: FunctionSpan | undefined): Anchor {
    return { path: this.path, shift, match: qualityOfShift(shift), within };
  }
}

function qualityOfShift(shift: number): MatchQuality {
  if (shift === 0) return 'exact';
  return shift > 0 ? `moved(+${shift})` : `moved(-${-shift})`;
}

/** The line today, or undefined if it cannot be placed. */
export function placeLine(anchor: Anchor, line: number): number | undefined {
  if (line <= 0 || anchor.match === 'function') return undefined;
  const today = line + anchor.shift;
  return anchor.within === undefined || lineLiesIn(today, anchor.within) ? today : undefined;
}
