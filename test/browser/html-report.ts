/**
 * `npm run test:browser`: HTML reports of the example module and of a profiled one in a browser. See open-page.ts for what it
 * needs, and build before it.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { RankedFinding } from '../../src/base/finding.ts';
import { CLEAN, RANKED, UNRANKED } from '../report-sample.ts';
import './flame-graphs.ts';
import { inBrowser, keep } from './open-page.ts';
import { DETAILS, EXAMPLE, exampleReport, madeReport, ROWS, texts } from './reports.ts';

describe('the findings', () => {
  it('are sorted at their headings, by mouse or keyboard', () =>
    inBrowser(exampleReport(), async page => {
      const ranks = (): Promise<string[]> => texts(page, `${ROWS} td.rank`);
      const asReported = await ranks();
      await page.click('th.rank button');
      assert.deepEqual(await ranks(), asReported.toReversed());
      assert.equal(await page.getAttribute('th.rank', 'aria-sort'), 'descending');
      await page.focus('th.place button');
      await page.keyboard.press('Enter');
      const places = await texts(page, `${ROWS} .where code`);
      assert.deepEqual(
        places.map(place => place.split(':')[0]),
        places.map(place => place.split(':')[0]).toSorted(),
      );
      await page.click('th.cum button');
      assert.match((await texts(page, `${ROWS} td.cum`))[0] ?? '', /^1\.54MB/);
      await page.selectOption('select[name=sort]', 'rank');
      assert.deepEqual(await ranks(), asReported);
    }));

  it('are filtered by text, severity, rule and measurement, and the address says how', () =>
    inBrowser(exampleReport(), async page => {
      const all = await page.locator(ROWS).count();
      await page.keyboard.press('/');
      await page.keyboard.type('orders.go goroutine');
      assert.ok((await page.locator(ROWS).count()) < all);
      for (const place of await texts(page, `${ROWS} .where code`)) assert.match(place, /orders\.go/);
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate('document.activeElement.localName'), 'a');
      await page.click('button[type=reset]');
      await page.locator(`#count:text-is("${all} findings")`).waitFor();
      await page.check('.chips .error input');
      assert.deepEqual([...new Set(await texts(page, `${ROWS} td.severity`))], ['error']);
      assert.match(page.url(), /#severity=error$/);
      await page.click('.rules a:text("ticker-not-stopped")');
      assert.deepEqual(await texts(page, `${ROWS} td.rule`), ['ticker-not-stopped']);
      await page.reload();
      assert.deepEqual(await texts(page, `${ROWS} td.rule`), ['ticker-not-stopped']);
    }));

  it('open with source, bytes of each line and what to change, by mouse or keyboard', () =>
    inBrowser(exampleReport(), async page => {
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator(DETAILS).count(), 1);
      const marked = page.locator(`${DETAILS} .code tr.at`);
      assert.match((await marked.textContent()) ?? '', /c\.headers\[sku\] = image\[:headerSize\]/);
      assert.equal(await marked.locator('mark').first().textContent(), 'image[:headerSize]');
      assert.match(await page.locator(`${DETAILS} .code tr.evidence`).innerText(), /1\.54MB\s+1\.54MB\s+51/);
      assert.match(await page.locator(`${DETAILS} .code tr.note`).innerText(), /allocated here/);
      assert.match(await page.locator(`${DETAILS} ins`).last().innerText(), /bytes\.Clone\(image\[:headerSize\]\)/);
      await keep(page, 'open');
      await page.emulateMedia({ media: 'print' });
      assert.ok(await page.locator('.toolbar').isHidden());
      await keep(page, 'print', true);
      await page.emulateMedia({ media: 'screen' });
      await page.keyboard.press('j');
      await page.keyboard.press('k');
      await page.keyboard.press('Enter');
      assert.equal(await page.locator(DETAILS).count(), 0);
      await page.click(`${ROWS} >> nth=2`);
      assert.equal(await page.locator(`${ROWS} a[aria-expanded=true]`).count(), 1);
    }));

  it('open where the address names them', () =>
    inBrowser(
      exampleReport(),
      async page => {
        assert.equal(await page.getAttribute('#f3 a', 'aria-expanded'), 'true');
      },
      { hash: '#f3' },
    ));
});

/** Milliseconds from typing to the new layout. */
const FILTERING_TIME = `(() => {
  const control = document.querySelector('input[type=search]');
  const started = performance.now();
  control.value = 'pkg42';
  control.dispatchEvent(new InputEvent('input', { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - started;
})()`;

describe('the page', () => {
  it('is dark where the system is, or at a click', async () => {
    const ground = (page: Page): Promise<string> =>
      page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    let dark = '';
    await inBrowser(
      exampleReport(),
      async page => {
        dark = await ground(page);
        await keep(page, 'dark');
      },
      { colorScheme: 'dark' },
    );
    await inBrowser(exampleReport(), async page => {
      assert.notEqual(await ground(page), dark);
      await page.keyboard.press('t');
      await page.keyboard.press('t');
      assert.equal(await ground(page), dark);
    });
  });

  it('fits a narrow window', () =>
    inBrowser(
      exampleReport(),
      async page => {
        await page.click(`${ROWS} >> nth=0`);
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await keep(page, 'narrow', true);
      },
      { viewport: { width: 400, height: 800 } },
    ));

  it('lists the findings without a script', () =>
    inBrowser(
      exampleReport(),
      async page => {
        assert.equal(await page.locator(ROWS).count(), 14);
        assert.ok(await page.locator('pre.scriptless').first().isVisible());
        assert.equal(await page.locator('.scripted:visible').count(), 0);
        await keep(page, 'scriptless');
      },
      { javaScriptEnabled: false },
    ));

  it('lists its keys', () =>
    inBrowser(exampleReport(), async page => {
      await page.keyboard.press('?');
      assert.ok(await page.locator('dialog.keys').isVisible());
      await keep(page, 'keys');
      await page.keyboard.press('Escape');
      assert.ok(await page.locator('dialog.keys').isHidden());
    }));

  it('works without a profile, and without findings', async () => {
    await inBrowser(await madeReport('unranked.html', UNRANKED), async page => {
      assert.equal(await page.locator(ROWS).count(), 3);
      await page.click(`${ROWS} >> nth=0`);
      assert.match(await page.locator(DETAILS).innerText(), /source could not be read/);
      await keep(page, 'unranked');
    });
    await inBrowser(await madeReport('clean.html', CLEAN), async page => {
      assert.ok(await page.locator('.clean').isVisible());
      await keep(page, 'clean');
    });
  });

  it('stays quick with two thousand findings', async () => {
    const [model] = RANKED.findings;
    assert.ok(model);
    const findings = Array.from({ length: 2000 }, (_, index): RankedFinding => {
      const path = `pkg${index % 70}/file${index % 11}.go`;
      return { ...model, path, rank: index + 1, fingerprint: index.toString(16).padStart(16, '0') };
    });
    await inBrowser(await madeReport('large.html', { ...RANKED, findings }), async page => {
      const took = await page.evaluate<number>(FILTERING_TIME);
      assert.ok(took < 500, `filtering took ${took} ms`);
      assert.match((await page.locator('#count').textContent()) ?? '', /^\d+ of 2000 findings$/);
    });
    await inBrowser(
      await madeReport('large.html', { ...RANKED, findings }),
      async page => {
        assert.ok(await page.locator('#f1500-detail').isVisible());
        await page.keyboard.press('j');
        await page.keyboard.press('Enter');
        assert.ok(await page.locator('#f1501-detail').isVisible());
        await page.click('th.rank button');
        assert.ok((await page.locator(ROWS).count()) < 600, `${await page.locator(ROWS).count()} rows`);
        assert.match((await page.locator(ROWS).first().getAttribute('id')) ?? '', /^f2000$/);
        await page.locator('.more').scrollIntoViewIfNeeded();
        await page.locator('#f1750').waitFor({ state: 'visible' });
      },
      { hash: '#f1500' },
    );
  });

  it('holds no path of this machine', async () => {
    const text = await readFile(exampleReport(), 'utf8');
    assert.ok(!text.includes(path.resolve(EXAMPLE)));
    assert.ok(!text.includes(os.tmpdir()));
  });
});
