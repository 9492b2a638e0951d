import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Selection, SelectionKind } from '../src/config/config.ts';
import { EMPTY_CONFIG } from '../src/config/config.ts';
import { findConfig } from '../src/config/discovery.ts';
import { readConfig } from '../src/config/file.ts';
import { editDistance, nearest } from '../src/config/nearest.ts';
import { configSchema } from '../src/config/schema.ts';
import { ruleSettings } from '../src/config/settings.ts';
import { METAS } from './config-metas.ts';

const NAME = '.goleaklint.yml';

/** `--only a --disable b` as selections. */
function flags(...steps: [SelectionKind, string][]): Selection[] {
  return steps.map(([kind, value]) => ({ kind, selector: { value, location: `--${kind}` } }));
}

/** The rules that run: `rule`, `rule+opt-in` with its wider forms, `rule?` where only a profile brings it to light. */
function running(selections: readonly Selection[]): string[] {
  return ruleSettings(METAS, { ...EMPTY_CONFIG, selections }).map(({ id, shows, measures }) => {
    const wider = shows.filter(tier => tier !== 'default' && METAS.find(meta => meta.id === id)?.tier !== tier);
    return [id, ...wider].join('+') + (measures && !shows.includes('profile') ? '?' : '');
  });
}

describe('the rules that run', () => {
  it('are the default tier, and the profile tier for the engine to measure', () => {
    assert.deepEqual(running([]), ['abandoned-send', 'defer-in-loop', 'small-buffer?']);
  });

  it('--enable adds a rule, a family or a tier', () => {
    const added = ['abandoned-send', 'defer-in-loop', 'endless-goroutine', 'small-buffer?'];
    assert.deepEqual(running(flags(['enable', 'endless-goroutine'])), added);
    assert.deepEqual(running(flags(['enable', 'goroutine'])), ['abandoned-send+opt-in', ...added.slice(1)]);
    assert.deepEqual(running(flags(['enable', 'opt-in'])), ['abandoned-send+opt-in', ...added.slice(1)]);
  });

  it('a tier speaks of the forms of a rule that belong to it, and of no others', () => {
    assert.deepEqual(running(flags(['only', 'opt-in'])), ['abandoned-send+opt-in', 'endless-goroutine']);
    assert.deepEqual(running(flags(['enable', 'abandoned-send'], ['disable', 'opt-in'], ['disable', 'profile'])), [
      'abandoned-send',
      'defer-in-loop',
    ]);
    const [send] = ruleSettings(METAS, { ...EMPTY_CONFIG, selections: flags(['only', 'opt-in']) });
    assert.deepEqual(send?.shows, ['opt-in']);
  });

  it('--enable shows the profile tier without a profile', () => {
    assert.deepEqual(running(flags(['enable', 'profile'])), ['abandoned-send', 'defer-in-loop', 'small-buffer']);
  });

  it('--only replaces what was chosen before; repeated, it is one list', () => {
    assert.deepEqual(running(flags(['enable', 'all'], ['only', 'defer'])), ['defer-in-loop']);
    assert.deepEqual(running(flags(['only', 'defer'], ['only', 'allocation'])), ['defer-in-loop', 'small-buffer']);
  });

  it('the later change wins', () => {
    assert.deepEqual(running(flags(['disable', 'all'], ['enable', 'defer'])), ['defer-in-loop']);
    assert.deepEqual(running(flags(['enable', 'defer'], ['disable', 'all'])), []);
  });

  it('a family without rules selects nothing and is no error', () => {
    assert.deepEqual(running(flags(['disable', 'growth'])), ['abandoned-send', 'defer-in-loop', 'small-buffer?']);
  });

  it('an unknown selector names the nearest', () => {
    assert.throws(() => running(flags(['disable', 'defer-in-lop'])), {
      name: 'UsageError',
      message:
        '--disable: unknown rule, family or tier "defer-in-lop"\n' +
        '  Did you mean defer-in-loop? `goleaklint rules` lists all.',
    });
  });
});

describe('a config file', () => {
  const read = (text: string) => readConfig(text, NAME, METAS);
  const settings = (text: string) => ruleSettings(METAS, read(text));

  it('chooses rules, severities, options, tests and tags', () => {
    const config = read(`
enable: [opt-in]
disable:
  - abandoned-send
severity: { defer-in-loop: info, all: error }
tests: false
tags: [integration, netgo]
options:
  defer-in-loop:
    maxBound: 8
`);
    assert.equal(config.tests, false);
    assert.deepEqual(config.tags, ['integration', 'netgo']);
    assert.deepEqual(ruleSettings(METAS, config), [
      {
        id: 'defer-in-loop',
        shows: ['default'],
        measures: false,
        severity: 'info',
        options: { maxBound: 8, locks: true, ignore: [] },
      },
      { id: 'endless-goroutine', shows: ['opt-in'], measures: false, severity: 'error', options: {} },
      { id: 'small-buffer', shows: [], measures: true, severity: 'error', options: {} },
    ]);
  });

  it('may be empty or hold only comments', () => {
    assert.deepEqual(settings(''), ruleSettings(METAS, EMPTY_CONFIG));
    assert.deepEqual(settings('# nothing yet\n'), ruleSettings(METAS, EMPTY_CONFIG));
  });

  const mistakes: [what: string, text: string, message: string][] = [
    ['an unknown key', 'tests: true\nenabel: [all]\n', `${NAME}:2: unknown key "enabel"\n  Did you mean enable?`],
    [
      'a key like no other',
      'linters: {}\n',
      `${NAME}:1: unknown key "linters"\n  Known keys: enable, disable, severity, tests, tags, options, effects.`,
    ],
    [
      'an unknown rule in a list',
      'disable:\n  - defer-in-loop\n  - abandonned-send\n',
      `${NAME}:3: unknown rule, family or tier "abandonned-send"\n` +
        '  Did you mean abandoned-send? `goleaklint rules` lists all.',
    ],
    [
      'a severity for an unknown rule',
      'severity:\n  defer-in-lop: info\n',
      `${NAME}:2: unknown rule, family or tier "defer-in-lop"\n` +
        '  Did you mean defer-in-loop? `goleaklint rules` lists all.',
    ],
    [
      'an unknown severity',
      'severity:\n  all: warn\n',
      `${NAME}:2: severity.all: expected error, warning, info, got "warn"\n  Known severities: error, warning, info.`,
    ],
    [
      'options of an unknown rule',
      'options:\n  small-bufer: {}\n',
      `${NAME}:2: options: unknown rule "small-bufer"\n  Did you mean small-buffer?`,
    ],
    [
      'an unknown option',
      'options:\n  defer-in-loop:\n    locks: true\n    maxbond: 3\n',
      `${NAME}:4: options.defer-in-loop: unknown option "maxbond"\n  Did you mean maxBound?`,
    ],
    [
      'an option of a rule that has none',
      'options: { small-buffer: { size: 3 } }\n',
      `${NAME}:1: options.small-buffer: unknown option "size"\n  small-buffer has no options.`,
    ],
    [
      'an option of the wrong type',
      'options:\n  defer-in-loop:\n    maxBound: "8"\n',
      `${NAME}:3: options.defer-in-loop.maxBound: expected an integer of at least 0, got "8"\n` +
        '  Loops of at most so many rounds are fine.',
    ],
    [
      'an option out of range',
      'options: {defer-in-loop: {maxBound: -1}}\n',
      `${NAME}:1: options.defer-in-loop.maxBound: expected an integer of at least 0, got -1\n` +
        '  Loops of at most so many rounds are fine.',
    ],
    [
      'an effect that is no text',
      'effects:\n  example.com/p:\n    Stop: [exits]\n',
      `${NAME}:3: effects.example.com/p.Stop: expected a text such as "exits process", got ["exits"]\n  Correct the value.`,
    ],
    [
      'effects without functions',
      'effects:\n  example.com/p: exits\n',
      `${NAME}:2: effects.example.com/p: expected a mapping from functions to what they do, got "exits"\n` +
        '  Correct the value.',
    ],
    [
      'a name where a list belongs',
      'enable: opt-in\n',
      `${NAME}:1: enable: expected a list of rules, families or tiers, got "opt-in"\n  Write a list: enable: [opt-in]`,
    ],
    ["YAML 1.1's yes", '\n\ntests: yes\n', `${NAME}:3: tests: expected true or false, got "yes"\n  Correct the value.`],
    [
      'a key without a value',
      'enable:\n',
      `${NAME}:1: enable: expected a list of rules, families or tiers, got null\n  Give it a value, or remove it.`,
    ],
    ['a list for the whole', '- a\n', `${NAME}:1: the file: expected a mapping, got ["a"]\n  Correct the value.`],
    [
      'a key twice',
      'tests: true\ntests: false\n',
      `${NAME}:2: not valid YAML: Map keys must be unique\n  Correct the line.`,
    ],
  ];
  for (const [what, text, message] of mistakes) {
    it(`${what} is an error with its line`, () => {
      assert.throws(() => read(text), { name: 'UsageError', message });
    });
  }

  it('never fails with anything but a usage error', () => {
    const yamlLike = fc.array(
      fc.constantFrom(
        'enable',
        'tests',
        'options',
        'effects',
        ': ',
        '- ',
        '\n',
        '  ',
        '&a',
        '*a',
        '!!set',
        '[',
        '}',
        '"',
        '1',
        '\t',
      ),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          yamlLike.map(parts => parts.join('')),
          fc.string(),
        ),
        text => {
          try {
            read(text);
          } catch (error) {
            assert.equal((error as Error).name, 'UsageError');
          }
        },
      ),
    );
  });

  it('has the form that its JSON Schema states', () => {
    const valid = new Ajv({ strict: true }).compile(configSchema(METAS));
    const accepted = [
      'tests: true',
      'enable: [all, goroutine]',
      'severity: {defer: error}',
      'tags: []',
      'options: {}',
      'effects: {os: {Exit: exits process}}',
    ];
    const texts = [...accepted, ...mistakes.slice(0, -1).map(([, text]) => text)];
    for (const text of texts) {
      const accepts = accepted.includes(text);
      assert.equal(valid(parse(text)), accepts, `schema on ${text}`);
      if (accepts) read(text);
      else assert.throws(() => read(text), `validator on ${text}`);
    }
  });
});

describe('the search for a config file', () => {
  async function inTree(files: readonly string[], check: (root: string) => void): Promise<void> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'goleaklint-config-'));
    try {
      for (const file of files) {
        await mkdir(path.dirname(path.join(root, file)), { recursive: true });
        await writeFile(path.join(root, file), '');
      }
      check(root);
    } finally {
      await rm(root, { recursive: true });
    }
  }

  it('takes the nearest file, up to the root of the repository', () =>
    inTree(
      ['.goleaklint.yml', 'repo/.git/HEAD', 'repo/.goleaklint.yaml', 'repo/mod/go.mod', 'repo/mod/a/a.go'],
      root => {
        assert.equal(findConfig(path.join(root, 'repo/mod/a')), path.join(root, 'repo/.goleaklint.yaml'));
      },
    ));

  it('ends at go.mod outside of a repository', () =>
    inTree(['.goleaklint.yml', 'mod/go.mod', 'mod/a/a.go'], root => {
      assert.equal(findConfig(path.join(root, 'mod/a')), undefined);
      assert.equal(findConfig(root), path.join(root, '.goleaklint.yml'));
    }));

  it('refuses to choose between both names', () =>
    inTree(['.goleaklint.yml', '.goleaklint.yaml'], root => {
      assert.throws(() => findConfig(root), {
        name: 'UsageError',
        message: /^\.: holds both .*\n {2}Keep one of them\./,
      });
    }));
});

describe('the nearest name', () => {
  it('forgives one slip in a short name and more in a long one', () => {
    assert.equal(nearest('tiemr', ['defer', 'timer']), 'timer');
    assert.equal(nearest('abandon-sends', ['abandoned-send']), 'abandoned-send');
    assert.equal(nearest('xyz', ['defer', 'timer']), undefined);
  });

  it('has a distance that is a symmetric count of edits', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance >= Math.abs(a.length - b.length) && distance <= Math.max(a.length, b.length));
      }),
    );
  });
});
