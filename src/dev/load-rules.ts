/**
 * Loads the rules from their folders rather than from the registry, which may be stale or not there yet.
 */
import { build } from 'esbuild';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Rule } from '../rule/rule.ts';

const BUNDLE = path.resolve('dist/dev/rules.mjs');

/** The ids of all folders of `rules/` that hold a rule, in order. */
export async function ruleIds(): Promise<string[]> {
  const entries = await readdir('rules', { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory() && existsSync(`rules/${entry.name}/rule.ts`))
    .map(entry => entry.name)
    .sort();
}

/** The rules of `rules/<id>/rule.ts`, in the order of their ids. Throws if a folder and the id in it differ. */
export async function loadRules(): Promise<Rule[]> {
  const ids = await ruleIds();
  const imports = ids.map((id, index) => `import { rule as r${index} } from './rules/${id}/rule.ts';`);
  const list = `export const rules = [${ids.map((_, index) => `r${index}`).join(', ')}];`;
  await build({
    stdin: { contents: [...imports, list].join('\n'), resolveDir: '.', loader: 'ts' },
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  const { rules } = (await import(pathToFileURL(BUNDLE).href)) as { readonly rules: readonly Rule[] };
  for (const [index, { meta }] of rules.entries()) {
    if (meta.id !== ids[index]) throw new Error(`rules/${String(ids[index])}/rule.ts: its id is ${meta.id}`);
  }
  return [...rules];
}
