/**
 * What a package declares, read from its sources without analysing bodies: no function of it has a summary, so what
 * it does stays unknown.
 */
import { readFileSync } from 'node:fs';
import { NEWEST_GO } from '../base/go-version.ts';
import { exportFacts } from '../semantic/export-facts.ts';
import type { Declarations, PackageFacts } from '../semantic/facts.ts';
import { Inference } from '../semantic/inference/inference.ts';
import { resolvePackage } from '../semantic/inference/model.ts';
import type { GoSymbol, SourceUnit } from '../semantic/names/symbol.ts';
import { outlineOf } from '../syntax/outline.ts';
import type { GoParser } from '../syntax/parser.ts';
import { decodeSource, MAX_NESTING, nestingOf } from '../syntax/source-file.ts';

export interface DeclaredPackage {
  readonly importPath: string;
  /** As in the package clause. */
  readonly name: string;
  /** Absolute paths of the files that belong to the build. */
  readonly files: readonly string[];
}

/**
 * The facts of a package as its importers see them; `declarations` are those of its own imports. Undefined if no file
 * of it can be read. Never throws for what lies on disk.
 */
export function declaredFacts(
  { importPath, name, files }: DeclaredPackage,
  parser: GoParser,
  declarations: Declarations,
): PackageFacts | undefined {
  const units = files.flatMap(file => outlinedFile(file, parser) ?? []);
  if (units.length === 0) return undefined;
  const inference = new Inference(resolvePackage(importPath, units, declarations));
  return exportFacts(inference, name, () => undefined, isVisibleOutside);
}

function outlinedFile(path: string, parser: GoParser): SourceUnit | undefined {
  const text = textOf(path);
  if (text === undefined) return undefined;
  const tree = parser.parse(outlineOf(text));
  if (nestingOf(tree) > MAX_NESTING) return undefined;
  // The language of a file decides what its bodies do, and these are gone.
  return { path, tree, isTest: false, isGenerated: false, language: NEWEST_GO };
}

function textOf(path: string): string | undefined {
  try {
    const { text, problem } = decodeSource(readFileSync(path));
    return problem === undefined ? text : undefined;
  } catch {
    return undefined;
  }
}

/** An exported declaration may give out a value of an unexported type, but not the name of another declaration. */
function isVisibleOutside({ kind, name }: GoSymbol): boolean {
  return kind === 'type' || /^\p{Lu}/u.test(name);
}
