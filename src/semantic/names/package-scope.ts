/**
 * The names of a package as a whole: what its files declare at top level, what they import, and, for a test unit,
 * what the library that it belongs to declares.
 *
 * A name declared twice is unknown (code that does not compile, or files of two builds); so is an exported
 * name that only a dot import without source could bind.
 */
import { Field, Kind } from '../../syntax/kinds.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';
import type { Declarations, PackageFacts } from '../facts.ts';
import type { FileId, GoSymbol, Place, SourceUnit, SymbolKind, VariableRole } from './symbol.ts';
import { UNIVERSE } from './universe.ts';
import { isExported } from './exported.ts';

/** A symbol while the resolver still adds to it. */
export interface SymbolDraft extends GoSymbol {
  readonly uses: Place[];
}

export function draftSymbol(
  kind: SymbolKind,
  name: string,
  details: { declaration?: Place; role?: VariableRole; owner?: GoSymbol['owner']; path?: string } = {},
): SymbolDraft {
  const { declaration, role, owner, path = '' } = details;
  return { kind, name, declaration, role, owner, path, uses: [] };
}

export interface ImportBinding {
  readonly path: string;
  /** Whether its declarations are at hand. */
  readonly hasSource: boolean;
}

export class PackageScope {
  readonly path: string;
  /** By file, the import paths in order. */
  readonly imports: readonly (readonly ImportBinding[])[];
  private readonly declared = new Map<string, SymbolDraft>();
  private readonly fileScopes: readonly Map<string, SymbolDraft>[];
  private readonly dotImports: readonly ImportBinding[][];
  private readonly library: readonly PackageFacts[];
  private readonly declarations: Declarations;

  /** `library` holds the facts of other units of the same package, whose every name is in scope. */
  constructor(
    path: string,
    files: readonly SourceUnit[],
    declarations: Declarations,
    library: readonly PackageFacts[] = [],
  ) {
    this.path = path;
    this.library = library;
    this.declarations = declarations;
    files.forEach((file, id) => {
      this.declareTopLevel(file.tree, id);
    });
    const scanned = files.map(file => readImports(file.tree, declarations));
    this.imports = scanned.map(file => file.imports);
    this.fileScopes = scanned.map(file => file.names);
    this.dotImports = scanned.map(file => file.dotImports);
  }

  /** All top-level symbols of the unit's own files. */
  get symbols(): Iterable<SymbolDraft> {
    return this.declared.values();
  }

  /** The top-level symbol of this name in the unit's own files. */
  own(name: string): SymbolDraft | undefined {
    return this.declared.get(name);
  }

  /** Whether another unit of the package declares the type of this name. */
  isTypeOfLibrary(name: string): boolean {
    const isOwn = this.declared.get(name)?.declaration !== undefined;
    return !isOwn && this.library.some(({ types }) => Object.hasOwn(types, name));
  }

  /** What an identifier that no inner scope binds stands for; undefined if nothing is known of it. */
  lookup(name: string, file: FileId): GoSymbol | undefined {
    return (
      this.declared.get(name) ??
      this.fileScopes[file]?.get(name) ??
      this.fromLibrary(name) ??
      this.fromDotImports(name, file) ??
      UNIVERSE.get(name)
    );
  }

  private fromLibrary(name: string): GoSymbol | undefined {
    for (const facts of this.library) {
      const kind = kindIn(facts, name);
      if (kind !== undefined) return this.remember(name, kind, this.path);
    }
    return undefined;
  }

  private remember(name: string, kind: SymbolKind, path: string): SymbolDraft {
    const symbol = draftSymbol(kind, name, { path, ...(kind === 'variable' && { role: 'global' as const }) });
    this.declared.set(name, symbol);
    return symbol;
  }

  private fromDotImports(name: string, file: FileId): GoSymbol | undefined {
    if (!isExported(name)) return undefined;
    for (const { path, hasSource } of this.dotImports[file] ?? []) {
      if (!hasSource) return draftSymbol('unknown', name);
      const facts = this.declarations.of(path);
      const kind = facts === undefined ? undefined : kindIn(facts, name);
      if (kind !== undefined) return draftSymbol(kind, name, { path });
    }
    return undefined;
  }

  private declareTopLevel(tree: SyntaxTree, file: FileId): void {
    for (const declaration of tree.namedChildren(tree.root)) {
      for (const { kind, node } of declaredNames(tree, declaration))
        this.declare(kind, tree.textOf(node), { file, node });
    }
  }

  private declare(kind: SymbolKind, name: string, declaration: Place): void {
    if (name === '_' || (kind === 'function' && name === 'init')) return;
    const repeated = this.declared.has(name);
    const symbol = repeated
      ? draftSymbol('unknown', name, { path: this.path })
      : draftSymbol(kind, name, {
          declaration,
          path: this.path,
          ...(kind === 'variable' && { role: 'global' as const }),
        });
    this.declared.set(name, symbol);
  }
}

function kindIn(facts: PackageFacts, name: string): SymbolKind | undefined {
  if (Object.hasOwn(facts.types, name)) return 'type';
  if (Object.hasOwn(facts.functions, name)) return 'function';
  if (Object.hasOwn(facts.variables, name)) return 'variable';
  return Object.hasOwn(facts.constants, name) ? 'constant' : undefined;
}

/** The names that one top-level declaration declares; methods declare none. */
function* declaredNames(tree: SyntaxTree, declaration: NodeId): Generator<{ kind: SymbolKind; node: NodeId }> {
  switch (tree.kindOf(declaration)) {
    case Kind.FunctionDeclaration:
      yield { kind: 'function', node: tree.childByField(declaration, Field.Name) };
      return;
    case Kind.TypeDeclaration:
      yield* namesOfSpecs(tree, tree.namedChildren(declaration), 'type');
      return;
    case Kind.ConstDeclaration:
      yield* namesOfSpecs(tree, tree.namedChildren(declaration), 'constant');
      return;
    case Kind.VarDeclaration:
      yield* namesOfSpecs(tree, variableSpecs(tree, declaration), 'variable');
  }
}

function* namesOfSpecs(
  tree: SyntaxTree,
  specs: readonly NodeId[],
  kind: SymbolKind,
): Generator<{ kind: SymbolKind; node: NodeId }> {
  for (const spec of specs) for (const node of tree.childrenByField(spec, Field.Name)) yield { kind, node };
}

/** The specs of a `var` declaration, with or without parentheses. */
function variableSpecs(tree: SyntaxTree, declaration: NodeId): NodeId[] {
  return tree
    .namedChildren(declaration)
    .flatMap(child => (tree.kindOf(child) === Kind.VarSpecList ? tree.namedChildren(child) : [child]));
}

interface FileImports {
  readonly imports: ImportBinding[];
  readonly names: Map<string, SymbolDraft>;
  readonly dotImports: ImportBinding[];
}

function readImports(tree: SyntaxTree, declarations: Declarations): FileImports {
  const found: FileImports = { imports: [], names: new Map(), dotImports: [] };
  for (const declaration of tree.namedChildren(tree.root)) {
    if (tree.kindOf(declaration) !== Kind.ImportDeclaration) continue;
    for (const spec of tree.descendantsOfKind(declaration, Kind.ImportSpec))
      readImport(tree, spec, declarations, found);
  }
  return found;
}

/** `golang.org/x/net/context`, also as a copy below another path, gives the names of `context` once more. */
const renamedPath = (path: string): string => (OLD_CONTEXT.test(path) ? 'context' : path);

const OLD_CONTEXT = /(?:^|\/)golang\.org\/x\/net\/context$/;

function readImport(tree: SyntaxTree, spec: NodeId, declarations: Declarations, found: FileImports): void {
  const path = renamedPath(tree.textOf(tree.childByField(spec, Field.Path)).slice(1, -1));
  const declaredName = path === 'C' ? undefined : declarations.nameOf(path);
  const binding: ImportBinding = { path, hasSource: declaredName !== undefined };
  found.imports.push(binding);
  const alias = tree.childByField(spec, Field.Name);
  switch (tree.kindOf(alias)) {
    case Kind.Dot:
      found.dotImports.push(binding);
      return;
    case Kind.BlankIdentifier:
      return;
    case Kind.PackageIdentifier:
      found.names.set(tree.textOf(alias), draftSymbol('package', tree.textOf(alias), { path }));
      return;
  }
  const name = declaredName ?? lastElement(path);
  found.names.set(name, draftSymbol('package', name, { path }));
}

/**
 * The name that an import without source most probably has: its last element without a major version, without
 * `go-` before and `.v2` or `-go` after it.
 *
 * Binding it is safe: a wrong guess leaves an identifier unbound that no rule looks at, and a right one only ever
 * names functions of that import path.
 */
function lastElement(path: string): string {
  const elements = path.split('/').filter(element => !/^v\d+$/.test(element));
  const last = elements.at(-1) ?? path;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-/, '')
    .replace(/[-.]go$/, '')
    .replaceAll('-', '_');
}
