/**
 * The tables of effects: they are complete and well-formed, every entry of the standard library names something that
 * exists and operands that it has, and what the research measured is in them.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { goroutineStarters } from '../src/semantic/calls/call.ts';
import { isError } from '../src/semantic/escape/signs.ts';
import type { FunctionEffect, Operand } from '../src/semantic/effects/effect.ts';
import { namesOf, parseEffect } from '../src/semantic/effects/notation.ts';
import { BUILT_IN_EFFECTS, Effects } from '../src/semantic/effects/table.ts';
import { functionsIn, resourcesIn, type Section, sectionsIn } from '../src/semantic/effects/section.ts';
import { BUILT_IN_SECTIONS } from '../src/semantic/effects/tables.ts';
import { isStandardKey } from '../src/semantic/std/standard-paths.ts';
import { findMember } from '../src/semantic/types/members.ts';
import { TypeTable } from '../src/semantic/types/type-table.ts';
import { parseType, printType } from '../src/semantic/types/type-text.ts';
import type { Signature } from '../src/semantic/types/type.ts';
import { named } from '../src/semantic/types/type.ts';
import { standardLibrary } from './semantic-fixture.ts';

const FOLDER = 'src/semantic/effects/tables';
/** Newer than the table of declarations. */
const NEWER = /^(?:strings|bytes)\.CutLast$/;

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly effect: FunctionEffect;
}

function entriesOf({ paths, entries }: Section): Entry[] {
  return functionsIn(entries).flatMap(([key, notation]) =>
    paths.flatMap(at => namesOf(key).map(name => ({ path: at, name, effect: parseEffect(notation, at) }))),
  );
}

/** A table as it is in YAML. */
const plain = (sections: readonly Section[]) =>
  Object.fromEntries(sections.map(({ paths, entries }) => [paths.join(' '), entries]));

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yml'))
  .map(file => ({ file, text: readFileSync(path.join(FOLDER, file), 'utf8') }));
const entries = BUILT_IN_SECTIONS.flatMap(entriesOf);
const standard = entries.filter(entry => isStandardKey(entry.path));
const types = new TypeTable(standardLibrary);

/** The signature of a function or method that the standard library declares under exactly this name. */
function signatureOf({ path: importPath, name }: Entry): Signature | undefined {
  const [, type, method = ''] = /^\(?\*?(\w+)\)?\.(\w+)$/.exec(name) ?? [];
  if (type === undefined) {
    const text = standardLibrary.of(importPath)?.functions[name]?.type;
    const signature = text === undefined ? undefined : parseType(text);
    return signature?.kind === 'func' ? signature : undefined;
  }
  const member = findMember(types, named(importPath, type), method);
  return member?.kind === 'method' && member.key === `${importPath}.${name}` ? member.type : undefined;
}

function operandsOf(effect: FunctionEffect): Operand[] {
  const { shares, ownership = {}, stores = [], formats = [], opens = [], nests, callbacks = {} } = effect;
  const { returnsIf, neverFailsIf, skims = [] } = effect;
  return [
    ...(shares === undefined ? [] : [shares.operand, ...(shares.limit === undefined ? [] : [shares.limit])]),
    ...Object.keys(ownership).map(key => (key === 'receiver' ? key : Number(key))),
    ...stores,
    ...skims,
    ...formats,
    ...opens.map(({ operand }) => operand),
    ...(nests === undefined ? [] : [nests]),
    ...(returnsIf === undefined ? [] : [returnsIf.argument]),
    ...(neverFailsIf === undefined ? [] : [neverFailsIf.argument]),
    ...Object.keys(callbacks).map(Number),
  ];
}

function resultsOf({ shares, acquires = [] }: FunctionEffect): number[] {
  return [...acquires.map(({ result }) => result), ...(shares?.restAt === undefined ? [] : [shares.restAt])];
}

const neverFails = (effect: FunctionEffect): boolean => effect.neverFails === true || effect.neverFailsIf !== undefined;

/** What an entry says that the signature of its function contradicts. */
function contradictions(entry: Entry): string[] {
  const signature = signatureOf(entry);
  if (signature === undefined) return ['is not declared'];
  const { parameters, results } = signature;
  const isMethod = entry.name.includes('.');
  return [
    ...operandsOf(entry.effect)
      .filter(operand => (operand === 'receiver' ? !isMethod : operand >= parameters.length))
      .map(operand => `has no operand ${operand}`),
    ...resultsOf(entry.effect)
      .filter(index => index >= results.length)
      .map(index => `has no result ${index}`),
    ...(neverFails(entry.effect) && !results.slice(-1).some(isError) ? ['returns no error'] : []),
    ...Object.keys(entry.effect.callbacks ?? {}).flatMap(index => {
      const type = parameters[Number(index)];
      // `any` where a function of one of several types is expected, as in SetFinalizer.
      const kind = type === undefined ? 'func' : types.underlying(type).kind;
      return kind === 'func' || kind === 'interface' ? [] : [`${index} is no function`];
    }),
  ];
}

describe('the tables of effects', () => {
  it('are all part of the program', () => {
    const texts = (sections: readonly Section[]) =>
      new Set(sections.map(({ paths, entries: found }) => JSON.stringify([paths, found])));
    assert.deepEqual(texts(files.flatMap(({ text }) => sectionsIn(text))), texts(BUILT_IN_SECTIONS));
  });

  it('are YAML, and mean the same as such', () => {
    for (const { file, text } of files) assert.deepEqual(plain(sectionsIn(text)), parse(text), file);
  });

  it('name the source of every section', () => {
    const unsourced = BUILT_IN_SECTIONS.filter(section => !/\S/.test(section.entries['source'] ?? '')).flatMap(
      ({ paths }) => paths,
    );
    assert.deepEqual(unsourced, []);
  });

  it('say of each function once what it does', () => {
    const seen = new Set<string>();
    const twice = entries.map(entry => `${entry.path}.${entry.name}`).filter(key => seen.size === seen.add(key).size);
    assert.deepEqual(twice, []);
  });

  it('know every resource that is acquired or opened, and describe each once', () => {
    const unknown = entries
      .flatMap(({ effect: { acquires = [], opens = [] } }) => [...acquires, ...opens])
      .filter(({ resource }) => BUILT_IN_EFFECTS.resource(resource) === undefined);
    assert.deepEqual(unknown, []);
    const described = BUILT_IN_SECTIONS.flatMap(resourcesIn).map(([name]) => name);
    assert.deepEqual(described, [...new Set(described)]);
  });

  it('agree with the declarations of the standard library', () => {
    const wrong = standard
      .filter(entry => !NEWER.test(`${entry.path}.${entry.name}`))
      .flatMap(entry => contradictions(entry).map(problem => `${entry.path}.${entry.name} ${problem}`));
    assert.deepEqual(wrong, []);
  });

  it('give signatures that can be read', () => {
    const unreadable = entries.filter(({ effect: { type } }) => {
      const signature = type === undefined ? undefined : parseType(type);
      return signature !== undefined && (signature.kind !== 'func' || printType(signature) !== type);
    });
    assert.deepEqual(unreadable, []);
  });

  it('give the signatures of functions without source alone', () => {
    assert.deepEqual(
      standard.filter(({ effect }) => effect.type !== undefined),
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

  it('tell goroutines from what runs on none, and from those that have ended', () => {
    const callback = (key: string, index: number) => BUILT_IN_EFFECTS.of(key).callbacks?.[index];
    assert.deepEqual(callback('iter.Pull', 0), { runs: 'stored', times: 'once', joined: false });
    const polled = { runs: 'goroutine', times: 'many', joined: true };
    assert.deepEqual(callback('github.com/stretchr/testify/require.Eventually', 1), polled);
    assert.deepEqual(callback('github.com/stretchr/testify/assert.(*Assertions).Never', 0), polled);
    const starters = goroutineStarters(BUILT_IN_EFFECTS);
    assert.ok(starters.includes('TryGo') && starters.includes('AfterFunc'));
    assert.ok(!starters.includes('Pull') && !starters.includes('OnceFunc'));
  });

  it('read no more than they are asked for, and still find all that say a word', () => {
    const read: string[] = [];
    const section = (path: string, entry: string): Section => ({
      paths: [path],
      get entries() {
        read.push(path);
        return { Run: entry };
      },
      mentions: text => entry.includes(text),
    });
    const effects = new Effects([section('a.b/one', 'calls 0 in goroutine once'), section('a.b/two', 'borrows')]);
    assert.deepEqual(goroutineStarters(effects), ['Run']);
    assert.deepEqual(read, ['a.b/one']);
    assert.equal(effects.of('a.b/two.Run').borrows, true);
    assert.deepEqual(read, ['a.b/one', 'a.b/two']);
  });

  it('find packages whose last element has a dot', () => {
    const effects = BUILT_IN_EFFECTS.with({ 'gopkg.in/x.v1': { 'Exit (*T).Exit': 'exits process' } });
    assert.equal(effects.of('gopkg.in/x.v1.Exit').exit, 'process-exit');
    assert.equal(effects.of('gopkg.in/x.v1.(*T).Exit').exit, 'process-exit');
    assert.equal(effects.has('gopkg.in/x.Exit'), false);
  });

  it('yield to later ones, function by function', () => {
    const effects = BUILT_IN_EFFECTS.with({ os: { Exit: 'borrows', 'resource file': 'released by Shut' } });
    assert.deepEqual(effects.of('os.Exit'), { borrows: true });
    assert.deepEqual(effects.resource('file'), { releases: ['Shut'] });
    assert.equal(effects.of('os.ReadFile').big, true);
  });
});
