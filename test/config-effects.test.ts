/**
 * What a config says of functions: it is read as the tables are, and mistakes are named with their lines.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readConfig } from '../src/config/file.ts';
import { METAS } from './config-metas.ts';

const NAME = '.goleaklint.yml';

describe('the effects of a config file', () => {
  it('are held as they are written', () => {
    const text =
      'effects:\n  example.com/p:\n    resource lease: released by Return\n    (*Pool).Lease: acquires 0 lease # rare\n';
    assert.deepEqual(readConfig(text, NAME, METAS).effects, {
      'example.com/p': { 'resource lease': 'released by Return', '(*Pool).Lease': 'acquires 0 lease' },
    });
  });

  it('are what the documents show', () => {
    for (const file of ['README.md', 'docs/effects.md']) {
      const examples = [...readFileSync(file, 'utf8').matchAll(/^```yaml\n(effects:[^`]*)```/gm)];
      assert.equal(examples.length, 1, file);
      for (const [, text = ''] of examples) readConfig(text, NAME, METAS);
    }
  });

  it('may say each clause that docs/effects.md lists', () => {
    const rows = readFileSync('docs/effects.md', 'utf8').matchAll(/^\| `((?!in)[a-z][^`…]* [^`…]*)` \|/gm);
    const clauses = [...rows].map(([, clause = '']) => clause);
    assert.ok(clauses.length >= 10, clauses.join('\n'));
    for (const clause of clauses) {
      const [, key = 'F', notation = clause] = /^(resource \w+): (.*)$/.exec(clause) ?? [];
      readConfig(`effects:\n  example.com/p:\n    ${key}: ${notation}\n`, NAME, METAS);
    }
  });

  /** Mistakes that a JSON Schema cannot see. */
  const mistakes: readonly [what: string, text: string, message: string][] = [
    [
      'that are not in the notation',
      'effects:\n  example.com/p:\n    Run: blocks\n    Stop: exits program\n',
      `${NAME}:4: effects: Stop: after "exits": expected process, goroutine, got "program"\n  See docs/effects.md.`,
    ],
    [
      'of what is no name',
      'effects:\n  example.com/p:\n    p.Client.Do: borrows\n',
      `${NAME}:3: effects: p.Client.Do: expected Name, (*T).Method or T.Method, got "p.Client.Do"\n  See docs/effects.md.`,
    ],
    [
      'with a resource that does not say how it is released',
      'effects:\n  example.com/p:\n    resource lease: finalized\n',
      `${NAME}:3: effects: resource lease: expected "released by", which says how\n  See docs/effects.md.`,
    ],
    [
      'with an unknown resource',
      'effects:\n  example.com/p:\n    Get: acquires 0 respnse\n',
      `${NAME}:3: effects: Get: unknown resource "respnse"\n` +
        '  Did you mean response? Or describe it: "resource respnse: released by Close".',
    ],
  ];
  for (const [what, text, message] of mistakes) {
    it(`${what} are an error with their line`, () => {
      assert.throws(() => readConfig(text, NAME, METAS), { name: 'UsageError', message });
    });
  }
});
