/**
 * How sources become programs: the one place that knows esbuild's settings and what lies beside a program.
 *
 * A program finds its worker (`worker.js`), its wasm files (`wasm/`), the table of Go's standard library (`std/`) and the
 * script and style of the HTML report (`page/`) beside itself, so every output folder is complete: `dist` and `dist/test`
 * alike.
 */
import { type BuildOptions, build } from 'esbuild';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Dependencies in CommonJS call `require`, which an ES module has not. The alias keeps the name free for them. */
const REQUIRE_BANNER =
  "import { createRequire as createRequireHere } from 'node:module';\nconst require = createRequireHere(import.meta.url);";

const SETTINGS = {
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Identifiers and lines stay readable, since Node prints the source line of an uncaught exception.
  minifySyntax: true,
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  // The tables of effects.
  loader: { '.yml': 'text' },
  banner: { js: REQUIRE_BANNER },
} satisfies BuildOptions;

const GENERATED = /\.js(?:\.LEGAL\.txt)?$/;

/**
 * Bundles the entry points (output name to source path) into a folder and removes what an earlier build left there.
 */
export async function bundle(
  entryPoints: Readonly<Record<string, string>>,
  outdir: string,
  dependencies: 'bundled' | 'external' = 'bundled',
): Promise<void> {
  const packages = dependencies === 'external' ? 'external' : 'bundle';
  const { metafile } = await build({ ...SETTINGS, entryPoints: { ...entryPoints }, outdir, packages });
  const written = new Set(Object.keys(metafile.outputs).map(file => path.resolve(file)));
  for (const entry of await readdir(outdir, { withFileTypes: true })) {
    const file = path.resolve(outdir, entry.name);
    if (entry.isFile() && GENERATED.test(entry.name) && !written.has(file)) await rm(file, { force: true });
  }
}

/** Puts there what the programs in `outdir` load at run time. */
export async function copyAssets(outdir: string): Promise<void> {
  const wasm = path.join(outdir, 'wasm');
  await mkdir(wasm, { recursive: true });
  await cp('node_modules/web-tree-sitter/web-tree-sitter.wasm', path.join(wasm, 'web-tree-sitter.wasm'));
  for (const name of await readdir('wasm')) {
    if (name.endsWith('.wasm')) await cp(path.join('wasm', name), path.join(wasm, name));
  }
  await cp('src/semantic/std', path.join(outdir, 'std'), {
    recursive: true,
    filter: source => !source.endsWith('.ts'),
  });
  await bundlePage(path.join(outdir, 'page'));
}

/** The script and the style of the HTML report, with the licences of what they contain. */
async function bundlePage(outdir: string): Promise<void> {
  const { metafile, outputFiles } = await build({
    entryPoints: { page: 'src/report/html/page/main.ts' },
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
    write: false,
  });
  await mkdir(outdir, { recursive: true });
  const licences = await licencesOf(Object.keys(metafile.inputs));
  for (const { path: file, text } of outputFiles) {
    await writeFile(file, file.endsWith('.js') ? `${text}/*!\n${licences}*/\n` : text);
  }
}

/** The licence text of each package that the files belong to. Equal texts of several packages are given once each. */
async function licencesOf(files: readonly string[]): Promise<string> {
  const packages = new Set(files.flatMap(file => /node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const texts = await Promise.all(
    [...packages].sort().map(async folder => {
      const licence = await readFile(path.join(folder, 'LICENSE'), 'utf8');
      return `${path.basename(folder)}\n\n${licence.replaceAll('\r', '').trim()}\n\n`;
    }),
  );
  return texts.join('');
}

/** The tests, by output name. */
export async function testPrograms(): Promise<Record<string, string>> {
  const names = (await readdir('test')).filter(name => name.endsWith('.test.ts')).sort();
  return Object.fromEntries(names.map(name => [path.basename(name, '.ts'), `test/${name}`]));
}
