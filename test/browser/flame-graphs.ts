/** The flame graphs of the HTML report. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import type { FlameFrame, FlameGraph, ProfileDetails } from '../../src/base/details.ts';
import type { RankedFinding } from '../../src/base/finding.ts';
import { RANKED } from '../report-sample.ts';
import { inBrowser, keep } from './open-page.ts';
import { DETAILS, exampleReport, madeReport, reportOfBoth, ROWS, texts } from './reports.ts';

describe('the flame graph', () => {
  it('marks the frames of findings; a click on one opens its finding', () =>
    inBrowser(exampleReport(), async page => {
      const marked = page.locator('.canvas g[data-kind=warning]');
      assert.ok((await page.locator('.canvas g.frame').count()) > 50);
      assert.ok((await marked.count()) > 1);
      await keep(page, 'light');
      await marked.first().click();
      assert.equal(await page.locator(DETAILS).count(), 1);
      const rule = (await page.locator('.frame-info button').first().textContent()) ?? '';
      assert.match(rule, /^#\d+ \S+$/);
      assert.equal(await page.locator('tr.open td.rule').textContent(), rule.replace(/^#\d+ /, ''));
    }));

  it('shows the frames of a finding, by its button or by f', () =>
    inBrowser(exampleReport(), async page => {
      await page.keyboard.press('j');
      await page.keyboard.press('f');
      const shown = page.locator('.canvas g[data-shown]');
      assert.match((await shown.first().getAttribute('aria-label')) ?? '', /catalog\.go:51, 1\.54MB/);
      await page.click('button:text("Show all")');
      assert.equal(await shown.count(), 0);
      await page.click(`${ROWS} >> nth=4`);
      await page.click('button:text("Show in flame graph")');
      assert.ok((await shown.count()) > 0);
      await keep(page, 'flame');
    }));

  it('is a tree to the keyboard', () =>
    inBrowser(exampleReport(), async page => {
      const active = async (): Promise<string> => {
        const id = await page.getAttribute('.canvas', 'aria-activedescendant');
        return (await page.getAttribute(`#${id ?? 'none'}`, 'aria-label')) ?? '';
      };
      await page.focus('.canvas');
      assert.match(await active(), /^all, 7\.72MB/);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      assert.match(await active(), /^main\.main/);
      await page.keyboard.press('n');
      assert.match(await active(), /Obscure internal\/export\/export\.go:35/);
      await page.keyboard.press('Enter');
      assert.equal(await page.locator('tr.open td.rule').textContent(), 'missing-prealloc');
    }));
});

/** As many frames as there may be: each finding has one, with one callee. */
function bushOf(fingerprints: readonly string[]): FlameGraph {
  const frames = fingerprints.flatMap((fingerprint, index): FlameFrame[] => {
    const frame = { function: `main.f${index}`, inModule: true, total: 1 };
    return [
      { ...frame, parent: -1, self: 0, findings: [fingerprint] },
      { ...frame, parent: 2 * index, self: 1, findings: [] },
    ];
  });
  return { frames, total: fingerprints.length, omitted: 0 };
}

/** Milliseconds from choosing the second graph, which is not drawn yet, to its layout. */
const SWITCHING_TIME = `(() => {
  const [, second] = document.querySelectorAll('#flame input[type=radio]');
  const started = performance.now();
  second.click();
  document.body.getBoundingClientRect();
  return performance.now() - started;
})()`;

describe('flame graphs of goroutines and of memory', () => {
  const GRAPH = '.canvas:visible';
  /** Whether the outermost frame is as wide as the graph, which it is once all is drawn. */
  const FITS = `(() => {
    const canvas = document.querySelector('.canvas:not([hidden])');
    const widths = [...canvas.querySelectorAll('g.frame')].map(frame => frame.getBoundingClientRect().width);
    return Math.abs(Math.max(...widths) - canvas.clientWidth) <= 2;
  })()`;
  const graph = (page: Page): Promise<string | null> => page.getAttribute(GRAPH, 'aria-label');

  it('are shown one at a time, first the one that ranks first', () =>
    inBrowser(reportOfBoth(), async page => {
      assert.equal(await page.locator(GRAPH).count(), 1);
      assert.equal(await graph(page), 'Stacks, goroutine');
      assert.ok(await page.getByRole('radio', { name: 'goroutine' }).isChecked());
      assert.match(await page.locator('#flame .about:visible p').innerText(), /^14$/);
      await keep(page, 'both-goroutines');
    }));

  it('are switched by mouse or keyboard, and stay as they were', () =>
    inBrowser(reportOfBoth(), async page => {
      await page.getByRole('group', { name: 'Measured' }).getByText('alloc_space').click();
      assert.equal(await graph(page), 'Stacks, alloc_space');
      assert.match(await page.locator('#flame .about:visible p').innerText(), /^1\.27MB$/);
      assert.ok((await page.locator(`${GRAPH} g.frame`).count()) > 20);
      await page.waitForFunction(FITS);
      await keep(page, 'both-memory');
      await page.keyboard.press('ArrowLeft');
      assert.equal(await graph(page), 'Stacks, goroutine');
      await page.setViewportSize({ width: 900, height: 900 });
      await page.keyboard.press('ArrowRight');
      assert.equal(await graph(page), 'Stacks, alloc_space');
      await page.waitForFunction(FITS);
      assert.equal(await page.locator('#flame .about:visible').count(), 1);
    }));

  it('have the frames of different findings; f and the button show the right one', () =>
    inBrowser(reportOfBoth(), async page => {
      const shown = page.locator(`${GRAPH} g[data-shown]`);
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('f');
      assert.equal(await graph(page), 'Stacks, alloc_space');
      assert.match((await shown.first().getAttribute('aria-label')) ?? '', /probe\.go:19, .*missing-prealloc/);
      await page.click(`${ROWS} >> nth=0`);
      await page.click('button:text("Show in flame graph")');
      assert.equal(await graph(page), 'Stacks, goroutine');
      assert.ok(await page.getByRole('radio', { name: 'goroutine' }).isChecked());
      assert.match((await shown.first().getAttribute('aria-label')) ?? '', /main\.go:69, 3 .*#1 abandoned-send/);
      await shown.first().click();
      assert.equal(await page.locator('tr.open td.rule').textContent(), 'abandoned-send');
      const ids = await page.evaluate<string[]>('[...document.querySelectorAll("[id]")].map(({ id }) => id)');
      assert.equal(new Set(ids).size, ids.length);
    }));

  it('come with weights of lines in the measure of the finding', () =>
    inBrowser(reportOfBoth(), async page => {
      await page.click(`${ROWS} >> nth=0`);
      const headings = (): Promise<string[]> => texts(page, `${DETAILS} .code th`);
      assert.deepEqual(await headings(), ['goroutines', 'line', 'source']);
      assert.match(await page.locator(`${DETAILS} .code tr.at`).innerText(), /^3\s+69\s+results <- i/);
      await keep(page, 'both-open');
      await page.click(`${ROWS} >> nth=0`);
      await page.click(`${ROWS} >> nth=1`);
      assert.deepEqual(await headings(), ['flat', 'own', 'cum', 'line', 'source']);
      assert.match(await page.locator(`${DETAILS} dl`).innerText(), /samples\s+\d+/);
    }));

  it('stay quick with two thousand findings, all of which have frames', async () => {
    const [model] = RANKED.findings;
    assert.ok(model && RANKED.ranking);
    const findings = Array.from({ length: 2000 }, (_, index): RankedFinding => {
      return { ...model, rank: index + 1, fingerprint: index.toString(16).padStart(16, '0') };
    });
    const memory: ProfileDetails = {
      measures: 'memory',
      ...RANKED.ranking,
      lines: [],
      flame: bushOf(findings.map(({ fingerprint }) => fingerprint)),
    };
    const goroutines: ProfileDetails = { ...memory, measures: 'goroutines', type: 'goroutine', unit: 'count' };
    const details = { excerpts: [], profiles: [goroutines, memory] };
    await inBrowser(await madeReport('bush.html', { ...RANKED, findings, details }), async page => {
      const took = await page.evaluate<number>(SWITCHING_TIME);
      assert.equal(await graph(page), 'Stacks, alloc_space');
      assert.ok(took < 500, `switching took ${took} ms`);
    });
  });

  it('fit a narrow window', () =>
    inBrowser(
      reportOfBoth(),
      async page => {
        const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        assert.ok(overflow <= 0, `${overflow} pixels too wide`);
        await keep(page, 'both-narrow');
      },
      { viewport: { width: 400, height: 800 } },
    ));
});
