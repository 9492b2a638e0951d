/**
 * The layers: each folder of `src` and `rules` may import only what its row of the table says. ARCHITECTURE.md shows the
 * same table; test/layers.test.ts plants a violation of each row. Imports of types count as imports.
 */

/**
 * Per layer: the files it holds, the layers (or single files) it may import, and why no more.
 *
 * `all` stands for every layer.
 */
const LAYERS = {
  base: { path: '^src/base/', may: [], reason: 'Plain data: everything else may import it, so it imports nothing.' },
  syntax: { path: '^src/syntax/', may: ['base'], reason: 'Go text to a flat tree; it knows nothing of what Go means.' },
  workspace: {
    path: '^src/workspace/',
    may: ['base'],
    reason: 'Finds modules, packages and files without parsing Go bodies.',
  },
  semantic: {
    path: '^src/semantic/',
    may: ['syntax', 'base'],
    reason: 'What a name means is independent of where its file came from and of which rules ask.',
  },
  rule: {
    path: '^src/rule/',
    may: ['semantic', 'syntax', 'base'],
    reason: 'The rule API: all that a rule may import, and nothing that a rule must not see.',
  },
  rules: {
    path: '^rules/[^/]+/',
    may: ['rule'],
    reason: 'A rule sees the program through the rule API alone, never another rule, a file or a profile.',
  },
  registry: { path: '^rules/index\\.ts$', may: ['rules', 'rule'], reason: 'The generated list of rules.' },
  profile: { path: '^src/profile/', may: ['base'], reason: 'Decodes and attributes profiles of any program.' },
  engine: {
    path: '^src/engine/',
    may: ['rule', 'registry', 'semantic', 'syntax', 'workspace', 'profile', 'base'],
    reason: 'Runs everything and prints nothing: it must not know config files, formats or the command line.',
  },
  report: {
    path: '^src/report/(?!html/page/)',
    may: ['base', 'rule-types'],
    reason: 'A reporter is a pure function from findings to text.',
  },
  page: {
    path: '^src/report/html/page/',
    may: ['report', 'base'],
    reason: 'The script of the HTML report is a program of its own, which runs in a browser alone.',
  },
  config: {
    path: '^src/config/',
    may: ['base', 'rule-types', 'effects'],
    reason: 'Config and flags become options before the engine is loaded.',
  },
  cli: { path: '^src/cli/', may: 'all', reason: 'The outermost layer.' },
  library: {
    path: '^src/index\\.ts$',
    may: ['engine', 'report', 'config', 'registry', 'rule', 'base'],
    reason: 'The published library must not pull in the command line or the development tools.',
  },
  testing: { path: '^src/testing/', may: 'all', reason: 'The fixture harness runs the whole.' },
  dev: { path: '^src/dev/', may: 'all', reason: 'Generators and build; not published.' },
  test: { path: '^test/', may: 'all', reason: 'Tests reach everything.' },
};

/** The files of `rule` that hold metadata and settings, and what the engine makes of them, not the semantic model. */
const RULE_TYPES = '^src/rule/(?:meta|selection|contexts|context-notes)\\.ts$';

/** The notation and the tables of effects, which a config extends. */
const EFFECTS = '^src/semantic/effects/';

const PARTS = { 'rule-types': RULE_TYPES, effects: EFFECTS };
const pathsOf = layers => layers.map(name => PARTS[name] ?? LAYERS[name].path);

/** A rule's folder is its own layer: `$1` is the folder that `from` matched. */
const ownPaths = name => (name === 'rules' ? ['^rules/$1/'] : [LAYERS[name].path]);

const layerRules = Object.entries(LAYERS)
  .filter(([, { may }]) => may !== 'all')
  .map(([name, { path, may, reason }]) => ({
    name: `layer-${name}`,
    comment: reason,
    severity: 'error',
    from: { path: name === 'rules' ? '^rules/([^/]+)/' : path },
    to: { path: '^(?:src|rules|test)/', pathNot: [...ownPaths(name), ...pathsOf(may)] },
  }));

const outermostRules = [
  {
    name: 'tools-stay-outside',
    comment: 'Tests and development tools are not published, so nothing that is may import them.',
    severity: 'error',
    from: { path: '^(?:src|rules)/', pathNot: pathsOf(['testing', 'dev']) },
    to: { path: pathsOf(['testing', 'dev', 'test']) },
  },
];

const PORTABLE = pathsOf(['base', 'syntax', 'semantic', 'rule', 'rules', 'registry', 'profile', 'report', 'page']);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...layerRules,
    ...outermostRules,
    {
      name: 'portable',
      comment: 'These folders run in a browser as well: no module of Node.',
      severity: 'error',
      from: { path: PORTABLE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-syntax-parses',
      comment: 'One place knows tree-sitter, so that trees are freed and positions converted in one place.',
      severity: 'error',
      from: { path: '^(?:src|rules)/', pathNot: [LAYERS.syntax.path, LAYERS.dev.path] },
      to: { path: 'node_modules/(?:web-)?tree-sitter' },
    },
    {
      name: 'only-cli-has-yargs',
      comment: 'The library and the worker must start without the command line.',
      severity: 'error',
      from: { path: '^(?:src|rules)/', pathNot: LAYERS.cli.path },
      to: { path: 'node_modules/(?:yargs|picocolors)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that import each other can only be understood together.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'An import that resolves to nothing is checked by no other rule here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      comment:
        'Development dependencies are not installed for users; a type leaves nothing at run time, and the page of the ' +
        'HTML report is bundled with what it needs.',
      severity: 'error',
      from: { path: '^(?:src|rules)/', pathNot: pathsOf(['dev', 'testing', 'page']) },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/testdata/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
