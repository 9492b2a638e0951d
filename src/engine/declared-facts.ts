/**
 * What a package declares, read from its sources without analysing bodies: no function of it has a summary, so what
 * it does stays unknown.
 *
 * The names are found by the outlines of its files. A declaration is parsed and resolved when its fact is read, as a
 * small unit of its own that sees the package as test units see their library; a type comes with its methods, and a
 * `const` group whole.
 */
import { readFileSync } from 'node:fs';
import { NEWEST_GO } from '../base/go-version.ts';
import { exportFacts } from '../semantic/export-facts.ts';
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import { FACTS_SCHEMA } from '../semantic/facts.ts';
import { Inference } from '../semantic/inference/inference.ts';
import { resolvePackage } from '../semantic/inference/model.ts';
import type { SourceUnit } from '../semantic/names/symbol.ts';
import type { DeclarationKeyword, Outline, OutlinedDeclaration, OutlinedImport } from '../syntax/outline.ts';
import { outlineOf } from '../syntax/outline.ts';
import type { GoParser } from '../syntax/parser.ts';
import { decodeSource, MAX_NESTING, nestingOf } from '../syntax/source-file.ts';
import type { WellFounded } from './well-founded.ts';

export interface DeclaredPackage {
  readonly importPath: string;
  /** As in the package clause. */
  readonly name: string;
  /** Absolute paths of the files that belong to the build. */
  readonly files: readonly string[];
}

/** What it takes to read declarations. */
export interface DeclarationReader {
  readonly parser: GoParser;
  /** Those of the package and of its imports. */
  readonly declarations: Declarations;
  /** The facts of what each declaration declares, of all packages: their types may depend on each other. */
  readonly facts: WellFounded<object, DeclaredFacts>;
}

export type DeclaredFacts = Pick<PackageFacts, 'types' | 'functions' | 'variables' | 'constants'>;

/** Of what depends on itself or is declared twice. */
export const NOTHING_DECLARED: DeclaredFacts = { types: {}, functions: {}, variables: {}, constants: {} };
const UNKNOWN_FACT = { type: '?' };

/** The facts of a package as its importers see them. Undefined if no file of it can be read. Never throws. */
export function declaredFacts(
  { importPath, name, files }: DeclaredPackage,
  reader: DeclarationReader,
): PackageFacts | undefined {
  const outlines = files.flatMap(file => outlineAt(file) ?? []);
  return outlines.length === 0 ? undefined : new DeclaredNames(importPath, name, outlines, reader).facts;
}

interface OutlinedFile extends Outline {
  readonly path: string;
}

function outlineAt(path: string): OutlinedFile | undefined {
  try {
    const { text, problem } = decodeSource(readFileSync(path));
    return problem === undefined ? { path, ...outlineOf(text) } : undefined;
  } catch {
    return undefined;
  }
}

const KINDS = { const: 'constants', func: 'functions', type: 'types', var: 'variables' } as const satisfies Record<
  DeclarationKeyword,
  keyof DeclaredFacts
>;

interface LocatedDeclaration {
  readonly file: OutlinedFile;
  readonly declaration: OutlinedDeclaration;
}

class DeclaredNames {
  readonly facts: PackageFacts;
  private readonly reader: DeclarationReader;
  private readonly byName = new Map<string, LocatedDeclaration | 'repeated'>();
  /** By the name of the type. */
  private readonly methods = new Map<string, LocatedDeclaration[]>();

  constructor(importPath: string, name: string, files: readonly OutlinedFile[], reader: DeclarationReader) {
    this.reader = reader;
    const empty = { types: {}, functions: {}, variables: {}, constants: {} };
    this.facts = { schema: FACTS_SCHEMA, path: importPath, name, ...empty };
    for (const file of files) for (const declaration of file.declarations) this.add({ file, declaration });
  }

  private add(located: LocatedDeclaration): void {
    const { keyword, names, receiver } = located.declaration;
    if (receiver !== undefined) {
      const methods = this.methods.get(receiver);
      if (methods === undefined) this.methods.set(receiver, [located]);
      else methods.push(located);
      return;
    }
    for (const name of names) {
      if (name === '_' || (keyword === 'func' && name === 'init')) continue;
      if (this.byName.has(name)) this.byName.set(name, 'repeated');
      else this.declare(name, keyword, located);
    }
  }

  private declare(name: string, keyword: DeclarationKeyword, located: LocatedDeclaration): void {
    this.byName.set(name, located);
    const kind = KINDS[keyword];
    const get = (): unknown => {
      if (this.byName.get(name) === 'repeated') return UNKNOWN_FACT;
      const { [kind]: facts } = this.reader.facts.get(located, () => this.read(located));
      return Object.hasOwn(facts, name) ? facts[name] : UNKNOWN_FACT;
    };
    Object.defineProperty(this.facts[kind], name, { enumerable: true, get });
  }

  /** The facts of all that a declaration declares. */
  private read(located: LocatedDeclaration): DeclaredFacts {
    const { keyword, names } = located.declaration;
    const methods = keyword === 'type' ? names.flatMap(name => this.methods.get(name) ?? []) : [];
    const byFile = new Map<OutlinedFile, OutlinedDeclaration[]>();
    for (const { file, declaration } of [located, ...methods]) {
      const declared = byFile.get(file);
      if (declared === undefined) byFile.set(file, [declaration]);
      else declared.push(declaration);
    }
    const units = [...byFile].flatMap(([file, declared]) => this.unitOf(file, declared) ?? []);
    const { path, name } = this.facts;
    const { declarations } = this.reader;
    const inference = new Inference(resolvePackage(path, units, declarations, [this.facts]));
    return exportFacts(inference, name, () => undefined);
  }

  private unitOf(file: OutlinedFile, declared: readonly OutlinedDeclaration[]): SourceUnit | undefined {
    const { parser, declarations } = this.reader;
    const qualifiers = new Set(declared.flatMap(({ qualifiers }) => qualifiers).filter(name => !this.byName.has(name)));
    const imports = importsNamed(qualifiers, file.imports, declarations);
    const lines = imports.map(({ name = '', path }) => `import ${name} "${path}"\n`);
    const text = `package p\n${lines.join('')}${declared.map(({ text }) => `${text}\n`).join('')}`;
    const tree = parser.parse(text);
    if (nestingOf(tree) > MAX_NESTING) return undefined;
    // The language of a file decides what its bodies do, and these are gone.
    return { path: file.path, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  }
}

/**
 * The imports that `qualifiers` may name, asking as few packages for their names as will do: those first that look
 * as if they were called so.
 */
function importsNamed(
  qualifiers: ReadonlySet<string>,
  imports: readonly OutlinedImport[],
  declarations: Declarations,
): readonly OutlinedImport[] {
  const renamed = imports.filter(({ name }) => name === '.' || (name !== undefined && qualifiers.has(name)));
  const left = [...qualifiers].filter(one => !renamed.some(({ name }) => name === one));
  const unnamed = left.length === 0 ? [] : imports.filter(({ name }) => name === undefined);
  const found = left.map(one => unnamed.find(({ path }) => path.includes(one) && declarations.nameOf(path) === one));
  const needed = found.every(one => one !== undefined) ? found : unnamed;
  return [...renamed, ...needed];
}
