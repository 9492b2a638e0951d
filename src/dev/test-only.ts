/**
 * `npm run test:only -- test/x.test.ts`: builds and runs just the named tests, without waiting for the rest.
 */
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundle, copyAssets } from './bundle.ts';

const sources = process.argv.slice(2).filter(argument => !argument.startsWith('-'));
const flags = process.argv.slice(2).filter(argument => argument.startsWith('-'));
if (sources.length === 0) throw new Error('name at least one test, such as test/layers.test.ts');

const names = sources.map(source => path.basename(source, '.ts'));
const outdir = `dist/test-only/${names.length === 1 ? String(names[0]) : 'several'}`;
const worker = 'src/engine/worker.ts';
const entryPoints = Object.fromEntries(sources.map((source, index) => [names[index] ?? source, source]));
await mkdir(outdir, { recursive: true });
await bundle(existsSync(worker) ? { ...entryPoints, worker } : entryPoints, outdir, 'external');
await copyAssets(outdir);
const programs = names.map(name => `${outdir}/${name}.js`);
process.exitCode = spawnSync(process.execPath, ['--test', ...flags, ...programs], { stdio: 'inherit' }).status ?? 1;
