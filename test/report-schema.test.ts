/**
 * GitHub rejects an upload that breaks the SARIF schema, so every SARIF that we make must pass it.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { CONFIDENCES, NOTICE_KINDS, SEVERITIES, type RankedFinding } from '../src/base/finding.ts';
import type { RunReport } from '../src/base/report.ts';
import { sarif } from '../src/report/sarif.ts';
import { CLEAN, PIPED, RANKED, UNRANKED } from './report-sample.ts';

/** The package of sarif-multitool for this system holds the schema. */
const PACKAGES: Partial<Record<NodeJS.Platform, string>> = {
  linux: '@microsoft/sarif-multitool-linux',
  darwin: '@microsoft/sarif-multitool-darwin',
  win32: '@microsoft/sarif-multitool-win32',
};

async function schemaValidator() {
  const require = createRequire(import.meta.url);
  const requireOfTool = createRequire(require.resolve('@microsoft/sarif-multitool'));
  const file = requireOfTool.resolve(`${PACKAGES[process.platform] ?? ''}/sarif-2.1.0.json`);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile(JSON.parse(await readFile(file, 'utf8')) as object);
}

const valid = await schemaValidator();

function assertValid(report: RunReport, uriPrefix = ''): void {
  const log: unknown = JSON.parse(sarif(report, { ...PIPED, uriPrefix }));
  assert.ok(valid(log), JSON.stringify(valid.errors, null, 2));
}

describe('the SARIF schema', () => {
  it('is really checked: a region without its line number fails', () => {
    const log = sarif(RANKED, PIPED).replace('"startLine": 88', '"startLine": 0');
    assert.equal(valid(JSON.parse(log)), false);
  });

  it('accepts ranked, unranked and clean runs', () => {
    for (const report of [RANKED, UNRANKED, CLEAN]) assertValid(report, 'sub/dir/');
  });

  it('accepts every kind of notice', () => {
    const notices = NOTICE_KINDS.map(kind => ({ kind, message: kind, path: 'a.go', line: 1 }));
    assertValid({ ...CLEAN, notices });
  });

  it('accepts any path, text and weight', () => {
    const [sample] = RANKED.findings;
    assert.ok(sample);
    const findings = fc.record({
      path: fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }).map(parts => parts.join('/')),
      message: fc.string({ unit: 'binary', minLength: 1 }),
      severity: fc.constantFrom(...SEVERITIES),
      confidence: fc.constantFrom(...CONFIDENCES),
      share: fc.double({ min: -2, max: 2, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(findings, { maxLength: 3 }), drawn => {
        const made = drawn.map(({ share, ...finding }): RankedFinding => {
          const weights = { flat: 1, own: 1, cum: 1, share };
          return {
            ...sample,
            ...finding,
            profile: { status: 'measured', match: 'exact', types: { alloc_space: weights } },
          };
        });
        assertValid({ ...RANKED, findings: made });
      }),
    );
  });
});
