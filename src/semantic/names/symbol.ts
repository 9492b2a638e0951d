/**
 * What a name can stand for, and the functions of a package. Plain data made by the resolver; nothing here computes.
 */
import type { GoMinor } from '../../base/go-version.ts';
import type { NodeId, SyntaxTree } from '../../syntax/tree.ts';

/** Index of a file in its package. */
export type FileId = number;

/** A node of one file of the package: how the semantic model and the rules name a piece of code. */
export interface Place {
  readonly file: FileId;
  readonly node: NodeId;
  /** Where the piece ends with another node than `node`. */
  readonly endNode?: NodeId;
}

export type SymbolKind =
  /** An imported package; `path` says which. */
  | 'package'
  | 'type'
  | 'function'
  | 'variable'
  | 'constant'
  | 'builtin'
  | 'nil'
  /** Declared twice, or bound by an import that has no source: nothing is known. */
  | 'unknown';

/** What a variable is to its function; `global` for package-level ones. */
export type VariableRole = 'local' | 'parameter' | 'receiver' | 'result' | 'global';

export interface GoSymbol {
  readonly kind: SymbolKind;
  readonly name: string;
  /** The declaring identifier; undefined for predeclared names and for declarations of another unit. */
  readonly declaration: Place | undefined;
  /** Undefined unless `kind` is `variable`. */
  readonly role: VariableRole | undefined;
  /** The function whose scope holds it; undefined at package, file and universe level. */
  readonly owner: GoFunction | undefined;
  /** The import path of a `package`; of other symbols, where they were declared, or `''` for predeclared ones. */
  readonly path: string;
  /** Every identifier bound to it but the declaring one. */
  readonly uses: readonly Place[];
}

export interface GoFunction {
  /** In the order of their start, over the files of the package. */
  readonly index: number;
  readonly kind: 'function' | 'method' | 'literal';
  readonly place: Place;
  /** Declared name; of a literal, `''`. */
  readonly name: string;
  /** `importPath.Name`, `importPath.(*T).M` or `importPath.T.M`; of a literal, its outermost function's with `.func`. */
  readonly key: string;
  /** The function in which a literal stands; undefined at package level. */
  readonly parent: GoFunction | undefined;
  /** {@link NO_NODE} for a declaration without one. */
  readonly body: NodeId;
  readonly receiver: GoSymbol | undefined;
  /** Undefined for unnamed and blank ones, so that indexes are those of the signature. */
  readonly parameters: readonly (GoSymbol | undefined)[];
  readonly results: readonly (GoSymbol | undefined)[];
}

/** One file of the package as the semantic model sees it. */
export interface SourceUnit {
  /** Relative to the working directory, forward slashes. */
  readonly path: string;
  readonly tree: SyntaxTree;
  readonly isTest: boolean;
  /** Gives types and summaries but no findings. */
  readonly isGenerated: boolean;
  /** The language version of this file, which its build constraint may raise above the module's. */
  readonly language: GoMinor;
}
