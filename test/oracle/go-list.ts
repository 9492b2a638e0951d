/**
 * Compares the workspace with `go list` (needs Go, no network): packages, and their library, test and external test
 * files, of every module under the given directories. Exits with 1 if anything differs.
 *
 *   npm run oracle:golist -- DIRECTORY… [--pattern=./...] [--goos=linux] [--goarch=amd64] [--cgo=1] [--tags=a,b]
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { UnitVariant } from '../../src/workspace/model.ts';
import { loadWorkspace } from '../../src/workspace/load.ts';
import { moduleDirs } from '../module-dirs.ts';

const VARIANT_KEYS = {
  library: ['GoFiles', 'CgoFiles'],
  tests: ['TestGoFiles'],
  'external-tests': ['XTestGoFiles'],
} as const satisfies Record<UnitVariant, readonly string[]>;

/** As `go list -json` prints it: a missing list is empty. */
interface ListedPackage {
  readonly ImportPath: string;
  readonly GoFiles?: readonly string[];
  readonly CgoFiles?: readonly string[];
  readonly TestGoFiles?: readonly string[];
  readonly XTestGoFiles?: readonly string[];
}

/** `import path, variant, file name` of each file. */
type Listing = ReadonlySet<string>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pattern: { type: 'string', default: './...' },
    goos: { type: 'string', default: 'linux' },
    goarch: { type: 'string', default: 'amd64' },
    cgo: { type: 'string', default: '1' },
    tags: { type: 'string', default: '' },
  },
});
const env = {
  GOOS: values.goos,
  GOARCH: values.goarch,
  CGO_ENABLED: values.cgo,
  GOFLAGS: values.tags === '' ? '' : `-tags=${values.tags}`,
};

function goListing(cwd: string): Listing {
  const fields = ['ImportPath', ...Object.values(VARIANT_KEYS).flat()].join(',');
  // -find does not look at imports, so missing dependencies do no harm.
  const { stdout, stderr, error, status } = spawnSync(
    'go',
    ['list', '-e', '-find', `-json=${fields}`, values.pattern],
    {
      cwd,
      env: { ...process.env, ...env, GOPROXY: 'off', GOTOOLCHAIN: 'local' },
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`go list in ${cwd} exited with ${String(status)}: ${stderr}`);
  const packages = JSON.parse(`[${stdout.replaceAll(/^\}\n\{$/gm, '},{')}]`) as ListedPackage[];
  return new Set(
    packages.flatMap(listed =>
      Object.entries(VARIANT_KEYS).flatMap(([variant, keys]) =>
        keys.flatMap(key => (listed[key] ?? []).map(file => `${listed.ImportPath} ${variant} ${file}`)),
      ),
    ),
  );
}

async function ourListing(
  cwd: string,
): Promise<{ listing: Listing; milliseconds: number; notices: readonly string[] }> {
  const start = performance.now();
  const { units, notices } = await loadWorkspace({
    cwd,
    patterns: [values.pattern],
    env,
    tests: true,
    allPlatforms: false,
    moduleCache: false,
  });
  const milliseconds = performance.now() - start;
  const listing = units
    .filter(unit => unit.reported)
    .flatMap(unit => unit.files.map(file => `${unit.importPath} ${unit.variant} ${path.basename(file.path)}`));
  return {
    listing: new Set(listing),
    milliseconds,
    notices: notices.map(({ path: at, message }) => `${at ?? ''}: ${message}`),
  };
}

function missingFrom(all: Listing, from: Listing): string[] {
  return [...all].filter(entry => !from.has(entry)).sort();
}

function packagesIn(listing: Listing): number {
  return new Set([...listing].map(entry => entry.split(' ', 1)[0])).size;
}

if (positionals.length === 0) throw new Error('name at least one directory that holds Go modules');
let differences = 0;
for (const root of positionals) {
  for (const dir of moduleDirs(path.resolve(root))) {
    const expected = goListing(dir);
    const { listing, milliseconds, notices } = await ourListing(dir);
    const missing = missingFrom(expected, listing);
    const extra = missingFrom(listing, expected);
    differences += missing.length + extra.length;
    const figures = `${packagesIn(expected)} packages, ${expected.size} files, ${missing.length + extra.length} differences`;
    console.log(`${dir}: ${figures}, loaded in ${milliseconds.toFixed(0)} ms`);
    for (const notice of notices) console.log(`  notice ${notice}`);
    for (const entry of missing) console.log(`  only go list: ${entry}`);
    for (const entry of extra) console.log(`  only here: ${entry}`);
  }
}
process.exitCode = differences === 0 ? 0 : 1;
