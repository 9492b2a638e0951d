/**
 * Reads the fixtures of the semantic model: Go files in `test/semantic/` with what the engine knows in comments.
 *
 *     _ = r.Body            // type: io.ReadCloser
 *     stop()                // callee: a function value
 *     func serve() {}       // lifetime: process
 *
 * A first line `// language: go1.21` gives the file that language version instead of the newest one.
 * What each subject is about stands with its answer in `test/semantic-answers/`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { NEWEST_GO, parseGoMinor } from '../src/base/go-version.ts';
import type { Declarations, PackageFacts } from '../src/semantic/facts.ts';
import type { SourceUnit } from '../src/semantic/names/symbol.ts';
import { Package } from '../src/semantic/package.ts';
import { StandardDeclarations } from '../src/semantic/std/standard-declarations.ts';
import { goParser } from './go-parser.ts';
import { ANSWERS } from './semantic-answers/index.ts';

export const standardLibrary = new StandardDeclarations(readFileSync('src/semantic/std/declarations.tsv', 'utf8'));

/** What an importer of one analysed package sees: that and the standard library. */
export function withLibrary(facts: PackageFacts): Declarations {
  const ofLibrary = (path: string): PackageFacts | undefined => (path === facts.path ? facts : undefined);
  return {
    nameOf: path => ofLibrary(path)?.name ?? standardLibrary.nameOf(path),
    of: path => ofLibrary(path) ?? standardLibrary.of(path),
    analysed: ofLibrary,
  };
}

const units = (sources: Readonly<Record<string, string>>): SourceUnit[] =>
  Object.entries(sources).map(([name, text]) => ({
    path: name,
    tree: goParser.parse(text),
    isTest: name.endsWith('_test.go'),
    isGenerated: false,
    language: languageOf(text),
  }));

const languageOf = (text: string): number => parseGoMinor(/^\/\/ language: (.*)/.exec(text)?.[1] ?? '') ?? NEWEST_GO;

/** A package of these files, which see the standard library and what `imports` gives by import path. */
export function packageOf(
  path: string,
  sources: Readonly<Record<string, string>>,
  imports: ReadonlyMap<string, PackageFacts> = new Map(),
): Package {
  const declarations: Declarations = {
    nameOf: name => imports.get(name)?.name ?? standardLibrary.nameOf(name),
    of: name => imports.get(name) ?? standardLibrary.of(name),
    analysed: name => imports.get(name),
  };
  return new Package({ path, files: units(sources), declarations });
}

/** The packages in `test/semantic/packages`, which fixtures import as `example.com/NAME`. */
export const importable: ReadonlyMap<string, PackageFacts> = new Map(
  readdirSync('test/semantic/packages').map(name => {
    const path = `example.com/${name.replace(/\.go$/, '')}`;
    const text = readFileSync(`test/semantic/packages/${name}`, 'utf8');
    return [path, packageOf(path, { [name]: text }).facts()];
  }),
);

export interface Expectation {
  readonly line: number;
  readonly subject: string;
  readonly expected: string;
}

const SUBJECTS = new RegExp(`// (${Object.keys(ANSWERS).join('|')}): (.+)$`);

export function expectationsIn(text: string): Expectation[] {
  return text.split('\n').flatMap((source, index) => {
    const found = SUBJECTS.exec(source);
    const [, subject = '', expected = ''] = found ?? [];
    return found === null ? [] : [{ line: index + 1, subject, expected: expected.trim() }];
  });
}

/** What the package says of the subject on a line of its only file. */
export function answer(pkg: Package, { line, subject }: Expectation): string {
  const ask = ANSWERS[subject];
  if (ask === undefined) throw new RangeError(`no answer for ${subject}`);
  return ask(pkg, line);
}
