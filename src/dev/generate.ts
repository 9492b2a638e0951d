/**
 * `npm run generate`: writes everything that follows from something else, and with `--check` says what is stale instead.
 *
 * From `meta` of each rule: `rules/index.ts`, `rules/<id>/README.md`, the table in README.md and the JSON Schema of the
 * config file. From the Go grammar: `src/syntax/kinds.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Language, Parser } from 'web-tree-sitter';
import { compareText } from '../base/position.ts';
import { configSchema } from '../config/schema.ts';
import { FAMILIES, type RuleMeta } from '../rule/meta.ts';
import { generateKinds } from './kinds.ts';
import { loadRules } from './load-rules.ts';
import { examplesOf } from './regions.ts';
import { rulePage, ruleRegistry, ruleTable } from './rule-page.ts';

/** Text by path. */
type Files = Map<string, string>;

const TABLE = /(<!-- rules:begin -->\n)[\s\S]*?(<!-- rules:end -->)/;

async function readmeWith(table: string): Promise<string> {
  const readme = await readFile('README.md', 'utf8');
  if (!TABLE.test(readme)) throw new Error('README.md: the markers of the rule table are missing');
  return readme.replace(TABLE, (_, begin: string, end: string) => `${begin}\n${table}\n\n${end}`);
}

function byFamily(a: RuleMeta, b: RuleMeta): number {
  return FAMILIES.indexOf(a.family) - FAMILIES.indexOf(b.family) || compareText(a.id, b.id);
}

async function kindsOfGrammar(): Promise<string> {
  await Parser.init();
  return generateKinds(await Language.load('wasm/tree-sitter-go.wasm'));
}

async function generated(): Promise<Files> {
  const metas = (await loadRules()).map(({ meta }) => meta);
  const files: Files = new Map();
  files.set('src/syntax/kinds.ts', await kindsOfGrammar());
  files.set('rules/index.ts', ruleRegistry(metas.map(({ id }) => id)));
  files.set('src/config/schema.json', `${JSON.stringify(configSchema(metas), null, 2)}\n`);
  files.set('README.md', await readmeWith(ruleTable([...metas].sort(byFamily))));
  for (const meta of metas) files.set(`rules/${meta.id}/README.md`, rulePage(meta, await examplesOf(meta.id)));
  return files;
}

async function isStale([file, text]: readonly [string, string]): Promise<boolean> {
  return (await readFile(file, 'utf8').catch(() => undefined)) !== text;
}

for (const [file, text] of await generated()) {
  if (!(await isStale([file, text]))) continue;
  if (process.argv.includes('--check')) {
    process.exitCode = 1;
    console.error(`${file} is stale: run npm run generate`);
  } else {
    await writeFile(file, text);
    console.error(`wrote ${file}`);
  }
}
