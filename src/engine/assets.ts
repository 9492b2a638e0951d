/**
 * The files that lie beside the program: wasm modules, the table of the standard library, and the script and style of the
 * HTML report. Nothing else knows where.
 */
import { createHash } from 'node:crypto';
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

/** A text with its SHA-256 in base64, by which a page can allow it and nothing else. */
type PageAsset = Readonly<Record<'text' | 'sha256', string>>;

/** What an HTML report is made with. */
export async function loadPage(): Promise<Readonly<Record<'script' | 'style', PageAsset>>> {
  const [script, style] = await Promise.all(['page/page.js', 'page/page.css'].map(loadPageAsset));
  if (script === undefined || style === undefined) throw new Error('a file of the page is missing');
  return { script, style };
}

async function loadPageAsset(name: string): Promise<PageAsset> {
  const text = await readFile(assetUrl(name), 'utf8');
  return { text, sha256: createHash('sha256').update(text).digest('base64') };
}

/** The worker program. */
export const workerUrl = (): URL => assetUrl('worker.js');
