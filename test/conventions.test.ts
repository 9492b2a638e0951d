/**
 * What all rules and modules have in common, so that reviews need not look for it.
 */
import { before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { rules } from '../rules/index.ts';
import { filesBelow as allFilesBelow } from '../src/testing/files.ts';
import { fixturesOf } from '../src/testing/fixture.ts';
import { parseExpectations } from '../src/testing/want.ts';

const KEBAB_CASE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;
const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/;
const VERSION = /^\d+\.\d+\.\d+$/;
/** Names that say nothing about what a module is for. */
const EMPTY_NAMES = /(?:^|[-/])(?:utils?|helpers?|managers?|common|misc)(?:[-./]|$)/;
/** Longest line of a message in a terminal or a review comment that people still read. */
const MAX_MESSAGE_LENGTH = 300;

async function filesBelow(dir: string, ...suffixes: readonly string[]): Promise<string[]> {
  const names = (await allFilesBelow(dir)).map(name => `${dir}/${name}`);
  return names.filter(name => suffixes.some(suffix => name.endsWith(suffix)));
}

/** The top-level functions of a Go file as gofmt writes it: from `func` at the start of a line to a closing brace there. */
function functionsIn(text: string): string[] {
  return text.match(/^func [\s\S]*?(?:^\}|\}$)/gm) ?? [];
}

/** In the tier of the rule. */
const hasWant = (text: string): boolean => parseExpectations('', text).some(({ kind }) => kind === 'want');
/** In whatever tier. */
const hasFinding = (text: string): boolean => parseExpectations('', text).some(({ kind }) => kind !== 'miss');

describe('the rules', () => {
  it('are those that have a folder', async () => {
    const folders = (await readdir('rules', { withFileTypes: true })).filter(entry => entry.isDirectory());

    assert.deepEqual(
      rules.map(({ meta }) => meta.id),
      folders.map(({ name }) => name).sort(),
    );
  });

  it('give way only to rules that exist', () => {
    const ids = new Set(rules.map(({ meta }) => meta.id));

    assert.deepEqual(
      rules.flatMap(({ meta }) => meta.supersedes ?? []).filter(id => !ids.has(id)),
      [],
    );
  });
});

for (const { meta } of rules) {
  describe(meta.id, () => {
    it('has a name that is stable and reads well after "ignore"', () => {
      assert.match(meta.id, KEBAB_CASE);
      assert.match(meta.since, VERSION);
    });

    it('has a summary of one line without full stop', () => {
      assert.match(meta.summary, /^[^\n]{10,120}[^\n.]$/);
    });

    it('says why it leaks, what to write instead and what it cannot see', () => {
      for (const text of [meta.why, meta.remedy, meta.limits]) assert.match(text, /^\S[\s\S]{20,}\.$/);
      for (const url of meta.references) assert.match(url, /^https:\/\/[^\s]+$/);
    });

    it('words each message on one line of bounded length', () => {
      assert.notDeepEqual(Object.keys(meta.messages), []);
      for (const [id, message] of Object.entries(meta.messages)) {
        assert.match(id, CAMEL_CASE);
        assert.match(message, /^\S[^\n]*[^\s.]$/, `${id}: one line, no full stop`);
        assert.ok(message.length <= MAX_MESSAGE_LENGTH, `${id}: ${message.length} characters`);
      }
    });

    it('documents each option, with a default that it accepts', () => {
      for (const [name, option] of Object.entries(meta.options)) {
        assert.match(name, CAMEL_CASE);
        assert.match(option.doc, /\S/);
        if (option.kind === 'integer') assert.ok(option.default >= option.min, name);
      }
    });

    it('shows in its fixtures what it reports, and what it leaves alone', async () => {
      for (const { name, dir } of await fixturesOf('rules', meta.id)) {
        const texts = await Promise.all((await filesBelow(dir, '.go')).map(file => readFile(file, 'utf8')));
        const functions = texts.flatMap(functionsIn);
        const isSilent = texts.some(text => /^\/\/ want nothing: \S/m.test(text));

        assert.ok(
          functions.some(text => !hasFinding(text)),
          `${name}: no function without a finding`,
        );
        assert.notEqual(
          texts.some(hasFinding),
          isSilent,
          `${name}: wants a finding, or says "// want nothing: reason"`,
        );
      }
    });

    it('has an example of the defect, in its own tier, and of its remedy in its fixtures', async () => {
      const fixtures = await filesBelow(`rules/${meta.id}/testdata`, '.go');
      const text = (await Promise.all(fixtures.map(file => readFile(file, 'utf8')))).join('\n');
      const [, bad] = /\/\/ doc:bad\n([\s\S]*?)\/\/ doc:end/.exec(text) ?? [];

      assert.ok(bad !== undefined && hasWant(bad), 'the defect');
      assert.match(text, /\/\/ doc:good\n[\s\S]*?\/\/ doc:end/);
    });
  });
}

describe('the modules', () => {
  const sources = new Map<string, string>();
  before(async () => {
    const names = [
      ...(await filesBelow('src', '.ts', '.mjs')),
      ...(await filesBelow('test', '.ts')),
      ...(await filesBelow('rules', '/rule.ts')),
    ];
    for (const name of names) sources.set(name, await readFile(name, 'utf8'));
  });

  const modulesWith = (pattern: RegExp): string[] =>
    [...sources].filter(([, text]) => pattern.test(text)).map(([name]) => name);

  it('open with what they are for', () => {
    // A test is documented by the names of its cases.
    const documented = [...sources.keys()].filter(name => !name.startsWith('test/'));
    const opening = modulesWith(/^(?:\/\*\*\n \* \S|\/\/ Code generated .* DO NOT EDIT\.)/);

    assert.deepEqual(
      documented.filter(name => !opening.includes(name)),
      [],
    );
    assert.ok(opening.length > 20, 'modules were found');
  });

  it('have names that say what is in them', () => {
    assert.deepEqual(
      [...sources.keys()].filter(name => EMPTY_NAMES.test(name)),
      [],
    );
  });

  it('leave nothing for later', () => {
    // Go has a function of the name: context.TODO.
    assert.deepEqual(modulesWith(/(?<!context\.)\b(?:TO[D]O|FIX[M]E)\b/), []);
  });

  it('do not silence the compiler', () => {
    assert.deepEqual(modulesWith(/@ts-(?:ignor[e]|nochec[k])|\bas unknow[n] as\b|\bas an[y]\b/), []);
  });
});
