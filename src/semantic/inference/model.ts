/**
 * A parsed and resolved package: what type inference and everything above it starts from.
 */
import { Kind } from '../../syntax/kinds.ts';
import { NO_NODE, type NodeId, type SyntaxTree } from '../../syntax/tree.ts';
import type { Effects } from '../effects/table.ts';
import { BUILT_IN_EFFECTS } from '../effects/table.ts';
import type { Declarations, PackageFacts } from '../facts.ts';
import { PackageScope } from '../names/package-scope.ts';
import type { FileBindings } from '../names/resolver.ts';
import { resolveFile } from '../names/resolver.ts';
import type { FileId, GoFunction, GoSymbol, Place, SourceUnit } from '../names/symbol.ts';

export interface PackageModel {
  readonly path: string;
  /** As in the package clause; empty if no file has one. */
  readonly name: string;
  readonly files: readonly SourceUnit[];
  readonly bindings: readonly FileBindings[];
  readonly scope: PackageScope;
  readonly declarations: Declarations;
  /** What functions do that no signature tells. */
  readonly effects: Effects;
  readonly functions: readonly GoFunction[];
}

/** `library`: the facts of other units of the same package, whose every name is in scope. */
export function resolvePackage(
  path: string,
  files: readonly SourceUnit[],
  declarations: Declarations,
  library: readonly PackageFacts[] = [],
  effects: Effects = BUILT_IN_EFFECTS,
): PackageModel {
  const scope = new PackageScope(path, files, declarations, library);
  const bindings: FileBindings[] = [];
  const functions: GoFunction[] = [];
  files.forEach((file, id) => {
    const resolved = resolveFile(id, file, scope, functions.length);
    bindings.push(resolved);
    functions.push(...resolved.functions);
  });
  return { path, name: packageName(files), files, bindings, scope, declarations, effects, functions };
}

/** The name in the package clause of the first file that has one. */
function packageName(files: readonly SourceUnit[]): string {
  for (const { tree } of files) {
    const clause = tree.childOfKind(tree.root, Kind.PackageClause);
    const name = clause === NO_NODE ? NO_NODE : tree.firstNamedChild(clause);
    if (name !== NO_NODE) return tree.textOf(name);
  }
  return '';
}

export function treeOf(model: PackageModel, file: FileId): SyntaxTree {
  const unit = model.files[file];
  if (unit === undefined) throw new RangeError(`package ${model.path} has no file ${file}`);
  return unit.tree;
}

export function symbolAt(model: PackageModel, file: FileId, node: NodeId): GoSymbol | undefined {
  return model.bindings[file]?.symbols.get(node);
}

export function textAt(model: PackageModel, { file, node }: Place): string {
  return treeOf(model, file).textOf(node);
}
