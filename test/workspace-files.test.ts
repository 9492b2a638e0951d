import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  impliedGoMinor,
  isSatisfied,
  parseBuildExpression,
  parsePlusBuildLines,
  type Constraint,
} from '../src/workspace/build-constraint.ts';
import { buildContextOf, fileNameHolds, tagHolds, tagsOfGoflags } from '../src/workspace/build-context.ts';
import { parseGoMod, parseGoWork } from '../src/workspace/module-file.ts';

describe('build constraints', () => {
  const constraint = fc.letrec<{ any: Constraint }>(tie => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', 'linux', 'go1.21', 'x_y.z').map((tag): Constraint => ({ kind: 'tag', tag })),
      fc.constantFrom('a', 'b', 'linux').map((tag): Constraint => ({ kind: 'not', operand: { kind: 'tag', tag } })),
      fc
        .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('any'), { minLength: 2, maxLength: 3 }))
        .map(([kind, operands]): Constraint => ({ kind, operands })),
    ),
  })).any;

  function print(of: Constraint): string {
    if (of.kind === 'tag') return of.tag;
    if (of.kind === 'not') return `!${print(of.operand)}`;
    return `(${of.operands.map(print).join(of.kind === 'and' ? '&&' : ' || ')})`;
  }

  it('are read as they are printed', () => {
    fc.assert(
      fc.property(
        constraint,
        fc.uniqueArray(fc.constantFrom('a', 'b', 'linux', 'go1.21', 'x_y.z')),
        (expected, tags) => {
          const read = parseBuildExpression(print(expected)) ?? assert.fail(print(expected));
          const holds = (tag: string): boolean => tags.some(known => known === tag);
          assert.equal(isSatisfied(read, holds), isSatisfied(expected, holds));
        },
      ),
    );
  });

  it('bind && more tightly than ||', () => {
    const read = parseBuildExpression('a || b && c') ?? assert.fail();
    assert.ok(isSatisfied(read, tag => tag === 'a'));
    assert.ok(!isSatisfied(read, tag => tag === 'c'));
  });

  it('that are broken are no constraints', () => {
    for (const text of ['', '(', 'a b', 'a &&', '&& a', '!', '!!a', 'a,b', 'a & b', '(a', 'a)', '('.repeat(1e5)]) {
      assert.equal(parseBuildExpression(text), undefined, text.slice(0, 20));
    }
    assert.ok(parseBuildExpression(Array<string>(1e5).fill('a').join('&&')) !== undefined);
  });

  it('in +build lines: lines and commas are and, spaces are or', () => {
    const read = parsePlusBuildLines(['a,!b c', 'd']) ?? assert.fail();
    const holds = (...tags: string[]): boolean => isSatisfied(read, tag => tags.includes(tag));
    assert.ok(holds('a', 'd') && holds('c', 'b', 'd') && !holds('a', 'b', 'd') && !holds('a'));
  });

  it('imply the oldest release that can satisfy them', () => {
    const implied = (text: string): number | undefined =>
      impliedGoMinor(parseBuildExpression(text) ?? assert.fail(text));
    assert.equal(implied('go1.21'), 21);
    assert.equal(implied('go1.21 && go1.23'), 23);
    assert.equal(implied('go1.21 || go1.18'), 18);
    assert.equal(implied('go1.21 || linux'), undefined);
    assert.equal(implied('linux && (go1.22 || go1.24)'), 22);
    assert.equal(implied('!go1.22'), undefined);
    assert.equal(implied('!(!linux || windows) && go1.20'), 20);
  });
});

describe('the build', () => {
  it('is linux/amd64 with cgo, unless the environment or --tags say otherwise', () => {
    const { tags, ...rest } = buildContextOf({}, undefined);
    assert.deepEqual(rest, { goos: 'linux', goarch: 'amd64', cgo: true });
    assert.deepEqual([...tags], []);
    const env = { GOOS: 'windows', GOARCH: 'arm64', CGO_ENABLED: '0', GOFLAGS: '-v -tags=a,b' };
    const { tags: fromEnv, ...other } = buildContextOf(env, undefined);
    assert.deepEqual(other, { goos: 'windows', goarch: 'arm64', cgo: false });
    assert.deepEqual([...fromEnv], ['a', 'b']);
    assert.deepEqual([...buildContextOf(env, ['c']).tags], ['c']);
    assert.ok(!buildContextOf({ GOOS: 'js', GOARCH: 'wasm' }, undefined).cgo);
  });

  it('takes the last -tags of GOFLAGS, quoted or not', () => {
    assert.deepEqual(tagsOfGoflags(`-tags=a '--tags=b c' -mod=vendor`), ['b', 'c']);
    assert.deepEqual(tagsOfGoflags('-race'), []);
  });

  it('has the tags of its platform, gc, cgo and every release', () => {
    const linux = buildContextOf({}, ['mine']);
    for (const tag of ['linux', 'amd64', 'unix', 'gc', 'cgo', 'go1.1', 'go1.99', 'mine'])
      assert.ok(tagHolds(linux, tag), tag);
    for (const tag of ['windows', 'arm64', 'gccgo', 'ignore', 'go2', '']) assert.ok(!tagHolds(linux, tag), tag);
    const android = buildContextOf({ GOOS: 'android', CGO_ENABLED: '0' }, undefined);
    assert.ok(tagHolds(android, 'linux') && tagHolds(android, 'unix') && !tagHolds(android, 'cgo'));
  });

  it('decides by file name', () => {
    const linux = buildContextOf({}, undefined);
    const names = ['a.go', 'linux.go', 'windows.go', 'a_linux.go', 'a_amd64_test.go', 'a_linux_amd64.go', 'a_unix.go'];
    for (const name of [...names, 'windows_a.go', 'a_windows_x.go']) assert.ok(fileNameHolds(linux, name), name);
    for (const name of [
      'a_windows.go',
      'a_arm64.go',
      'a_linux_arm64.go',
      'a_windows_amd64_test.go',
      'a_windows.x.go',
    ]) {
      assert.ok(!fileNameHolds(linux, name), name);
    }
  });
});

describe('go.mod and go.work', () => {
  it('are read with comments, blocks and quotes', () => {
    const mod = parseGoMod(`// Deprecated: no
module "example.com/m" // here
go 1.22.3
toolchain go1.24.1
godebug (
	default=go1.21
	asynctimerchan=1
)
require ( example.com/a v1.0.0 )
replace (
	example.com/a => ./a
	example.com/b v1.0.0 => \`../b c\`
	example.com/c => example.com/d v1.0.0
)
ignore ./out
retract [v1.0.0, v1.1.0] // no
`);
    assert.equal(mod.module, 'example.com/m');
    assert.deepEqual([mod.go, mod.toolchain], [22, 24]);
    assert.deepEqual(
      [...mod.godebug],
      [
        ['default', 'go1.21'],
        ['asynctimerchan', '1'],
      ],
    );
    assert.deepEqual(mod.replacements, [
      { path: 'example.com/a', dir: './a' },
      { path: 'example.com/b', dir: '../b c' },
    ]);
    assert.deepEqual(mod.ignores, ['./out']);
    assert.deepEqual(mod.problems, []);
    assert.deepEqual(parseGoWork('go 1.25\r\nuse (\r\n\t./a // x\r\n\t"./b c"\r\n)\r\nuse ./d').uses, [
      './a',
      './b c',
      './d',
    ]);
  });

  it('that are broken say where and what to do', () => {
    const { problems } = parseGoMod('go one\n\nreplace x =>\ngodebug x\nreplace (\nmodule "m\n');
    assert.deepEqual(
      problems.map(({ line }) => line),
      [1, 1, 3, 4, 5, 6, 6],
    );
    const text = problems.map(({ message }) => message).join('\n');
    for (const part of [
      'write "go 1.25"',
      'write "replace old => new"',
      'add the missing "',
      'add ")"',
      'no module line',
    ]) {
      assert.ok(text.includes(part), part);
    }
  });

  it('never make the reader fail', () => {
    const fragment = fc.constantFrom(
      'module',
      'go',
      ' ',
      '\n',
      '(',
      ')',
      '"',
      '`',
      '=>',
      '//',
      '1.21',
      'replace',
      'use',
      './x',
      '\0',
      '=',
    );
    fc.assert(
      fc.property(fc.array(fragment), fragments => {
        const text = fragments.join('');
        const lines = text.split('\n').length;
        for (const { line } of [...parseGoMod(text).problems, ...parseGoWork(text).problems]) {
          assert.ok(line >= 1 && line <= lines);
        }
      }),
    );
  });
});
