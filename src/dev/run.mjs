/**
 * Runs one of the TypeScript programs of this folder: `node src/dev/run.mjs build --flag`.
 *
 * Plain JavaScript, since Node 20 cannot run TypeScript: it bundles `<name>.ts` with esbuild and imports the result.
 */
import { build } from 'esbuild';
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

const root = fileURLToPath(new URL('../../', import.meta.url));
const name = process.argv[2];
if (name === undefined || !/^[a-z-]+$/.test(name)) {
  throw new Error(`expected the name of a program in src/dev, such as "build"; got "${String(name)}"`);
}

const outfile = path.join(root, 'dist/dev', `${name}.mjs`);
await build({
  entryPoints: [path.join(root, 'src/dev', `${name}.ts`)],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
process.chdir(root);
process.argv.splice(1, 2, outfile);
await import(pathToFileURL(outfile).href);
