/**
 * A real browser for tests: pages are opened from disk, offline, and may not load anything.
 *
 * Needs Chromium (Debian: `apt-get install chromium`), at /usr/bin/chromium or where CHROMIUM says. SCREENSHOTS=DIR keeps
 * pictures, for a person to look at.
 */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const SCREENSHOTS = process.env['SCREENSHOTS'];
const DESKTOP = { width: 1360, height: 900 };

if (!existsSync(CHROMIUM)) {
  throw new Error(
    `needs Chromium, and there is none at ${CHROMIUM}: install it, or say where it is with CHROMIUM=FILE`,
  );
}

let browser: Browser;

before(async () => {
  if (SCREENSHOTS !== undefined) await mkdir(SCREENSHOTS, { recursive: true });
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
});
after(() => browser.close());

/** Opens a file, hands it to the check, and fails on any error of the page or attempt to load something. */
export async function inBrowser(
  file: string,
  check: (page: Page) => Promise<void>,
  options: BrowserContextOptions & { readonly hash?: string } = {},
): Promise<void> {
  const { hash = '', ...contextOptions } = options;
  const context = await browser.newContext({
    viewport: DESKTOP,
    offline: true,
    reducedMotion: 'reduce',
    ...contextOptions,
  });
  const page = await context.newPage();
  const { href } = pathToFileURL(file);
  const problems: string[] = [];
  page.on('console', message => problems.push(message.text()));
  page.on('pageerror', error => problems.push(error.message));
  page.on('request', request => {
    if (request.url() !== href) problems.push(`asks for ${request.url()}`);
  });
  try {
    await page.goto(`${href}${hash}`);
    await check(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

export async function keep(page: Page, name: string, fullPage = false): Promise<void> {
  if (SCREENSHOTS !== undefined) await page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`), fullPage });
}
