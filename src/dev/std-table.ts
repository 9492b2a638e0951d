/**
 * Generates the table of the standard library's declarations: what our own semantic model says of the Go source tree.
 *
 * Needs that tree, and nothing else of Go: `npm run std-table -- GOROOT`. The result is committed, one package a line,
 * so that a run reads only the packages that it asks for.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { NEWEST_GO } from '../base/go-version.ts';
import { createGoParser } from '../syntax/parser.ts';
import { decodeSource } from '../syntax/source-file.ts';
import type { GoParser } from '../syntax/parser.ts';
import type { PackageFacts, TypeFact } from '../semantic/facts.ts';
import { exportFacts } from '../semantic/export-facts.ts';
import { Inference } from '../semantic/inference/inference.ts';
import { resolvePackage } from '../semantic/inference/model.ts';
import { tableLine } from '../semantic/std/standard-declarations.ts';
import { parseType, printType } from '../semantic/types/type-text.ts';
import { mapType } from '../semantic/types/type.ts';
import { buildContextOf, fileNameHolds } from '../workspace/build-context.ts';
import { NoticeList } from '../workspace/notices.ts';
import { readSourceFile } from '../workspace/source-file.ts';
import { isExported } from '../semantic/names/exported.ts';

const TABLE = 'src/semantic/std/declarations.tsv';
const BUILD = buildContextOf({}, undefined);

/** Parses packages of the source tree as they are asked for, imports first. */
class SourceTree {
  private readonly root: string;
  private readonly parser: GoParser;
  private readonly known = new Map<string, PackageFacts | undefined>();

  constructor(root: string, parser: GoParser) {
    this.root = root;
    this.parser = parser;
  }

  of(importPath: string): PackageFacts | undefined {
    if (!this.known.has(importPath)) {
      this.known.set(importPath, undefined);
      this.known.set(importPath, this.analyse(importPath));
    }
    return this.known.get(importPath);
  }

  nameOf(importPath: string): string | undefined {
    return this.of(importPath)?.name;
  }

  analysed(): undefined {
    return undefined;
  }

  private analyse(importPath: string): PackageFacts | undefined {
    const dir = path.join(this.root, 'src', importPath);
    const notices = new NoticeList(this.root);
    const files = goFilesIn(dir)
      .filter(file => fileNameHolds(BUILD, file) && readSourceFile(path.join(dir, file), BUILD, notices) !== undefined)
      .map(file => ({
        path: `${importPath}/${file}`,
        tree: this.parser.parse(decodeSource(readFileSync(path.join(dir, file))).text),
        isTest: false,
        isGenerated: false,
        language: NEWEST_GO,
      }));
    if (files.length === 0) return undefined;
    const inference = new Inference(resolvePackage(importPath, files, this));
    return exportFacts(inference, inference.model.name, () => undefined);
  }
}

function goFilesIn(dir: string): string[] {
  try {
    return readdirSync(dir).filter(name => name.endsWith('.go') && !name.endsWith('_test.go'));
  } catch {
    return [];
  }
}

function packagesBelow(root: string, below = ''): string[] {
  const skipped = new Set(['cmd', 'internal', 'vendor', 'testdata', 'builtin']);
  const children = readdirSync(path.join(root, 'src', below), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !skipped.has(entry.name) && !/^[._]/.test(entry.name))
    .flatMap(entry => packagesBelow(root, path.posix.join(below, entry.name)));
  return below === '' ? children : [below, ...children];
}

function exportedOnly<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isExported(name)));
}

/** The names of the package's own types that an importer can come upon in a type: not those of unexported fields. */
function reachableNames(text: string, importPath: string, names: Set<string>): void {
  mapType(parseType(text), type => {
    if (type.kind === 'named' && type.path === importPath) names.add(type.name);
    if (type.kind !== 'struct') return undefined;
    for (const field of type.fields) {
      if (field.embedded || isExported(field.name)) reachableNames(printType(field.type), importPath, names);
    }
    return type;
  });
}

/** Exported types and the unexported ones that exported declarations lead to. */
function reachableTypes(facts: PackageFacts): Record<string, TypeFact> {
  const names = new Set(Object.keys(exportedOnly(facts.types)));
  for (const part of [facts.functions, facts.variables, facts.constants]) {
    for (const fact of Object.values(exportedOnly(part))) reachableNames(fact.type, facts.path, names);
  }
  const types: Record<string, TypeFact> = {};
  // A set grows while it is walked, and the walk comes to what was added.
  for (const name of names) {
    const fact = facts.types[name];
    if (fact === undefined) continue;
    types[name] = fact;
    reachableNames(fact.type, facts.path, names);
    for (const method of Object.values(exportedOnly(fact.methods ?? {})))
      reachableNames(method.type, facts.path, names);
  }
  return types;
}

function publicFacts(facts: PackageFacts, since: ReadonlyMap<string, number>): PackageFacts {
  const types = reachableTypes(facts);
  const introduced = (name: string): { since?: number } => {
    const minor = since.get(`${facts.path}.${name}`);
    return minor === undefined ? {} : { since: minor };
  };
  const dated = (name: string, fact: TypeFact): TypeFact => ({
    ...fact,
    ...introduced(name),
    methods: Object.fromEntries(
      Object.entries(fact.methods ?? {})
        .filter(([method]) => isExported(method))
        .map(([method, methodFact]) => [method, { ...methodFact, ...introduced(`${name}.${method}`) }]),
    ),
  });
  return {
    ...facts,
    types: Object.fromEntries(Object.entries(types).map(([name, fact]) => [name, dated(name, fact)])),
    functions: Object.fromEntries(
      Object.entries(exportedOnly(facts.functions)).map(([name, fact]) => [name, { ...fact, ...introduced(name) }]),
    ),
    variables: exportedOnly(facts.variables),
    constants: exportedOnly(facts.constants),
  };
}

/** When names came into the standard library after Go 1.1, from the API files of the source tree. */
function readSince(root: string): Map<string, number> {
  const since = new Map<string, number>();
  for (const file of readdirSync(path.join(root, 'api'))) {
    const minor = Number(/^go1\.(\d+)\.txt$/.exec(file)?.[1] ?? 0);
    if (minor < 2) continue;
    for (const line of readFileSync(path.join(root, 'api', file), 'utf8').split('\n')) {
      const found = /^pkg (\S+), (?:(?:func|type) (\w+)|method \(\*?(\w+)(?:\[[^\]]*\])?\) (\w+))/.exec(line);
      if (found === null) continue;
      const [, pkg = '', name, receiver, method] = found;
      const key = `${pkg}.${name ?? `${receiver ?? ''}.${method ?? ''}`}`;
      since.set(key, Math.min(minor, since.get(key) ?? minor));
    }
  }
  return since;
}

const root = process.argv[2];
if (root === undefined) throw new Error('usage: npm run std-table -- GOROOT');
const parser = await createGoParser({
  runtime: readFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm'),
  grammar: readFileSync('wasm/tree-sitter-go.wasm'),
  flatten: readFileSync('wasm/flatten.wasm'),
});
const tree = new SourceTree(root, parser);
const since = readSince(root);
const lines: string[] = [];
for (const importPath of packagesBelow(root).sort()) {
  const facts = tree.of(importPath);
  if (facts !== undefined) lines.push(tableLine(publicFacts(facts, since)));
}
writeFileSync(TABLE, lines.join(''));
console.log(`${TABLE}: ${lines.length} packages, ${lines.join('').length} bytes`);
