/**
 * The files that lie beside the program: wasm modules and the table of the standard library. Nothing else knows where.
 */
import { readFile } from 'node:fs/promises';
import { StandardDeclarations } from '../semantic/std/standard-declarations.ts';
import type { GoParser } from '../syntax/parser.ts';
import { createGoParser } from '../syntax/parser.ts';

const assetUrl = (name: string): URL => new URL(name, import.meta.url);

/** A parser for this thread. */
export async function loadParser(): Promise<GoParser> {
  const [runtime, grammar, flatten] = await Promise.all(
    ['wasm/web-tree-sitter.wasm', 'wasm/tree-sitter-go.wasm', 'wasm/flatten.wasm'].map(name =>
      readFile(assetUrl(name)),
    ),
  );
  if (runtime === undefined || grammar === undefined || flatten === undefined)
    throw new Error('a wasm file is missing');
  return createGoParser({ runtime, grammar, flatten });
}

export async function loadStandardLibrary(): Promise<StandardDeclarations> {
  return new StandardDeclarations(await readFile(assetUrl('std/declarations.tsv'), 'utf8'));
}

/** The worker program. */
export const workerUrl = (): URL => assetUrl('worker.js');
