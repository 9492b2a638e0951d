/**
 * Which rules the engine asks about a unit: none whose findings it would not show.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { rules } from '../rules/index.ts';
import { NEWEST_GO } from '../src/base/go-version.ts';
import { analyseUnit } from '../src/engine/analyse.ts';
import { FactStore } from '../src/engine/fact-store.ts';
import { BUILT_IN_EFFECTS } from '../src/semantic/effects/table.ts';
import { StandardDeclarations } from '../src/semantic/std/standard-declarations.ts';
import type { Unit, UnitFile } from '../src/workspace/model.ts';
import { goParser } from './go-parser.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'goleaklint-engine-'));
after(() => {
  rmSync(dir, { recursive: true });
});

function fileOf(name: string, about: Partial<UnitFile> = {}): UnitFile {
  const file = path.join(dir, name);
  writeFileSync(file, 'package p\n');
  const isTest = name.endsWith('_test.go');
  const plain = { isTest, isGenerated: false, reported: true, language: NEWEST_GO, size: 10 };
  return { path: file, relativePath: name, ...plain, ...about };
}

const unitOf = (files: readonly UnitFile[]): Unit => ({
  id: 'p',
  importPath: 'p',
  name: 'p',
  variant: 'library',
  module: { path: 'p', dir },
  dir,
  files,
  imports: [],
  dependencies: [],
  cutDependencies: [],
  importUnits: {},
  reported: true,
  isMain: false,
  versions: { language: NEWEST_GO, library: NEWEST_GO, timers: 'leaks' },
});

/** Those of two rules that are asked: one of a family that tests silence, and one that is heard in tests as well. */
function asked(...files: readonly UnitFile[]): string[] {
  const found: string[] = [];
  const listening = ['substring-retention', 'defer-in-loop'].flatMap(id => {
    const rule = rules.find(({ meta }) => meta.id === id);
    return rule === undefined ? [] : { ...rule, triggers: [], check: () => void found.push(id) };
  });
  const analyser = {
    parser: goParser,
    rules: new Map(listening.map(rule => [rule.meta.id, rule])),
    settings: {
      rules: listening.map(({ meta }) => ({ id: meta.id, shows: [meta.tier], measures: false, options: {} })),
      minConfidence: 'medium' as const,
      effects: {},
      hasProfile: false,
      measuresMemory: false,
      buildLists: [],
    },
    store: new FactStore(new StandardDeclarations(''), []),
    effects: BUILT_IN_EFFECTS,
  };
  assert.equal(analyseUnit(analyser, unitOf(files), { facts: false, entries: [] }).failed, false);
  return found;
}

describe('the rules that are asked', () => {
  it('are all of them where some code is neither generated nor of tests', () => {
    const files = [fileOf('a.go'), fileOf('a_test.go'), fileOf('b.go', { isGenerated: true })];
    assert.deepEqual(asked(...files), ['substring-retention', 'defer-in-loop']);
  });

  it('leave out in tests those that say nothing there', () => {
    assert.deepEqual(asked(fileOf('a_test.go'), fileOf('b.go', { isGenerated: true })), ['defer-in-loop']);
  });

  it('are none where all is generated or out of sight', () => {
    assert.deepEqual(asked(fileOf('a.go', { isGenerated: true }), fileOf('b.go', { reported: false })), []);
  });
});
