/**
 * What `npm run generate` writes: from metadata and fixtures, nothing else.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { examplesIn } from '../src/dev/regions.ts';
import { rulePage, ruleRegistry, ruleTable } from '../src/dev/rule-page.ts';
import type { RuleMeta } from '../src/rule/meta.ts';

const META: RuleMeta = {
  id: 'water-leak',
  family: 'resource',
  tier: 'opt-in',
  summary: 'A tap that nobody closes',
  severity: 'warning',
  confidence: 'medium',
  since: '0.1.0',
  why: 'Water runs until the tap is closed.',
  remedy: 'Close the tap.',
  limits: 'Does not see taps of neighbours.',
  references: ['https://example.com/taps'],
  messages: { open: 'the tap is never closed' },
  options: { litres: { kind: 'integer', default: 5, min: 1, doc: 'What a bucket holds.' } },
  metric: 'own',
  refutable: true,
};

describe('an example', () => {
  it('is a region of a fixture, without expectations and common indentation', () => {
    const fixture = [
      'package a',
      '// doc:bad',
      '\tif wet {',
      '\t\topen() // want "never closed"',
      '\t}',
      '// doc:end',
      'func other() {}',
      '\t// doc:good',
      '\tdefer tap.Close() // in any case',
      '\topenLater() // wider "may never be closed"',
      '\t// doc:end',
    ].join('\n');

    assert.deepEqual(examplesIn(fixture), {
      bad: ['if wet {\n\topen()\n}'],
      good: ['defer tap.Close() // in any case\nopenLater()'],
    });
  });

  it('needs an end', () => {
    assert.deepEqual(examplesIn('// doc:bad\nopen()\n'), { bad: [], good: [] });
  });
});

describe('the page of a rule', () => {
  const page = rulePage(META, { bad: ['open()'], good: ['close()'] });

  it('holds all that its metadata says', () => {
    for (const text of [
      META.why,
      META.remedy,
      META.limits,
      META.summary,
      'https://example.com/taps',
      'What a bucket holds.',
    ]) {
      assert.ok(page.includes(text), text);
    }
    assert.match(
      page,
      /off by default, on with `--enable water-leak` · severity warning · confidence up to medium · since 0\.1\.0/,
    );
  });

  it('says what opt-in means where only some findings are', () => {
    const wider = (tier: 'opt-in' | 'profile'): string =>
      rulePage({ ...META, tier: 'default', wider: [tier] }, { bad: [], good: [] });

    assert.ok(
      wider('opt-in').includes(
        'on by default; less certain findings (below: opt-in) only with `--enable water-leak` ·',
      ),
    );
    assert.ok(
      wider('profile').includes('less certain findings where a profile measures them, or with `--enable water-leak` ·'),
    );
  });

  it('says where the comment goes that silences a finding', () => {
    assert.match(page, /On the reported line or the one above.*:\n\n```go\n\/\/goleaklint:ignore water-leak/);
  });

  it('shows the defect before its remedy', () => {
    const order = [
      '## What goes wrong',
      '```go\nopen()\n```',
      '## What to write instead',
      '```go\nclose()\n```',
      '## Limits',
      '## Where it reports less',
    ];
    const places = order.map(text => page.indexOf(text));

    assert.ok(!places.includes(-1));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
  });

  it('leaves out sections that would be empty', () => {
    const bare = rulePage({ ...META, options: {}, references: [] }, { bad: [], good: [] });

    assert.doesNotMatch(bare, /## Options|## References|```go\n```/);
  });
});

describe('the table of rules', () => {
  it('links to the pages', () => {
    assert.equal(
      ruleTable([META]).split('\n').at(-1),
      '| [water-leak](rules/water-leak/README.md) | resource | opt-in | warning | A tap that nobody closes |',
    );
  });
});

describe('the registry', () => {
  it('imports each rule by value', () => {
    const registry = ruleRegistry(['gas-leak', 'water-leak']);

    assert.match(registry, /^\/\/ Code generated .* DO NOT EDIT\.\n/);
    assert.ok(registry.includes("import { rule as gasLeak } from './gas-leak/rule.ts';\n"));
    assert.ok(registry.endsWith('export const rules: readonly Rule[] = [\n  gasLeak,\n  waterLeak,\n];\n'));
  });

  it('exists without any rule', () => {
    assert.ok(ruleRegistry([]).endsWith('export const rules: readonly Rule[] = [];\n'));
  });
});

describe('a rule that npm run new-rule has made', () => {
  it('imports the rule API from where it lies', () => {
    const [, specifier] =
      /^import \{ defineRule \} from '(.*)';$/m.exec(readFileSync('src/dev/new-rule.ts', 'utf8')) ?? [];
    assert.ok(specifier !== undefined && existsSync(path.join('rules/water-leak', specifier)), specifier);
  });
});
