import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goleaklint, inDirectory } from './cli-environment.ts';

describe('wrong use', () => {
  const mistakes: [line: string, message: string][] = [
    ['--enabel defer', '--enabel: unknown flag\n  Did you mean --enable?'],
    ['-jsno', '--jsno: unknown flag\n  Did you mean --json?'],
    ['--wat=1 ./...', '--wat: unknown flag\n  See goleaklint --help.'],
    ['--rank', '--rank: needs a value\n  See goleaklint --help for what it takes.'],
    ['--tests=maybe', '--tests: expected true or false, got "maybe"\n  Write --tests, or --tests=false.'],
    ['--format xml', '--format: unknown format "xml"\n  Known formats: text, json, sarif, html.'],
    ['--format sarf:out', '--format: unknown format "sarf"\n  Did you mean sarif?'],
    [
      '--format sarif:',
      '--format: expected a file name after the colon, got "sarif:"\n  Example: --format sarif:out.sarif',
    ],
    [
      '--json --format text',
      '--format: two formats for standard output\n' +
        '  Give all but one a file: --format text --format sarif:report.sarif',
    ],
    [
      '--fail-on warn',
      '--fail-on: expected error, warning, info, none or TYPE>=SIZE, got "warn"\n' +
        '  Examples: --fail-on error, --fail-on "alloc_space>=10MB"',
    ],
    ['--fail-on alloc_space>=big', '--fail-on: expected a size, got "big"\n  Examples: 4096, 512kB, 10MB'],
    ['--min-share 1', '--min-share: expected a percentage or a fraction below 1, got "1"\n  Examples: 1%, 0.01'],
    ['--rank alloc_space', '--rank: there is no profile to measure by\n  Give one with --profile FILE.'],
    ['--base p', '--base: there is no profile to measure by\n  Give one with --profile FILE.'],
    ['--only-measured', '--only-measured: there is no profile to measure by\n  Give one with --profile FILE.'],
    [
      '--path-map /src --profile p',
      '--path-map: expected FROM=TO, got "/src"\n  Example: --path-map /build/src=. for files that lie here',
    ],
    ['--min-alloc much --profile p', '--min-alloc: expected a size, got "much"\n  Examples: 4096, 512kB, 10MB'],
    ['--fail-on alloc_space>=1', '--fail-on: there is no profile to measure by\n  Give one with --profile FILE.'],
    [
      '--rank alloc:sum --profile p',
      '--rank: expected a sample type, with :flat, :own or :cum if wanted, got "alloc:sum"\n  Examples: alloc_space, inuse_space:cum',
    ],
    ['--go go2', '--go: expected a Go version, got "go2"\n  Examples: 1.22, 1.25.3'],
    ['--jobs -1', '--jobs: expected a number of threads from 0 to 999, got "-1"\n  Use 0 to run on the main thread.'],
    ['--min-confidence hihg', '--min-confidence: expected one of high, medium, low, got "hihg"\n  Did you mean high?'],
    ['--severity defer', '--severity: expected RULE=LEVEL, got "defer"\n  Example: --severity defer-in-loop=error'],
    [
      '--color sometimes',
      '--color: expected one of auto, always, never, got "sometimes"\n  Known values: auto, always, never.',
    ],
    [
      '--only tiemr',
      '--only: unknown rule, family or tier "tiemr"\n  Did you mean timer? `goleaklint rules` lists all.',
    ],
    ['explain', 'explain: needs the id of a rule\n  `goleaklint rules` lists them.'],
    ['explain defer-in-lop', 'explain: unknown rule "defer-in-lop"\n  Did you mean defer-in-loop?'],
    ['explain defer-in-loop more', 'more: unexpected argument\n  See goleaklint --help.'],
  ];
  for (const [line, message] of mistakes) {
    it(`goleaklint ${line}`, async () => {
      const { code, stdout, stderr, options } = await goleaklint(line.split(' '));
      assert.equal(stderr, `goleaklint: ${message}\n`);
      assert.deepEqual([code, stdout, options], [2, '', undefined]);
    });
  }

  it('an output file that cannot be written is known before the run', () =>
    inDirectory(async dir => {
      for (const file of ['missing/out.json', '.']) {
        const { code, stderr, options } = await goleaklint(['--format', `json:${file}`], { cwd: dir });
        assert.deepEqual([code, options], [2, undefined]);
        assert.match(
          stderr,
          /^goleaklint: --format: cannot write .*\n {2}Name a file in a directory that you may write to\.\n$/,
        );
      }
    }));
});
