/**
 * Every rule on every one of its fixtures, through the whole engine. The fixtures lie beside the rules.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { rules } from '../rules/index.ts';
import type { RankedFinding } from '../src/base/finding.ts';
import { lint } from '../src/engine/lint.ts';
import type { RuleMeta } from '../src/rule/meta.ts';
import { fixturesOf, runFixture } from '../src/testing/fixture.ts';

const PLACEHOLDER = /\{([A-Za-z]\w*)\}/g;

/** Placeholders of a message's wording that its finding left unfilled: a datum was forgotten or misspelt. */
function unfilledPlaceholders(meta: RuleMeta, { messageId, message }: RankedFinding): string[] {
  const placeholders = [...(meta.messages[messageId] ?? '').matchAll(PLACEHOLDER)].map(([text]) => text);
  return placeholders.filter(text => message.includes(text));
}

for (const rule of rules) {
  const { meta } = rule;
  describe(meta.id, async () => {
    const reported = new Set<string>();

    for (const fixture of await fixturesOf('rules', meta.id)) {
      it(`reports what ${fixture.name} expects`, async () => {
        const { problems, findings } = await runFixture(fixture, rule, rules, lint);

        assert.deepEqual(problems, [], `\n${problems.join('\n')}`);
        for (const finding of findings.filter(found => found.rule === meta.id)) {
          reported.add(finding.messageId);
          assert.deepEqual(unfilledPlaceholders(meta, finding), [], finding.message);
        }
      });
    }

    it('has a fixture for each of its messages', () => {
      assert.deepEqual([...reported].sort(), Object.keys(meta.messages).sort());
    });
  });
}
