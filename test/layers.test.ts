/**
 * The checks of the layers are themselves checked: a planted violation of each must be caught, since a linter under a
 * wrong setup is silent.
 *
 * The layers are read from dependency-cruiser's own configuration, on a copy of the tree's shape with one module per layer.
 */
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import { ESLint } from 'eslint';

const DEPENDENCY_CRUISER = path.resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const SETTINGS = [
  '.dependency-cruiser.mjs',
  'eslint.config.js',
  'tsconfig.json',
  'package.json',
  'src/report/html/page/tsconfig.json',
];

/** One module of each layer, and one of each that the table of DESIGN forbids it to import. */
const MODULES = {
  base: 'src/base/a.ts',
  syntax: 'src/syntax/a.ts',
  workspace: 'src/workspace/a.ts',
  semantic: 'src/semantic/a.ts',
  effects: 'src/semantic/effects/notation.ts',
  rule: 'src/rule/rule.ts',
  ruleMeta: 'src/rule/meta.ts',
  oneRule: 'rules/one-rule/rule.ts',
  otherRule: 'rules/other-rule/rule.ts',
  registry: 'rules/index.ts',
  profile: 'src/profile/a.ts',
  engine: 'src/engine/a.ts',
  report: 'src/report/a.ts',
  page: 'src/report/html/page/a.ts',
  config: 'src/config/a.ts',
  cli: 'src/cli/a.ts',
  library: 'src/index.ts',
  testing: 'src/testing/a.ts',
  dev: 'src/dev/a.ts',
  test: 'test/a.test.ts',
} as const;
type Layer = keyof typeof MODULES;

/** What each layer may import: the table of ARCHITECTURE.md, written a second time on purpose. */
const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  base: [],
  syntax: ['base'],
  workspace: ['base'],
  semantic: ['effects', 'syntax', 'base'],
  effects: ['semantic', 'syntax', 'base'],
  rule: ['ruleMeta', 'semantic', 'effects', 'syntax', 'base'],
  ruleMeta: ['rule', 'semantic', 'effects', 'syntax', 'base'],
  oneRule: ['rule', 'ruleMeta'],
  otherRule: ['rule', 'ruleMeta'],
  registry: ['oneRule', 'otherRule', 'rule', 'ruleMeta'],
  profile: ['base'],
  engine: ['rule', 'ruleMeta', 'registry', 'semantic', 'effects', 'syntax', 'workspace', 'profile', 'base'],
  report: ['base', 'ruleMeta'],
  page: ['report', 'base'],
  config: ['base', 'ruleMeta', 'effects'],
  cli: [
    'base',
    'syntax',
    'workspace',
    'semantic',
    'effects',
    'rule',
    'ruleMeta',
    'oneRule',
    'otherRule',
    'registry',
    'profile',
    'engine',
    'report',
    'page',
    'config',
    'library',
  ],
  library: ['engine', 'report', 'config', 'registry', 'rule', 'ruleMeta', 'base'],
  testing: layers(),
  dev: layers(),
  test: layers(),
};

const PORTABLE: readonly Layer[] = [
  'base',
  'syntax',
  'semantic',
  'effects',
  'rule',
  'ruleMeta',
  'oneRule',
  'otherRule',
  'registry',
  'profile',
  'report',
  'page',
];

/** Names that a browser has not, each used in a way that compiles. */
const NODE_GLOBALS = ['process.pid', 'Buffer.from("")', '__dirname', 'globalThis.process.pid', 'require("x")'];

function layers(): Layer[] {
  return Object.keys(MODULES) as Layer[];
}

function forbiddenTo(from: Layer): Layer[] {
  return layers().filter(to => to !== from && !MAY_IMPORT[from].includes(to));
}

function importsIn(from: Layer, targets: readonly Layer[]): string {
  const dir = path.dirname(MODULES[from]);
  const specifiers = targets.map(target => {
    const relative = path.relative(dir, MODULES[target]);
    return relative.startsWith('.') ? relative : `./${relative}`;
  });
  return specifiers.map((specifier, index) => `import type { T as T${index} } from '${specifier}';\n`).join('');
}

/** Writes one module per layer, with what `contentOf` gives it. */
async function plant(dir: string, contentOf: (layer: Layer) => string): Promise<void> {
  for (const layer of layers()) {
    const file = path.join(dir, MODULES[layer]);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, `${contentOf(layer)}export type T = string;\n`);
  }
}

/** Runs dependency-cruiser with the project's own settings. Its exit code counts violations, so it is not looked at. */
function cruise(dir: string): Promise<ICruiseResult> {
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src', 'rules', 'test'];
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [DEPENDENCY_CRUISER, ...args],
      { cwd: dir, maxBuffer: 2 ** 26 },
      (error, stdout, stderr) => {
        if (stdout === '') reject(new Error(stderr, { cause: error }));
        else resolve(JSON.parse(stdout) as ICruiseResult);
      },
    );
  });
}

/** The violations of one module, as `rule: target`. */
function violationsOf({ summary }: ICruiseResult, layer: Layer): string[] {
  return summary.violations.filter(({ from }) => from === MODULES[layer]).map(({ rule, to }) => `${rule.name}: ${to}`);
}

describe('the layers', () => {
  let dir = '';

  before(async () => {
    await mkdir('dist', { recursive: true });
    dir = await mkdtemp(path.resolve('dist', 'layers-'));
    for (const file of SETTINGS) await cp(file, path.join(dir, file));
  });
  after(() => rm(dir, { recursive: true, force: true }));

  it('allow each import of the table', async () => {
    await plant(dir, from =>
      importsIn(
        from,
        MAY_IMPORT[from].filter(to => to !== from),
      ),
    );

    const { summary } = await cruise(dir);

    // Type imports are no cycles, so nothing at all is left to say.
    assert.deepEqual(summary.violations, []);
    assert.equal(summary.totalCruised, layers().length);
  });

  it('forbid each import that is not in the table', async () => {
    await plant(dir, from => importsIn(from, forbiddenTo(from)));

    const { summary } = await cruise(dir);

    assert.equal(summary.totalCruised, layers().length);
    for (const from of layers()) {
      const caught = summary.violations.filter(violation => violation.from === MODULES[from]).map(({ to }) => to);
      assert.deepEqual(
        [...new Set(caught)].sort(),
        forbiddenTo(from)
          .map(to => MODULES[to])
          .sort(),
        from,
      );
    }
  });

  it('keep modules of Node out of what runs in a browser', async () => {
    await plant(dir, () => "import type { Stats } from 'node:fs';\nexport type S = Stats;\n");

    const result = await cruise(dir);

    for (const layer of layers()) {
      assert.deepEqual(violationsOf(result, layer), PORTABLE.includes(layer) ? ['portable: fs'] : [], layer);
    }
  });

  it('keep tree-sitter in syntax, and yargs in the command line', async () => {
    await plant(dir, () => "import type { A } from 'web-tree-sitter';\nimport type { B } from 'yargs';\n");

    const result = await cruise(dir);

    const rulesBrokenBy = (layer: Layer) => violationsOf(result, layer).map(violation => violation.split(':')[0]);
    assert.deepEqual(rulesBrokenBy('syntax'), ['only-cli-has-yargs']);
    assert.deepEqual(rulesBrokenBy('cli'), ['only-syntax-parses']);
    assert.deepEqual(rulesBrokenBy('engine').sort(), ['only-cli-has-yargs', 'only-syntax-parses']);
  });

  it('see cycles, and imports that lead nowhere', async () => {
    const imports: Partial<Record<Layer, string>> = {
      base: "export * from '../syntax/a.ts';\n",
      syntax: "export * from '../base/a.ts';\n",
      engine: "export * from './missing.ts';\n",
    };
    await plant(dir, layer => imports[layer] ?? '');

    const result = await cruise(dir);

    assert.ok(violationsOf(result, 'base').includes('no-cycles: src/syntax/a.ts'));
    assert.deepEqual(violationsOf(result, 'engine'), ['resolvable: ./missing.ts']);
  });

  it('keep globals and modules of Node out of what runs in a browser, by name', async () => {
    const content = [
      "import 'node:fs';",
      "import 'fs';",
      ...NODE_GLOBALS.map((use, i) => `export const v${i} = ${use};`),
    ];
    await plant(dir, () => `${content.join('\n')}\n`);

    for (const layer of layers()) {
      const reported = await restricted(dir, layer);

      const expected = PORTABLE.includes(layer) ? [1, 2, 3, 4, 5, 6, 7] : MAY_USE_PROCESS.includes(layer) ? [] : [3, 6];
      assert.deepEqual(reported, expected, layer);
    }
  });

  it('let only the command line print', async () => {
    await plant(dir, () => "console.log('x');\n");

    for (const layer of layers()) {
      const reported = await linesWith(dir, layer, ['no-console']);

      assert.deepEqual(reported, MAY_PRINT.includes(layer) ? [] : [1], layer);
    }
  });
});

const MAY_USE_PROCESS: readonly Layer[] = ['cli', 'dev', 'test'];
const MAY_PRINT: readonly Layer[] = ['cli', 'dev'];

function restricted(dir: string, layer: Layer): Promise<number[]> {
  return linesWith(dir, layer, ['no-restricted-globals', 'no-restricted-imports']);
}

/** The lines of a planted module on which ESLint, with the project's own settings, reports one of the rules. */
async function linesWith(dir: string, layer: Layer, ruleIds: readonly string[]): Promise<number[]> {
  const eslint = new ESLint({ cwd: dir, ruleFilter: ({ ruleId }) => ruleIds.includes(ruleId) });
  const [result] = await eslint.lintFiles([MODULES[layer]]);
  assert.ok(result, 'the module was linted');
  return result.messages.map(({ line }) => line);
}
