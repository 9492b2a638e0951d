/**
 * Parses every `.go` file below the given directories and counts those with syntax errors (needs no Go).
 *
 *   npm run oracle:syntax -- DIRECTORY…
 *
 * Errors in directories named testdata are listed apart: many are there on purpose. Exits with 1 if another file has
 * one, or is not UTF-8.
 */
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { decodeSource, syntaxErrors } from '../../src/syntax/source-file.ts';
import { goParser } from '../go-parser.ts';

/** Files whose errors count alike. */
class FileClass {
  readonly label: string;
  files = 0;
  /** Number of UTF-16 units. */
  size = 0;
  /** `path:line: problem`, one per file. */
  readonly broken: string[] = [];

  constructor(label: string) {
    this.label = label;
  }

  add(file: string): void {
    const { text, hasBom, problem } = decodeSource(readFileSync(file));
    this.files++;
    this.size += text.length;
    if (problem !== undefined) {
      this.broken.push(`${file}: not UTF-8`);
      return;
    }
    const tree = goParser.parse(text, hasBom);
    if (!tree.hasError(tree.root)) return;
    const [first] = syntaxErrors(tree);
    this.broken.push(`${file}:${first?.line ?? 1}:${first?.byteColumn ?? 1}: syntax error`);
  }

  print(): void {
    console.log(`  ${this.label}: ${this.files} files, ${this.broken.length} with errors`);
    for (const line of this.broken) console.log(`    ${line}`);
  }
}

/** By path; links are not followed, so that each file counts once. */
function* goFiles(dir: string): Generator<string> {
  const entries = readdirSync(dir, { withFileTypes: true }).sort(byName);
  for (const entry of entries) {
    const at = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* goFiles(at);
    else if (entry.isFile() && entry.name.endsWith('.go')) yield at;
  }
}

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

const { positionals } = parseArgs({ allowPositionals: true });
if (positionals.length === 0) throw new Error('name at least one directory that holds Go files');
let unexpected = 0;
for (const root of positionals.map(name => path.resolve(name))) {
  const code = new FileClass('code');
  const testData = new FileClass('testdata');
  for (const file of goFiles(root)) {
    const inTestData = path.relative(root, file).split(path.sep).includes('testdata');
    (inTestData ? testData : code).add(file);
  }
  console.log(`${root}: ${((code.size + testData.size) / 1e6).toFixed(1)} M characters`);
  code.print();
  testData.print();
  unexpected += code.broken.length;
}
process.exitCode = unexpected === 0 ? 0 : 1;
