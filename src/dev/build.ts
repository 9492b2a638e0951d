/**
 * `npm run build`: programs and tests with esbuild, then types with tsc. With `--programs`, the programs alone: what an
 * install from git needs, which no error elsewhere should break.
 *
 * The steps do not depend on each other, so one that fails does not keep the others from saying what they found.
 */
import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { bundle, copyAssets, testPrograms } from './bundle.ts';

const WORKER = { worker: 'src/engine/worker.ts' };
const PROGRAMS = { ...WORKER, cli: 'src/cli/main.ts', index: 'src/index.ts' };
const SHEBANG = '#!/usr/bin/env node\n';

async function buildPrograms(): Promise<void> {
  await mkdir('dist', { recursive: true });
  await bundle(PROGRAMS, 'dist');
  await copyAssets('dist');
  await copyFile('src/config/schema.json', 'dist/schema.json');
  const cli = await readFile('dist/cli.js', 'utf8');
  if (!cli.startsWith('#!')) await writeFile('dist/cli.js', SHEBANG + cli);
  await chmod('dist/cli.js', 0o755);
}

async function buildTests(): Promise<void> {
  await mkdir('dist/test', { recursive: true });
  await bundle({ ...WORKER, ...(await testPrograms()) }, 'dist/test', 'external');
  await copyAssets('dist/test');
}

/** The page of the HTML report is checked apart, since it alone knows a browser's globals. */
const PROJECTS = [['--emitDeclarationOnly'], ['--project', 'src/report/html/page']];

function checkTypes(): Promise<void> {
  const tsc = 'node_modules/typescript/bin/tsc';
  const statuses = PROJECTS.map(
    flags => spawnSync(process.execPath, [tsc, ...flags, '--pretty', 'false'], { stdio: 'inherit' }).status,
  );
  const failed = statuses.find(status => status !== 0);
  return failed === undefined ? Promise.resolve() : Promise.reject(new Error(`tsc exited with ${String(failed)}`));
}

const steps = process.argv.includes('--programs') ? [buildPrograms] : [buildPrograms, buildTests, checkTypes];
for (const step of steps) {
  try {
    await step();
  } catch (error) {
    process.exitCode = 1;
    console.error(`build: ${step.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
