/**
 * Go text to a flat syntax tree; the only importer of web-tree-sitter.
 *
 * Browser-safe: the wasm binaries come in as bytes. tree-sitter's trees are freed before `parse` returns.
 */
import { Language, Parser } from 'web-tree-sitter';
import { copyByCursor } from './copy-reference.ts';
import { loadFlattener } from './flattener.ts';
import { loadRuntime } from './runtime.ts';
import { SyntaxTree } from './tree.ts';

export interface GoParserBinaries {
  /** web-tree-sitter.wasm of the installed web-tree-sitter. */
  readonly runtime: Uint8Array | WebAssembly.Module;
  /** tree-sitter-go.wasm from `wasm/`. */
  readonly grammar: Uint8Array;
  /** flatten.wasm from `wasm/`; without it trees are copied by the slower reference. */
  readonly flatten?: Uint8Array;
}

export interface GoParser {
  /** Never throws on any text: what is not Go comes out as error nodes. */
  parse(text: string): SyntaxTree;
}

/**
 * Loads the binaries and makes a parser. web-tree-sitter keeps one runtime per thread, so the runtime given first
 * serves all parsers.
 */
export async function createGoParser(binaries: GoParserBinaries): Promise<GoParser> {
  const runtime = await loadRuntime(binaries.runtime);
  const language = await Language.load(binaries.grammar);
  const copy = binaries.flatten ? await loadFlattener(runtime, binaries.flatten, language) : copyByCursor;
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text: string): SyntaxTree {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('tree-sitter gave up although nothing asked it to');
      try {
        return new SyntaxTree(text, copy(tree));
      } finally {
        tree.delete();
      }
    },
  };
}
