/**
 * Types are checked as strictly as typescript-eslint can; sizes and nesting are bounded; and the folders that must run
 * in a browser are kept free of Node. Layers between folders are dependency-cruiser's part.
 */
import tseslint from 'typescript-eslint';

/** Folders that run in a browser as well as in Node: bytes and lookups come in through parameters. */
const PORTABLE = ['src/{base,syntax,semantic,rule,profile,report}/**/*.ts', 'rules/*/*.ts', 'rules/index.ts'];

const NODE_GLOBALS = [
  'process',
  'Buffer',
  '__dirname',
  '__filename',
  'require',
  'module',
  'global',
  'setImmediate',
  'clearImmediate',
];
const NODE_MODULES = [
  'assert',
  'async_hooks',
  'buffer',
  'child_process',
  'cluster',
  'console',
  'constants',
  'crypto',
  'dgram',
  'diagnostics_channel',
  'dns',
  'domain',
  'events',
  'fs',
  'http',
  'http2',
  'https',
  'inspector',
  'module',
  'net',
  'os',
  'path',
  'perf_hooks',
  'process',
  'punycode',
  'querystring',
  'readline',
  'repl',
  'stream',
  'string_decoder',
  'sys',
  'timers',
  'tls',
  'tty',
  'url',
  'util',
  'v8',
  'vm',
  'wasi',
  'worker_threads',
  'zlib',
];

const NO_NODE = 'This folder also runs in a browser: take bytes and lookups through parameters.';
const NO_PROCESS = 'Only src/cli touches the process: take what you need as an option.';

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'testdata/', 'rules/*/testdata/', 'wasm/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // Leaving a field out with a rest pattern names it.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      // A switch counts once: one flat case per kind of node is easy to read.
      complexity: ['error', { max: 15, variant: 'modified' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { globals: [{ name: 'process', message: NO_PROCESS }], checkGlobalObject: true },
      ],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map(name => ({ name, message: NO_PROCESS })) },
      ],
    },
  },
  {
    // What a program prints and how it exits is decided at its edge.
    files: ['src/cli/**/*.ts', 'src/dev/**/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-globals': 'off', 'no-restricted-imports': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-globals': 'off',
      'no-restricted-imports': 'off',
      'max-lines-per-function': 'off',
      // node:test collects the promises of describe and it by itself.
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
    },
  },
  {
    // Prints what it measured, for a person.
    files: ['test/oracle/**/*.ts', 'test/eval/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: PORTABLE,
    rules: {
      'no-restricted-globals': [
        'error',
        { globals: NODE_GLOBALS.map(name => ({ name, message: NO_NODE })), checkGlobalObject: true },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: NODE_MODULES.map(name => ({ name, message: NO_NODE })),
          patterns: [{ group: ['node:*'], message: NO_NODE }],
        },
      ],
    },
  },
);
