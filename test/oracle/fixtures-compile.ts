/**
 * Compiles every fixture of every rule, tests included (needs Go, no network): what does not compile shows nothing.
 *
 *   npm run fixtures:compile [-- RULE…]
 *
 * A fixture with dependencies brings its own go.mod and a consistent `vendor/`. Exits with 1 if anything does not compile.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Fixture, fixturesOf } from '../../src/testing/fixture.ts';

const GO_ENVIRONMENT = { ...process.env, GOFLAGS: '', GOWORK: 'off', GOTOOLCHAIN: 'local', GOPROXY: 'off' };

/** What the compiler says, or `''`. */
async function complaintsAbout({ dir, go }: Fixture): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'goleaklint-compile-'));
  try {
    await cp(dir, copy, { recursive: true });
    const module = path.join(copy, 'go.mod');
    if (!existsSync(module)) await writeFile(module, `module fixture\n\ngo 1.${go}\n`);
    const options = { cwd: copy, env: GO_ENVIRONMENT, encoding: 'utf8' } as const;
    const { status, stdout, stderr, error } = spawnSync('go', ['test', '-vet=off', '-run=^$', './...'], options);
    if (error !== undefined) throw error;
    return status === 0 ? '' : stdout + stderr;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function allRules(): string[] {
  return readdirSync('rules', { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

const chosen = process.argv.slice(2);
const fixtures = (
  await Promise.all((chosen.length > 0 ? chosen : allRules()).map(id => fixturesOf('rules', id)))
).flat();
let failed = 0;
for (const fixture of fixtures) {
  const complaints = await complaintsAbout(fixture);
  if (complaints === '') continue;
  failed++;
  console.error(`${fixture.name}:\n${complaints}`);
}
console.log(`${fixtures.length} fixtures, ${failed} do not compile`);
process.exitCode = failed > 0 || fixtures.length === 0 ? 1 : 0;
