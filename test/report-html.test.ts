/** The html format: what arrives without a script, and what its script is given. `npm run test:browser` shows the rest. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlameFrame, ReportDetails } from '../src/base/details.ts';
import type { RankedFinding } from '../src/base/finding.ts';
import type { RunReport } from '../src/base/report.ts';
import { htmlReporter, type PageAsset } from '../src/report/html/html.ts';
import { packFlame, type PageData, unpackFlame } from '../src/report/html/page-data.ts';
import { loadPage } from '../src/engine/assets.ts';
import { CLEAN, PIPED, RANKED, UNRANKED } from './report-sample.ts';

function asset(text: string): PageAsset {
  return { text, sha256: createHash('sha256').update(text).digest('base64') };
}

const html = htmlReporter({ script: asset('"script"'), style: asset('body {}') });

const DETAILS: ReportDetails = {
  excerpts: [{ path: 'server/watch.go', first: 88, lines: ['\t\tresult <- run()', '\t</script><b>'] }],
  profiles: [
    {
      measures: 'memory',
      type: 'alloc_space',
      unit: 'bytes',
      total: 3,
      isGrowth: false,
      lines: [
        { path: 'server/watch.go', line: 88, flat: 1, own: 2, cum: 3 },
        { path: 'server/watch.go', line: 400, flat: 1, own: 2, cum: 3 },
      ],
      flame: {
        total: 3,
        omitted: 0,
        frames: [
          { parent: -1, function: 'main.main', inModule: true, total: 3, self: 3, findings: ['00112233aabbccdd'] },
        ],
      },
    },
  ],
};
const DETAILED: RunReport = { ...RANKED, details: DETAILS };

const DATA = /<script type="application\/json" id="data">(.*?)<\/script>/s;

function dataIn(page: string): PageData {
  const [, text] = DATA.exec(page) ?? [];
  assert.ok(text !== undefined);
  return JSON.parse(text) as PageData;
}

function withMessage(message: string, change: Partial<RankedFinding> = {}): RunReport {
  const [finding] = RANKED.findings;
  assert.ok(finding);
  return { ...RANKED, findings: [{ ...finding, message, ...change }] };
}

/** What is markup and no data: all but the embedded JSON. */
function markupOf(page: string): string {
  return page.replace(DATA, '');
}

describe('the html page', () => {
  it('lists every finding without a script: message, place, source line, weights', () => {
    const page = markupOf(html(RANKED, PIPED));
    assert.equal(page.match(/<tr id="f\d+">/g)?.length, 4);
    for (const text of [
      'handlers[name](ctx) returns first',
      'server/watch.go:88:3',
      'result &#60;- run()',
      '6.20MB<small>50.00%</small>',
      'not sampled',
      'refuted',
    ]) {
      assert.ok(page.includes(text), text);
    }
  });

  it('has columns of a profile only with one', () => {
    assert.match(html(RANKED, PIPED), /data-sort="own"/);
    assert.doesNotMatch(markupOf(html(UNRANKED, PIPED)), /data-sort="own"|class="totals"|id="flame"/);
  });

  it('has a place for the flame graph only if there are stacks', () => {
    assert.match(html(DETAILED, PIPED), /<section id="flame"/);
    assert.doesNotMatch(html(RANKED, PIPED), /<section id="flame"/);
    assert.doesNotMatch(html({ ...RANKED, details: { excerpts: [], profiles: [] } }, PIPED), /<section id="flame"/);
  });

  it('says so if there is nothing', () => {
    const page = html(CLEAN, PIPED);
    assert.match(page, /No findings\./);
    assert.doesNotMatch(page, /<table/);
    assert.deepEqual(dataIn(page).findings, []);
  });

  it('gives the same bytes for the same run', () => {
    assert.equal(html(DETAILED, PIPED), html(structuredClone(DETAILED), { ...PIPED }));
  });

  it('allows the script and the style that it holds, by their hashes, and nothing else', () => {
    const page = html(DETAILED, PIPED);
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
    const [, script = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
    assert.equal(
      policy?.replaceAll('&#39;', "'"),
      `default-src 'none'; script-src 'sha256-${asset(script).sha256}'; style-src 'sha256-${asset(style).sha256}'; ` +
        `base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(markupOf(page), /\s(?:on\w+|style|src)=|url\(|<(?:link|img|iframe|base)\b/);
  });

  it('is built complete, and names no place to load from', async () => {
    const { script, style } = await loadPage();
    const page = htmlReporter({ script, style })(DETAILED, PIPED);
    assert.equal(page.match(/<\/script>/g)?.length, 2);
    assert.equal(page.match(/<\/style>/g)?.length, 1);
    assert.doesNotMatch(style.text, /url\(|@import/);
    assert.doesNotMatch(script.text, /\bfetch\(|XMLHttpRequest|WebSocket|\bimport\(|sendBeacon|\beval\(|new Function/);
    assert.doesNotMatch(`${script.text}${style.text}`, /\r/);
    assert.match(script.text, /Apache License/);
  });
});

describe('text from source', () => {
  const HOSTILE = [
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '&lt;',
    '<!--',
  ];

  for (const text of HOSTILE) {
    it(`never becomes markup: ${text}`, () => {
      const change = { path: text, function: text, lineText: text, rule: text, fingerprint: text };
      const page = html(withMessage(text, change), PIPED);
      const plain = html(withMessage('x', { path: 'x', function: 'x', lineText: 'x', rule: 'x' }), PIPED);
      const tags = (markup: string): number => markup.match(/<[a-z!/]/gi)?.length ?? 0;
      assert.equal(tags(page), tags(plain));
      assert.equal(dataIn(page).findings[0]?.message, text);
    });
  }

  it('shows control and direction characters as escapes', () => {
    const page = markupOf(html(withMessage('a\u2028b\u202ec\0d\ne'), PIPED));
    assert.ok(page.includes('a\\u2028b\\u202ec\\u0000d\\ne'));
  });

  it('reaches the script as it is, whatever it holds', () => {
    const anything = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(anything, anything, fc.array(anything), (message, path, lines) => {
        const excerpts = [{ path, first: 1, lines }];
        const page = html({ ...withMessage(message, { path }), details: { excerpts, profiles: [] } }, PIPED);
        const data = dataIn(page);
        assert.deepEqual(data.excerpts, excerpts);
        assert.equal(data.findings[0]?.message, message);
        assert.equal(data.findings[0].path, path);
      }),
    );
  });
});

describe('the data of the script', () => {
  it('has the weights of the lines that the excerpts show', () => {
    const [profile] = dataIn(html(DETAILED, PIPED)).profiles;
    assert.deepEqual(
      profile?.lines.map(({ line }) => line),
      [88],
    );
  });

  it('explains the rules that have reported', () => {
    const { rules } = dataIn(html(UNRANKED, PIPED));
    assert.deepEqual(Object.keys(rules), ['abandoned-send', 'defer-in-loop']);
  });

  it('has the flame graph in a shorter form, and loses nothing of it', () => {
    const label = fc.record(
      {
        function: fc.string(),
        inModule: fc.boolean(),
        findings: fc.array(fc.string()),
        place: fc.constant({ path: 'a.go', line: 3 }),
      },
      { requiredKeys: ['function', 'inModule', 'findings'] },
    );
    const frame = fc.tuple(label, fc.nat(), fc.nat()).map(([labelled, total, self]): FlameFrame => {
      return { parent: -1, ...labelled, total, self };
    });
    fc.assert(
      fc.property(fc.array(frame), fc.nat(), fc.nat(), (frames, total, omitted) => {
        assert.deepEqual(unpackFlame(packFlame({ frames, total, omitted })), { frames, total, omitted });
      }),
    );
  });
});
