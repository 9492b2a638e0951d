/**
 * Finds the analysed file behind each file name in a profile.
 *
 * The names were made by another machine's build: absolute there, relative to a module under -trimpath, or with the
 * prefix of a container. The built program may also have an analysed module as a dependency. Files of the standard
 * library and of other dependencies never match, and where two analysed files would do, neither is taken.
 */
import { absolutePath, cleanPath, relativeTo } from './clean-path.ts';
import { importPathOf } from './module-names.ts';
import type { ProfiledFunction } from '../profile.ts';
import type { AnalysedCode, SourceFile, SourceTable } from './sources.ts';
import { basename, tabulateSources } from './sources.ts';

export type PathMatch =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'ambiguous'; readonly paths: readonly string[] }
  /** Not analysed: the standard library, a dependency, generated or deleted code. */
  | { readonly kind: 'none' };

const NONE: PathMatch = { kind: 'none' };

/** A file name of the profile, and the packages that its functions are recorded under. */
interface RemoteFile {
  readonly name: string;
  /** With forward slashes. */
  readonly path: string;
  readonly packages: Set<string>;
}

/** Where a build tree lay, and where it lies here. */
interface PrefixPair {
  readonly remote: string;
  readonly local: string;
}

/** The match of each file name, by that name as the profile has it. */
export function matchPaths(functions: Iterable<ProfiledFunction>, code: AnalysedCode): Map<string, PathMatch> {
  const table = tabulateSources(code);
  const matches = new Map<string, PathMatch>();
  const open: RemoteFile[] = [];
  for (const file of remoteFiles(functions)) {
    const match = matchByMapping(file.path, code, table) ?? matchByWholeName(file.path, table);
    if (match === undefined) open.push(file);
    else matches.set(file.name, match);
  }
  const prefix = learnPrefix(open, table);
  for (const file of open) {
    matches.set(file.name, matchByPrefix(file, prefix, table) ?? matchBySuffix(file, table));
  }
  return matches;
}

function remoteFiles(functions: Iterable<ProfiledFunction>): Iterable<RemoteFile> {
  const files = new Map<string, RemoteFile>();
  for (const { name, file } of functions) {
    if (file === '') continue;
    let remote = files.get(file);
    if (remote === undefined) {
      const path = cleanPath(file.replaceAll('\\', '/'));
      files.set(file, (remote = { name: file, path, packages: new Set() }));
    }
    if (name !== '') remote.packages.add(importPathOf(name));
  }
  return files.values();
}

/** Where the user says that the file lies; undefined where they do not, or where no such file was analysed. */
function matchByMapping(path: string, { pathMap = [], cwd }: AnalysedCode, table: SourceTable): PathMatch | undefined {
  const longestFirst = pathMap.toSorted((a, b) => b.from.length - a.from.length);
  for (const { from, to } of longestFirst) {
    const below = relativeTo(cleanPath(from.replaceAll('\\', '/')), path);
    if (below === undefined) continue;
    const file = table.byAbsolute.get(absolutePath(cwd, to === '' ? below : `${to}/${below}`));
    return file && { kind: 'file', path: file.path };
  }
  return undefined;
}

/** Undefined if only a comparison of suffixes can tell. */
function matchByWholeName(path: string, table: SourceTable): PathMatch | undefined {
  const file = table.byTrimmed.get(path) ?? table.byAbsolute.get(path) ?? matchAsDependency(path, table);
  if (file !== undefined) return { kind: 'file', path: file.path };
  if (table.modulePaths.some(module => path.startsWith(`${module}/`))) return NONE;
  if (isForeign(path) || !table.byBasename.has(basename(path))) return NONE;
  return undefined;
}

/** `/go/pkg/mod/example.com/!shop@v1.2.3/a.go` and `/src/app/vendor/example.com/Shop/a.go`, of an analysed module. */
function matchAsDependency(path: string, { modulePaths, byTrimmed }: SourceTable): SourceFile | undefined {
  const [, vendored] = /(?:^|.*\/)vendor\/(.*)$/.exec(path) ?? [];
  if (vendored !== undefined) return byTrimmed.get(vendored);
  const [, cached = '', below = ''] = /^(.*)@v[^/]+\/(.*)$/.exec(path) ?? [];
  const root = cached.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const module = modulePaths.find(each => `/${root}`.endsWith(`/${each}`));
  return module === undefined ? undefined : byTrimmed.get(`${module}/${below}`);
}

/** First path segments of the standard library's packages. */
const STANDARD =
  'archive|bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|' +
  'go|hash|html|image|index|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|' +
  'sort|strconv|strings|structs|sync|syscall|testing|text|time|unicode|unique|unsafe|vendor|weak';

const FOREIGN: readonly RegExp[] = [
  // Module cache and vendored modules.
  /(?:^|\/)[^/]+@v\d/,
  /\/pkg\/mod\//,
  /(?:^|\/)vendor\//,
  // The standard library under -trimpath, and in the usual places of a Go installation.
  new RegExp(`^(?:${STANDARD})/`),
  /^\$GOROOT\//,
  new RegExp(String.raw`(?:^|/)(?:goroot|golang|go[\d.]*|\d+\.\d+[^/]*/x64|libexec)/src/(?:${STANDARD})/`, 'i'),
];

function isForeign(path: string): boolean {
  return FOREIGN.some(pattern => pattern.test(path));
}

interface SuffixMatch {
  readonly file: SourceFile;
  /** Path segments in common, counted from the end. */
  readonly length: number;
}

/** The analysed files that share the longest suffix and whose package fits. */
function closestFiles(remote: RemoteFile, table: SourceTable): readonly SuffixMatch[] {
  let best: SuffixMatch[] = [];
  for (const file of table.byBasename.get(basename(remote.path)) ?? []) {
    if (!samePackage(file, remote)) continue;
    const length = commonSuffix(remote.path, file.absolute);
    const longest = best[0]?.length ?? 0;
    if (length > longest) best = [{ file, length }];
    else if (length === longest) best.push({ file, length });
  }
  return best;
}

function samePackage(file: SourceFile, remote: RemoteFile): boolean {
  for (const name of remote.packages) if (file.packages.has(name)) return true;
  return false;
}

function commonSuffix(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  let length = 0;
  while (length < Math.min(left.length, right.length) && left.at(-1 - length) === right.at(-1 - length)) length++;
  return length;
}

/** The pair of prefixes that most files agree on: one profile comes from one build tree. */
function learnPrefix(files: readonly RemoteFile[], table: SourceTable): PrefixPair | undefined {
  const votes = new Map<string, { pair: PrefixPair; count: number }>();
  for (const file of files) {
    const [match, rival] = closestFiles(file, table);
    if (match === undefined || rival !== undefined || match.length < 2) continue;
    const pair = {
      remote: withoutSegments(file.path, match.length),
      local: withoutSegments(match.file.absolute, match.length),
    };
    const key = `${pair.remote}\0${pair.local}`;
    const vote = votes.get(key);
    if (vote === undefined) votes.set(key, { pair, count: 1 });
    else vote.count++;
  }
  let winner: { pair: PrefixPair; count: number } | undefined;
  for (const vote of votes.values()) if (vote.count > (winner?.count ?? 0)) winner = vote;
  return winner?.pair;
}

function withoutSegments(path: string, count: number): string {
  return path.split('/').slice(0, -count).join('/');
}

function matchByPrefix(remote: RemoteFile, prefix: PrefixPair | undefined, table: SourceTable): PathMatch | undefined {
  if (prefix === undefined || !remote.path.startsWith(`${prefix.remote}/`)) return undefined;
  const file = table.byAbsolute.get(prefix.local + remote.path.slice(prefix.remote.length));
  return file === undefined ? undefined : { kind: 'file', path: file.path };
}

/** A bare file name counts only if no other analysed file of that package has it. */
function matchBySuffix(remote: RemoteFile, table: SourceTable): PathMatch {
  const [match, ...rivals] = closestFiles(remote, table);
  if (match === undefined) return NONE;
  if (rivals.length === 0) return { kind: 'file', path: match.file.path };
  return { kind: 'ambiguous', paths: [match.file.path, ...rivals.map(({ file }) => file.path)] };
}
