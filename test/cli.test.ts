import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import type { RunReport } from '../src/base/report.ts';
import { goleaklint, inDirectory, usage } from './cli-environment.ts';
import { CLEAN, RANKED, UNRANKED } from './report-sample.ts';

/** The sample run with its findings of one severity alone. */
function only(severity: string): RunReport {
  return { ...RANKED, findings: RANKED.findings.filter(finding => finding.severity === severity) };
}

describe('the exit code', () => {
  it('is 0 for a clean run, which prints nothing when piped', async () => {
    const { code, stdout, stderr } = await goleaklint([]);
    assert.deepEqual([code, stdout, stderr], [0, '', '']);
  });

  it('is 1 for findings at or above --fail-on, by default from warnings on', async () => {
    assert.equal((await goleaklint([], { report: only('error') })).code, 1);
    assert.equal((await goleaklint([], { report: only('warning') })).code, 1);
    assert.equal((await goleaklint([], { report: only('info') })).code, 0);
    assert.equal((await goleaklint(['--fail-on', 'error'], { report: only('warning') })).code, 0);
    assert.equal((await goleaklint(['--fail-on', 'info'], { report: only('info') })).code, 1);
    assert.equal((await goleaklint(['--fail-on', 'none'], { report: RANKED })).code, 0);
  });

  it('is the same for every format', async () => {
    for (const format of ['text', 'json', 'sarif']) {
      assert.equal((await goleaklint(['--format', format], { report: RANKED })).code, 1);
      assert.equal((await goleaklint(['--format', format])).code, 0);
    }
  });

  it('is 1 with --fail-on TYPE>=SIZE if a profile measured that much for one finding', async () => {
    const failOn = async (value: string) =>
      (await goleaklint(['--profile', 'p', '--fail-on', value], { report: RANKED })).code;
    assert.equal(await failOn('alloc_space>=6MB'), 1);
    assert.equal(await failOn('alloc_space>=6501171'), 1);
    assert.equal(await failOn('alloc_space>=6.3MB'), 0);
    assert.equal(await failOn('alloc_objects>=20'), 1);
  });

  it('is 2 if --fail-on asks for a type that the profiles lack; the findings are printed', async () => {
    const { code, stdout, stderr } = await goleaklint(['--profile', 'p', '--fail-on', 'inuse_space>=1MB'], {
      report: RANKED,
    });
    assert.equal(code, 2);
    assert.match(stdout, /abandoned-send/);
    assert.match(
      stderr,
      /goleaklint: --fail-on: no profile holds .*"inuse_space"\n {2}Present: alloc_objects, alloc_space\./,
    );
  });

  it('is 2 for a bad profile; the findings are printed, and the reason once', async () => {
    const report = { ...UNRANKED, notices: [{ kind: 'bad-profile' as const, message: 'not a profile' }] };
    const { code, stdout, stderr } = await goleaklint(['--profile', 'heap.pb.gz'], {
      report,
      result: { usage: usage('not a profile') },
    });
    assert.equal(code, 2);
    assert.match(stdout, /abandoned-send/);
    assert.equal(
      stderr,
      'goleaklint: heap.pb.gz: not a profile\n  Record it again.\n3 findings in 2 packages (1 suppressed, 3 not shown without a profile that measures them)\n',
    );
  });

  it('is 3 if a rule failed, whatever else happened; the rest is printed', async () => {
    const { code, stdout } = await goleaklint([], { report: RANKED, result: { failures: true, usage: usage('bad') } });
    assert.equal(code, 3);
    assert.match(stdout, /abandoned-send/);
  });

  it('is 3 for a crash, without a stack trace', async () => {
    const { code, stderr } = await goleaklint([], { crash: new TypeError('x is undefined') });
    assert.equal(code, 3);
    assert.match(stderr, /^goleaklint: internal error: x is undefined\n {2}Please report it/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });
});

describe('standard error', () => {
  it('has the notices and a count', async () => {
    const { stderr } = await goleaklint([], { report: RANKED });
    assert.equal(
      stderr,
      'goleaklint: server/broken.go:12: syntax error; the rest was analysed\n' +
        'goleaklint: go.work: 3 modules are analysed\n' +
        '4 findings in 2 packages (1 suppressed, 3 not shown without a profile that measures them)\n',
    );
  });

  it('says on a terminal that a run was clean', async () => {
    assert.equal((await goleaklint([], { terminal: true })).stderr, 'no findings in 1 package\n');
  });

  it('has the figures of --stats', async () => {
    const { stderr } = await goleaklint(['--stats'], { result: { stats: { parse: '1.2 s', files: 3, by: { a: 1 } } } });
    assert.equal(stderr, 'parse: 1.2 s\nfiles: 3\nby: {"a":1}\n');
  });
});

describe('flags', () => {
  it('default to ./..., all processors, tests and medium confidence', async () => {
    const { options } = await goleaklint([]);
    assert.ok(options);
    const { rules, env, jobs, ...rest } = options;
    assert.deepEqual(rest, {
      cwd: '/nowhere',
      effects: {},
      patterns: ['./...'],
      tests: true,
      allPlatforms: false,
      details: false,
      moduleCache: false,
      minConfidence: 'medium',
      profiles: [],
      bases: [],
      pathMap: [],
      limits: { onlyMeasured: false },
      minShare: 0.01,
    });
    assert.ok(jobs >= 1);
    assert.deepEqual(
      rules.map(rule => rule.id),
      ['abandoned-send', 'defer-in-loop', 'small-buffer'],
    );
    assert.ok(Object.values(env).every(value => value === undefined));
  });

  it('work with one dash, as in Go, and with two', async () => {
    for (const dash of ['-', '--']) {
      const { options, stdout } = await goleaklint([
        `${dash}json`,
        `${dash}tests=false`,
        `${dash}module-cache`,
        `${dash}tags`,
        'a,b',
        `${dash}tags=c`,
        `${dash}go`,
        '1.22.3',
        './cmd/...',
        'x.go',
      ]);
      assert.equal(options?.tests, false);
      assert.equal(options.moduleCache, true);
      assert.deepEqual(options.tags, ['a', 'b', 'c']);
      assert.equal(options.go, 22);
      assert.deepEqual(options.patterns, ['./cmd/...', 'x.go']);
      assert.match(stdout, /^\{\n {2}"version": 1,/);
    }
  });

  it('reach the engine', async () => {
    const { options } = await goleaklint(
      '--profile a.pb.gz --profile=b.pb.gz --rank inuse_space:cum --min-share 0.5% --jobs 0 --min-confidence low --no-cache --cache-dir c p'.split(
        ' ',
      ),
      { variables: { GOOS: 'windows', SHELL: '/bin/sh' } },
    );
    assert.deepEqual(options?.profiles, ['a.pb.gz', 'b.pb.gz']);
    assert.equal(options.stdin, undefined);
    for (const argv of [['--profile', '-', 'p'], ['-profile', '-'], ['--profile=-']]) {
      const { options: piped } = await goleaklint(argv);
      assert.deepEqual(piped?.profiles, ['-']);
      assert.ok(piped.stdin !== undefined);
    }
    assert.equal(options.rank, 'inuse_space:cum');
    assert.equal(options.minShare, 0.005);
    assert.deepEqual([options.bases, options.pathMap, options.limits], [[], [], { onlyMeasured: false }]);
    assert.equal(options.jobs, 0);
    assert.equal(options.minConfidence, 'low');
    assert.equal(options.env['GOOS'], 'windows');
    assert.ok(!('SHELL' in options.env));
    assert.deepEqual(options.patterns, ['p']);
  });

  it('that choose rules apply in the order in which they were typed', async () => {
    const rules = async (line: string) =>
      (await goleaklint(line.split(' '))).options?.rules.map(rule => [rule.id, ...rule.shows].join(' '));
    assert.deepEqual(await rules('--disable all --enable defer,abandoned-send'), [
      'abandoned-send default opt-in',
      'defer-in-loop default',
    ]);
    assert.deepEqual(await rules('-enable=defer -disable all'), []);
    assert.deepEqual(await rules('--only goroutine --disable opt-in'), ['abandoned-send default']);
    assert.deepEqual(await rules('--only defer -- --only goroutine'), ['defer-in-loop default']);
  });

  it('change severities', async () => {
    const { options } = await goleaklint(['--severity', 'all=info,defer=error', '--severity=small-buffer=warning']);
    assert.deepEqual(
      options?.rules.map(rule => rule.severity),
      ['info', 'error', 'warning'],
    );
  });

  it('write several formats in one run, files at once and without colours', () =>
    inDirectory(async dir => {
      await mkdir(path.join(dir, '.git'));
      await mkdir(path.join(dir, 'sub'));
      const { code, stdout } = await goleaklint(
        ['--format', 'text', '--format=sarif:out.sarif', '--format', 'text:out.txt', '--color', 'always'],
        { report: RANKED, cwd: path.join(dir, 'sub'), terminal: true },
      );
      assert.equal(code, 1);
      assert.ok(stdout.includes('\u001b['));
      assert.match(await readFile(path.join(dir, 'sub/out.sarif'), 'utf8'), /"uri": "sub\/server\/watch\.go"/);
      assert.equal(
        await readFile(path.join(dir, 'sub/out.txt'), 'utf8'),
        await readFile('testdata/golden/ranked.txt', 'utf8'),
      );
      assert.deepEqual((await readdir(path.join(dir, 'sub'))).sort(), ['out.sarif', 'out.txt']);
    }));

  it('--color follows the terminal, NO_COLOR and FORCE_COLOR', async () => {
    const isColored = async (argv: string[], terminal: boolean, variables = {}) =>
      (await goleaklint(argv, { report: UNRANKED, terminal, variables })).stdout.includes('\u001b[');
    assert.equal(await isColored([], false), false);
    assert.equal(await isColored([], true), true);
    assert.equal(await isColored([], true, { NO_COLOR: '1' }), false);
    assert.equal(await isColored([], true, { TERM: 'dumb' }), false);
    assert.equal(await isColored([], false, { FORCE_COLOR: '1' }), true);
    assert.equal(await isColored(['--color=always'], false), true);
    assert.equal(await isColored(['--no-color'], true), false);
  });
});

describe('the config file', () => {
  it('holds unless a flag says otherwise', () =>
    inDirectory(async dir => {
      await writeFile(
        path.join(dir, '.goleaklint.yml'),
        'disable: [all]\nenable: [defer]\ntests: false\ntags: [a]\nseverity: {defer: info}\n',
      );
      const config = await goleaklint([], { cwd: dir });
      assert.deepEqual(config.options?.rules, []);
      assert.equal(config.options.tests, false);
      assert.deepEqual(config.options.tags, ['a']);

      const flags = await goleaklint(['--enable', 'defer', '--tests', '--tags', 'b'], { cwd: dir });
      assert.deepEqual(
        flags.options?.rules.map(rule => [rule.id, rule.severity]),
        [['defer-in-loop', 'info']],
      );
      assert.equal(flags.options.tests, true);
      assert.deepEqual(flags.options.tags, ['b']);
    }));

  it('with a mistake stops the run with its line, seen from the working directory', () =>
    inDirectory(async dir => {
      await mkdir(path.join(dir, '.git'));
      await mkdir(path.join(dir, 'sub'));
      await writeFile(path.join(dir, '.goleaklint.yml'), 'tests: true\ndisable:\n  - defer-in-lop\n');
      const { code, stdout, stderr, options } = await goleaklint([], { cwd: path.join(dir, 'sub') });
      assert.deepEqual([code, stdout, options], [2, '', undefined]);
      assert.equal(
        stderr,
        `goleaklint: ${path.join('..', '.goleaklint.yml')}:3: unknown rule, family or tier "defer-in-lop"\n` +
          '  Did you mean defer-in-loop? `goleaklint rules` lists all.\n',
      );
    }));

  it('that cannot be read stops the run', () =>
    inDirectory(async dir => {
      await mkdir(path.join(dir, '.goleaklint.yml'));
      const { code, stderr } = await goleaklint([], { cwd: dir });
      assert.equal(code, 2);
      assert.match(
        stderr,
        /^goleaklint: \.goleaklint\.yml: cannot be read: EISDIR.*\n {2}Make it readable, or remove it\.\n$/,
      );
    }));
});

describe('the other commands', () => {
  it('--version prints the version, --help what there is', async () => {
    assert.deepEqual(await goleaklint(['--version']), { code: 0, stdout: '1.2.3\n', stderr: '', options: undefined });
    const { code, stdout } = await goleaklint(['--help']);
    assert.equal(code, 0);
    for (const word of ['explain <rule>', '--fail-on', '--profile', 'Exit codes'])
      assert.ok(stdout.includes(word), word);
  });

  it('rules lists the rules by family, or as JSON', async () => {
    const { stdout } = await goleaklint(['rules']);
    assert.deepEqual(
      stdout.split('\n').map(line => line.split(/ {2,}/).slice(0, 3).join(' ')),
      [
        'rule family tier',
        'abandoned-send goroutine default',
        'endless-goroutine goroutine opt-in',
        'defer-in-loop defer default',
        'small-buffer allocation profile',
        '',
      ],
    );
    const rules = JSON.parse((await goleaklint(['rules', '-json'])).stdout) as { id: string; options: object }[];
    assert.equal(rules.length, 4);
    assert.ok('maxBound' in (rules[1]?.options ?? {}));
  });

  it("explain prints a rule's page without Markdown, or what its metadata says", async () => {
    const page = '<!-- generated -->\n\n# defer-in-loop\n\n## Why\n\nA `defer` waits.\n\n```go\nfor {\n\n}\n```\n';
    const { stdout } = await goleaklint(['explain', 'defer-in-loop'], { pages: { 'defer-in-loop': page } });
    assert.equal(stdout, 'defer-in-loop\n\nWhy\n\nA defer waits.\n\n    for {\n\n    }\n');
    const { stdout: bare } = await goleaklint(['explain', 'small-buffer']);
    assert.match(
      bare,
      /^small-buffer\n\nA small buffer that could be an array\.\n[\s\S]*It is never released\.\n[\s\S]*Where it reports less\n\n- In tests: not reported\.\n/,
    );
  });

  it('an empty report is still written: GitHub closes alerts by it', async () => {
    assert.match((await goleaklint(['--format', 'sarif'], { report: CLEAN })).stdout, /"results": \[\]/);
  });
});
