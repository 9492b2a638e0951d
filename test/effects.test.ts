/**
 * The tables of effects: every entry names something that exists, and what the research measured is in them.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MODULES } from '../src/semantic/effects/modules.ts';
import { STANDARD } from '../src/semantic/effects/standard.ts';
import { BUILT_IN_EFFECTS } from '../src/semantic/effects/table.ts';
import { isStandardKey } from '../src/semantic/std/standard-paths.ts';
import { standardLibrary } from './semantic-fixture.ts';

/** Newer than the table of declarations, or declared on an unexported type that others embed. */
const NOT_IN_TABLE =
  /^(?:(?:strings|bytes)\.CutLast|testing\.\(\*common\)\..*|testing\.TB\..*|testing\.\(\*[TBF]\)\..*)$/;

/** Whether the standard library declares the function or method of a table's entry. */
function exists(path: string, name: string): boolean {
  const facts = standardLibrary.of(path);
  const method = /^\(?\*?(\w+)\)?\.(\w+)$/.exec(name);
  if (method === null) return facts?.functions[name] !== undefined;
  const [, type = '', member = ''] = method;
  const fact = facts?.types[type];
  return fact?.methods?.[member] !== undefined || fact?.type.includes(`${member}(`) === true;
}

describe('the effects of the standard library', () => {
  it('are of functions and methods that exist', () => {
    const missing = Object.entries(STANDARD)
      .flatMap(([path, functions]) => Object.keys(functions).map(name => ({ path, name })))
      .filter(({ path, name }) => !exists(path, name) && !NOT_IN_TABLE.test(`${path}.${name}`))
      .map(({ path, name }) => `${path}.${name}`);

    assert.deepEqual(missing, []);
  });

  it('are of import paths of the standard library, and those of modules are not', () => {
    assert.deepEqual(
      Object.keys(STANDARD).filter(path => !isStandardKey(path)),
      [],
    );
    assert.deepEqual(
      Object.keys(MODULES).filter(path => isStandardKey(path)),
      [],
    );
  });

  it('tell pieces from the whole', () => {
    const how = (key: string): string | undefined => BUILT_IN_EFFECTS.of(key).shares?.how;
    assert.equal(how('strings.Cut'), 'piece');
    assert.equal(how('strings.CutPrefix'), 'trim');
    assert.equal(how('bytes.TrimSpace'), 'trim');
    assert.equal(how('regexp.(*Regexp).FindStringSubmatch'), 'piece');
    assert.equal(how('slices.Clip'), 'whole');
    assert.equal(how('strings.Clone'), undefined);
  });

  it('do not take for a copy what copies only if something changes', () => {
    for (const name of ['ToLower', 'ReplaceAll', 'Repeat', 'Map']) {
      assert.equal(BUILT_IN_EFFECTS.of(`strings.${name}`).shares?.unlessChanged, true, name);
      assert.equal(BUILT_IN_EFFECTS.of(`strings.${name}`).clones, undefined, name);
    }
    assert.equal(BUILT_IN_EFFECTS.of('bytes.ToLower').clones, true);
    assert.equal(BUILT_IN_EFFECTS.of('unique.Make').clones, true);
  });
});
