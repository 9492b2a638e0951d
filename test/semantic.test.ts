/**
 * What the semantic model knows, shown on small Go files.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { answer, expectationsIn, importable, packageOf } from './semantic-fixture.ts';

const FOLDER = 'test/semantic';

for (const name of readdirSync(FOLDER).sort()) {
  if (!name.endsWith('.go')) continue;
  describe(`the model of ${name}`, () => {
    const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
    const pkg = packageOf('example.com/app', { [name]: text }, importable);
    const expectations = expectationsIn(text);

    it('has expectations and no syntax error', () => {
      assert.ok(expectations.length > 0);
      assert.equal(pkg.tree(0).hasError(0), false);
    });

    for (const expectation of expectations) {
      const source =
        text
          .split('\n')
          [expectation.line - 1]?.replace(/\s*\/\/.*$/, '')
          .trim() ?? '';
      it(`line ${expectation.line}: ${expectation.subject} of ${source}`, () => {
        assert.equal(answer(pkg, expectation), expectation.expected);
      });
    }
  });
}
