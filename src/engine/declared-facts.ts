/**
 * What a package declares, read from its sources without analysing bodies: no function of it has a summary, so what
 * it does stays unknown.
 *
 * The names are found by the outlines of its files. A declaration is parsed and resolved when its fact is read, as a
 * small unit of its own that sees the package as test units see their library. So is each method; a `const` group is
 * one declaration.
 */
import { readFileSync } from 'node:fs';
import { NEWEST_GO } from '../base/go-version.ts';
import { exportFacts, methodFacts } from '../semantic/export-facts.ts';
import type { Declarations, MethodFact, PackageFacts, TypeFact } from '../semantic/facts.ts';
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
  /** By the name of the type and their own. */
  private readonly methods = new Map<string, Map<string, LocatedDeclaration>>();

  constructor(importPath: string, name: string, files: readonly OutlinedFile[], reader: DeclarationReader) {
    this.reader = reader;
    const empty = { types: {}, functions: {}, variables: {}, constants: {} };
    this.facts = { schema: FACTS_SCHEMA, path: importPath, name, ...empty };
    for (const file of files) for (const declaration of file.declarations) this.add({ file, declaration });
  }

  private add(located: LocatedDeclaration): void {
    const { keyword, names, receiver } = located.declaration;
    for (const name of names) {
      if (receiver !== undefined) this.addMethod(receiver, name, located);
      else if (name === '_' || (keyword === 'func' && name === 'init')) continue;
      else if (this.byName.has(name)) this.byName.set(name, 'repeated');
      else this.declare(name, keyword, located);
    }
  }

  private addMethod(type: string, name: string, located: LocatedDeclaration): void {
    const methods = this.methods.get(type);
    if (methods === undefined) this.methods.set(type, new Map([[name, located]]));
    else methods.set(name, located);
  }

  private declare(name: string, keyword: DeclarationKeyword, located: LocatedDeclaration): void {
    this.byName.set(name, located);
    const kind = KINDS[keyword];
    onDemand(this.facts[kind], name, () => {
      if (this.byName.get(name) === 'repeated') return UNKNOWN_FACT;
      const { [kind]: facts } = this.reader.facts.get(located, () => this.read(located));
      return Object.hasOwn(facts, name) ? facts[name] : UNKNOWN_FACT;
    });
  }

  /** The facts of all that a declaration declares. */
  private read(located: LocatedDeclaration): DeclaredFacts {
    const facts = exportFacts(this.inferenceOf(located), this.facts.name, () => undefined);
    const types = Object.entries(facts.types).map(([name, fact]) => [name, this.withMethods(name, fact)] as const);
    return { ...facts, types: Object.fromEntries(types) };
  }

  private withMethods(type: string, fact: TypeFact): TypeFact {
    const declared = this.methods.get(type);
    if (declared === undefined) return fact;
    const methods: Record<string, MethodFact> = {};
    for (const [name, located] of declared) onDemand(methods, name, () => this.methodFact(type, name, located));
    return { ...fact, methods };
  }

  private methodFact(type: string, name: string, located: LocatedDeclaration): MethodFact {
    const read = (): DeclaredFacts => {
      const functions = methodFacts(this.inferenceOf(located), type, () => undefined);
      return { ...NOTHING_DECLARED, functions };
    };
    const { functions } = this.reader.facts.get(located, read);
    return Object.hasOwn(functions, name) ? (functions[name] ?? UNKNOWN_FACT) : UNKNOWN_FACT;
  }

  private inferenceOf({ file, declaration }: LocatedDeclaration): Inference {
    const unit = this.unitOf(file, declaration);
    const units = unit === undefined ? [] : [unit];
    return new Inference(resolvePackage(this.facts.path, units, this.reader.declarations, [this.facts]));
  }

  private unitOf(file: OutlinedFile, declaration: OutlinedDeclaration): SourceUnit | undefined {
    const { parser, declarations } = this.reader;
    const qualifiers = new Set(declaration.qualifiers.filter(name => !this.byName.has(name)));
    const imports = importsNamed(qualifiers, file.imports, declarations);
    const lines = imports.map(({ name = '', path }) => `import ${name} "${path}"\n`);
    const tree = parser.parse(`package p\n${lines.join('')}${declaration.text}`);
    if (nestingOf(tree) > MAX_NESTING) return undefined;
    // The language of a file decides what its bodies do, and these are gone.
    return { path: file.path, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
  }
}

/** Gives `record` a property that is worked out when it is read. */
function onDemand<T>(record: Readonly<Record<string, T>>, name: string, get: () => T): void {
  Object.defineProperty(record, name, { enumerable: true, get });
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
