/**
 * Go text to a flat syntax tree; the only importer of web-tree-sitter.
 *
 * Browser-safe: the wasm binaries come in as bytes. tree-sitter's trees are freed before `parse` returns.
 */
import { Language, type Node, Parser } from 'web-tree-sitter';
import { copyByCursor } from './copy-reference.ts';
import { loadFlattener } from './flattener.ts';
import { loadRuntime } from './runtime.ts';
import { FLAG_HAS_ERROR, type NodeId, SyntaxTree, type TreeArrays } from './tree.ts';

export interface GoParserBinaries {
  /** web-tree-sitter.wasm of the installed web-tree-sitter. */
  readonly runtime: Uint8Array | WebAssembly.Module;
  /** tree-sitter-go.wasm from `wasm/`. */
  readonly grammar: Uint8Array;
  /** flatten.wasm from `wasm/`; without it trees are copied by the slower reference. */
  readonly flatten?: Uint8Array;
}

export interface GoParser {
  /**
   * Never throws on any text: what is not Go comes out as error nodes.
   *
   * @param hasBom the file starts with a byte-order mark, which `text` lacks; positions count it.
   */
  parse(text: string, hasBom?: boolean): SyntaxTree;
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
    parse(text, hasBom = false) {
      const tree = parser.parse(text);
      if (tree === null) throw new Error('tree-sitter gave up although nothing asked it to');
      try {
        const arrays = copy(tree);
        if (tree.rootNode.hasError) markHiddenError(tree.rootNode, arrays);
        return new SyntaxTree(text, arrays, hasBom);
      } finally {
        tree.delete();
      }
    },
  };
}

/**
 * Marks the way down to the first error that no node stands for: tree-sitter also makes up tokens that it never
 * shows, such as a line end.
 */
function markHiddenError(root: Node, { flags, subtreeEnd }: TreeArrays): void {
  if (((flags[0] ?? 0) & FLAG_HAS_ERROR) !== 0) return;
  let flat: NodeId = 0;
  for (let node: Node | undefined = root; node !== undefined;) {
    flags[flat] = (flags[flat] ?? 0) | FLAG_HAS_ERROR;
    const children: Node[] = node.children;
    const inner = children.findIndex(child => child.hasError);
    flat++;
    for (let before = 0; before < inner; before++) flat = subtreeEnd[flat] ?? flat;
    node = children[inner];
  }
}
