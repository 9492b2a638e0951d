/**
 * Runs a TypeScript program that is not part of the product: `node src/dev/run.mjs build --flag` one of this folder,
 * `node src/dev/run.mjs test/oracle/go-list` a comparison with Go's own tools, `test/eval/precision` an evaluation,
 * `test/browser/html-report` a test in a browser.
 *
 * Plain JavaScript, since Node 20 cannot run TypeScript: it bundles the program with esbuild and imports the result.
 * All but the first run the engine, so they go where the last build has put all that the engine loads.
 */
import { build } from 'esbuild';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

const NAME = /^(?:(test\/(?:oracle|eval|browser))\/)?([a-z-]+)$/;

const root = fileURLToPath(new URL('../../', import.meta.url));
const [, folder, program] = NAME.exec(process.argv[2] ?? '') ?? [];
if (program === undefined) {
  throw new Error(`expected a program such as "build" or "test/oracle/go-list", got "${process.argv[2]}"`);
}

const outfile = path.join(root, folder === undefined ? `dist/dev/${program}.mjs` : `dist/test/${program}.mjs`);
await build({
  entryPoints: [path.join(root, folder ?? 'src/dev', `${program}.ts`)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  loader: { '.yml': 'text' },
});
process.chdir(root);
process.argv.splice(1, 2, outfile);
await import(pathToFileURL(outfile).href);
