/**
 * Reports to open in a browser, and what is looked at in all of them.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before } from 'node:test';
import type { Page } from 'playwright-core';
import type { RunReport } from '../../src/base/report.ts';
import { loadPage } from '../../src/engine/assets.ts';
import { htmlReporter } from '../../src/report/html/html.ts';
import { PIPED } from '../report-sample.ts';

export const EXAMPLE = 'testdata/example';
let dir = '';

before(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'goleaklint-browser-'));
});
after(() => rm(dir, { recursive: true }));

/** The report that the built command writes of the example module. */
export function exampleReport(): string {
  return writtenReport('example.html', EXAMPLE, ['heap.pb.gz']);
}

/** Of a module with one finding about goroutines and two about memory. */
export function reportOfBoth(): string {
  return writtenReport('both.html', 'testdata/profiles/src', ['../exact-plain.pb.gz', '../goroutine.pb.gz']);
}

function writtenReport(name: string, module: string, profiles: readonly string[]): string {
  const file = path.join(dir, name);
  if (existsSync(file)) return file;
  const given = profiles.flatMap(profile => ['--profile', profile]);
  const argv = ['--enable', 'all', ...given, '--fail-on', 'none', '--format', `html:${file}`, './...'];
  const { status, stderr } = spawnSync(process.execPath, [path.resolve('dist/cli.js'), ...argv], {
    cwd: module,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return file;
}

export async function madeReport(name: string, report: RunReport): Promise<string> {
  const file = path.join(dir, name);
  await writeFile(file, htmlReporter(await loadPage())(report, PIPED));
  return file;
}

export const ROWS = '#findings > tbody > tr:not(.detail):visible';
export const DETAILS = '#findings > tbody > tr.detail:visible';

export function texts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).allTextContents();
}
