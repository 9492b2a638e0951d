/**
 * Completes the edits of a fix: insertions become empty ranges, and the imports that the edits need are added once.
 */
import type { Fix, TextEdit } from '../base/finding.ts';
import type { Position, Span } from '../base/position.ts';
import type { FixDetail } from '../rule/rule.ts';
import type { Place } from '../semantic/names/symbol.ts';
import type { Package } from '../semantic/package.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { positionAt } from '../syntax/source-file.ts';
import type { SyntaxTree } from '../syntax/tree.ts';
import { NO_NODE } from '../syntax/tree.ts';

export function completeFix(pkg: Package, detail: FixDetail, spanOf: (at: Place) => Span): Fix {
  const edits: TextEdit[] = detail.edits.map(({ at, side, text }) => ({ ...placed(spanOf(at), side), text }));
  const [first] = detail.edits;
  const missing =
    first === undefined ? [] : (detail.imports ?? []).filter(path => !isImported(pkg, first.at.file, path));
  const added = first === undefined || missing.length === 0 ? [] : [importEdit(pkg, first.at.file, missing)];
  return { title: detail.title, edits: [...added, ...edits] };
}

function placed(span: Span, side: 'before' | 'after' | undefined): Span {
  if (side === undefined) return span;
  const point = side === 'before' ? span.start : span.end;
  return { ...span, start: point, end: point };
}

function isImported(pkg: Package, file: number, path: string): boolean {
  return importSpecs(pkg.tree(file)).some(spec => spec.path === path);
}

function importSpecs(tree: SyntaxTree): { node: number; path: string }[] {
  return [...tree.nodesOfKind(Kind.ImportSpec)].map(node => ({
    node,
    path: tree.textOf(tree.childByField(node, Field.Path)).slice(1, -1),
  }));
}

/** Into the list where gofmt would sort it; a file with a lone import, or none, gets declarations of their own. */
function importEdit(pkg: Package, file: number, paths: readonly string[]): TextEdit {
  const tree = pkg.tree(file);
  const path = pkg.files[file]?.path ?? '';
  const insertion = (offset: number, text: string): TextEdit => {
    const at: Position = positionAt(tree, offset);
    return { path, start: at, end: at, text };
  };
  const list = [...tree.nodesOfKind(Kind.ImportSpecList)][0];
  if (list === undefined) {
    const anchor = tree.childOfKind(tree.root, Kind.PackageClause);
    const text = paths.map(added => `\n\nimport ${JSON.stringify(added)}`).join('');
    return insertion(anchor === NO_NODE ? 0 : tree.endOf(anchor), text);
  }
  const [firstAdded = ''] = paths;
  const specs = importSpecs(tree).filter(spec => tree.contains(list, spec.node));
  const next = specs.find(spec => spec.path > firstAdded) ?? specs.at(-1);
  const lines = paths.map(added => JSON.stringify(added));
  if (next === undefined) return insertion(tree.startOf(list) + 1, `\n${lines.map(line => `\t${line}`).join('\n')}\n`);
  return next.path > firstAdded
    ? insertion(tree.startOf(next.node), lines.map(line => `${line}\n\t`).join(''))
    : insertion(tree.endOf(next.node), lines.map(line => `\n\t${line}`).join(''));
}
