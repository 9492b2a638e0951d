/**
 * That the linter reports in the programs of test/proof what their marks say. That Go agrees is for `npm run proof`.
 */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { MODULES, withModule } from './proof/modules.ts';
import { programsOf } from './proof/programs.ts';
import { differences, reportsOn } from './proof/reports.ts';

describe('the linter', () => {
  for (const module of MODULES) {
    it(`reports the marked defects of ${module.name} at go ${module.go}, and no others`, async () => {
      const problems = await withModule(module, (dir, programs) => differences(programs, reportsOn(dir)));

      assert.deepEqual(problems, [], `\n${problems.join('\n')}`);
    });
  }
});

describe('a program', () => {
  const HEADER = 'package a\n\n// keep is kept.\n//\n';
  const marksOf = (text: string) => programsOf('a/a.go', text).map(({ name, marks }) => ({ name, marks }));

  it('is a function with marks at the end of its comment', () => {
    assert.deepEqual(marksOf(`${HEADER}//proof:want a-rule\nfunc keep() {\n}\n\n//proof:none\nfunc drop() {\n}\n`), [
      { name: 'a.keep', marks: [{ kind: 'want', rule: 'a-rule' }] },
      { name: 'a.drop', marks: [{ kind: 'none', rule: '' }] },
    ]);
  });

  it('begins after the one before, so that it has what stands in front of it', () => {
    const text = '//proof:none\nfunc a() {\n}\n\ntype t int\n\n// b.\n//proof:none\nfunc b() {\n}\n';
    const lines = programsOf('a/a.go', text).map(({ firstLine, line, lastLine }) => [firstLine, line, lastLine]);

    assert.deepEqual(lines, [
      [1, 2, 3],
      [4, 9, 10],
    ]);
  });

  it('has marks that are known and stand before a function', () => {
    assert.throws(() => marksOf('//proof:hope a-rule\nfunc a() {}\n'), /^Error: a\/a\.go:1: "hope a-rule" is no mark$/);
    assert.throws(() => marksOf('//proof:none\ntype t int\n'), /a mark stands at the end/);
  });
});
