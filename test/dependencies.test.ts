/**
 * Sources of other modules: which the go command would use, and what importers know of them.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { NEWEST_GO } from '../src/base/go-version.ts';
import { DependencyFacts } from '../src/engine/dependency-facts.ts';
import { FactStore } from '../src/engine/fact-store.ts';
import type { Declarations } from '../src/semantic/facts.ts';
import { Package } from '../src/semantic/package.ts';
import { printType } from '../src/semantic/types/type-text.ts';
import type { GoParser } from '../src/syntax/parser.ts';
import { Kind } from '../src/syntax/kinds.ts';
import { cachedModule, moduleCacheDir } from '../src/workspace/module-cache.ts';
import { compareVersions } from '../src/workspace/module-version.ts';
import { goParser } from './go-parser.ts';
import { standardLibrary } from './semantic-fixture.ts';
import type { Request, Tree } from './workspace-tree.ts';
import { loadIn, unit, withTree } from './workspace-tree.ts';

const LIB = 'example.com/lib';
/** A package whose version shows in what it declares. */
const versioned = (name: string): string => `package lib\n\ntype ${name} struct{}\n`;
const importing = (...paths: string[]): string =>
  `package app\n\nimport (${paths.map(one => `\n\t"${one}"`).join('')}\n)\n`;

/** What the unit of the tree's root sees; `cache` is a folder of the tree. */
async function withDeclarations<T>(
  tree: Tree,
  { parser = goParser, ...request }: Request & { parser?: GoParser },
  use: (declarations: Declarations) => T,
): Promise<T> {
  return withTree(tree, async dir => {
    const env = { GOMODCACHE: path.join(dir, 'cache'), ...request.env };
    const workspace = await loadIn(dir, { ...request, env });
    const facts = workspace.buildLists.map(list => new DependencyFacts(list, parser, standardLibrary));
    return use(new FactStore(standardLibrary, facts).visibleTo(unit(workspace, 'example.com/app')));
  });
}

/** The types that a package declares; undefined without source. */
function typesOf(tree: Tree, request: Request = {}, importPath = LIB): Promise<readonly string[] | undefined> {
  return withDeclarations(tree, request, declarations => {
    const types = declarations.of(importPath)?.types;
    assert.equal(declarations.nameOf(importPath) === undefined, types === undefined, 'has a name if it has facts');
    return types === undefined ? undefined : Object.keys(types);
  });
}

const VENDORED: Tree = {
  'go.mod': 'module example.com/app\n\ngo 1.22\n\nrequire example.com/lib v1.2.0\n',
  'app.go': importing(LIB),
  'vendor/modules.txt': '# example.com/lib v1.2.0\n## explicit\nexample.com/lib\n',
  'vendor/example.com/lib/lib.go': versioned('Vendored'),
};

describe('vendor/', () => {
  it('is used from Go 1.14 on, unless -mod says otherwise', async () => {
    const old = { ...VENDORED, 'go.mod': 'module example.com/app\n\ngo 1.13\n' };
    assert.deepEqual(await typesOf(VENDORED), ['Vendored']);
    assert.equal(await typesOf(VENDORED, { env: { GOFLAGS: '-mod=mod' } }), undefined);
    assert.equal(await typesOf(VENDORED, { env: { GOFLAGS: '-mod=readonly' } }), undefined);
    assert.equal(await typesOf(old), undefined);
    assert.deepEqual(await typesOf(old, { env: { GOFLAGS: '-mod=vendor' } }), ['Vendored']);
  });

  it('is used only if the go command wrote it', async () => {
    const { 'vendor/modules.txt': _, ...byHand } = VENDORED;
    assert.equal(await typesOf(byHand), undefined);
  });

  it('of go.work serves the modules that it uses, and theirs do not', async () => {
    const inWork = {
      'go.work': 'go 1.22\n\nuse ./app\n',
      ...Object.fromEntries(Object.entries(VENDORED).map(([name, text]) => [`app/${name}`, text])),
    };
    const request = { patterns: ['./app'] };
    assert.equal(await typesOf(inWork, request), undefined);
    const workVendor = { 'vendor/modules.txt': '## workspace\n', 'vendor/example.com/lib/lib.go': versioned('Work') };
    assert.deepEqual(await typesOf({ ...inWork, ...workVendor }, request), ['Work']);
    assert.equal(await typesOf({ ...inWork, ...workVendor, 'go.work': 'go 1.21\n\nuse ./app\n' }, request), undefined);
  });

  it('of a main module serves what replaces modules of it', async () => {
    const tree = {
      ...VENDORED,
      'go.mod': 'module example.com/main\n\ngo 1.22\n\nreplace example.com/app => ./app\n',
      'app.go': 'package main\n\nimport _ "example.com/app"\n',
      'app/go.mod': 'module example.com/app\n\ngo 1.22\n',
      'app/app.go': importing(LIB),
    };
    assert.deepEqual(await typesOf(tree), ['Vendored']);
  });
});

const CACHED: Tree = {
  'go.mod': 'module example.com/app\n\ngo 1.22\n\nrequire example.com/lib v1.2.0\n',
  'app.go': importing(LIB),
  'cache/example.com/lib@v1.2.0/lib.go': versioned('V1_2'),
  'cache/example.com/lib@v1.10.0/lib.go': versioned('V1_10'),
  'cache/example.com/fork@v0.1.0/lib.go': versioned('Fork'),
  'cache/example.com/!upper!case@v1.0.0/in/in.go': 'package in\n\ntype In int\n',
};
const CACHE = { moduleCache: true };

describe('the module cache', () => {
  const goMod = (lines: string): Tree => ({ ...CACHED, 'go.mod': `module example.com/app\n\ngo 1.22\n\n${lines}\n` });

  it('is used only if it was asked for', async () => {
    assert.equal(await typesOf(CACHED), undefined);
    assert.deepEqual(await typesOf(CACHED, CACHE), ['V1_2']);
  });

  it('holds versions and replacements that go.mod names', async () => {
    const required = 'require example.com/lib v1.2.0';
    const fork = 'example.com/fork v0.1.0';
    assert.deepEqual(await typesOf(goMod(`${required}\nreplace example.com/lib => ${fork}`), CACHE), ['Fork']);
    assert.deepEqual(await typesOf(goMod(`${required}\nreplace example.com/lib v1.2.0 => ${fork}`), CACHE), ['Fork']);
    assert.deepEqual(await typesOf(goMod(`${required}\nreplace example.com/lib v1.0.0 => ${fork}`), CACHE), ['V1_2']);
    assert.equal(await typesOf(goMod('require example.com/lib v9.0.0'), CACHE), undefined);
    assert.equal(await typesOf(goMod(''), CACHE), undefined);
  });

  it('writes capitals in its own way', async () => {
    const tree = goMod('require example.com/UpperCase v1.0.0');
    assert.deepEqual(await typesOf(tree, CACHE, 'example.com/UpperCase/in'), ['In']);
    assert.equal(cachedModule('/c', 'a.b/C', 'v1.0.0-RC1'), '/c/a.b/!c@v1.0.0-!r!c1');
  });

  it('is read in the highest version that the modules of go.work require', async () => {
    const tree = {
      'go.work': 'go 1.22\n\nuse (\n\t./app\n\t./other\n)\n',
      'app/go.mod': CACHED['go.mod'] ?? '',
      'app/app.go': importing(LIB),
      'other/go.mod': 'module example.com/other\n\ngo 1.22\n\nrequire example.com/lib v1.10.0\n',
      ...Object.fromEntries(Object.entries(CACHED).filter(([name]) => name.startsWith('cache/'))),
    };
    assert.deepEqual(await typesOf(tree, { ...CACHE, patterns: ['./app'] }), ['V1_10']);
  });

  it('lies where go env says', async () => {
    const none = { HOME: '/home/me' };
    assert.equal(moduleCacheDir(none, 'linux'), '/home/me/go/pkg/mod');
    assert.equal(moduleCacheDir({ ...none, GOPATH: '/go:/more' }, 'linux'), '/go/pkg/mod');
    assert.equal(moduleCacheDir({ ...none, GOPATH: '/go', GOMODCACHE: '/cache' }, 'darwin'), '/cache');
    assert.equal(moduleCacheDir({}, 'linux'), undefined);
    await withTree({ 'home/.config/go/env': 'GOPATH=/set\nGOFLAGS=-v\n', other: 'GOMODCACHE=/other\n' }, dir => {
      const HOME = path.join(dir, 'home');
      assert.equal(moduleCacheDir({ HOME }, 'linux'), '/set/pkg/mod');
      assert.equal(moduleCacheDir({ HOME, GOENV: path.join(dir, 'other') }, 'linux'), '/other');
      assert.equal(moduleCacheDir({ HOME, GOENV: 'off' }, 'linux'), path.join(HOME, 'go/pkg/mod'));
      return Promise.resolve();
    });
  });

  it('orders versions as the go command does', () => {
    const ordered = [
      'x',
      'v0.9.0',
      'v1.0.0-0.20240101000000-abc',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-alpha.beta',
    ];
    const further = ['v1.0.0-beta.2', 'v1.0.0-beta.11', 'v1.0.0', 'v1.2.0+incompatible', 'v1.10.0'];
    const versions = [...ordered, ...further];
    assert.deepEqual(versions.toReversed().sort(compareVersions), versions);
  });
});

describe('a dependency', () => {
  const vendored = (files: Tree): Tree => ({
    ...VENDORED,
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`vendor/${name}`, text])),
  });

  it('gives types through the packages that it imports itself', async () => {
    const app = `package app

import "example.com/lib"

func use() {
	c := lib.New()
	c.Start(1)
	_, _, _ = c.Queue, lib.Default, c.Next()
}
`;
    const files = {
      'example.com/lib/lib.go':
        'package lib\n\nimport "example.com/base/v2"\n\ntype Client struct{ base.Core; Queue base.Names }\n\n' +
        'var Default = base.Make()\n\nfunc New() *Client { return nil }\n',
      'example.com/base/v2/base.go':
        'package base\n\nimport "time"\n\ntype Core struct{}\ntype Names = []string\n\n' +
        'func (c *Core) Start(n int) {}\nfunc (c *Core) Next() time.Duration { return 0 }\nfunc Make() map[string]Core { return nil }\n',
    };
    await withDeclarations(vendored(files), {}, declarations => {
      const file = {
        path: 'app.go',
        tree: goParser.parse(app),
        isTest: false,
        isGenerated: false,
        language: NEWEST_GO,
      };
      const pkg = new Package({ path: 'example.com/app', files: [file], declarations });
      const types = [...pkg.nodes(Kind.SelectorExpression)].map(
        at => `${pkg.textOf(at)}: ${printType(pkg.typeOf(at))}`,
      );
      assert.deepEqual(types, [
        'lib.New: func()(*example.com/lib.Client)',
        'c.Start: func(int)()',
        'c.Queue: example.com/base/v2.Names',
        'lib.Default: map[string]example.com/base/v2.Core',
        'c.Next: func()(time.Duration)',
      ]);
      assert.equal(pkg.importsWithoutSource, 0);
    });
  });

  it('sees the packages of main modules, whether these are analysed or not', async () => {
    const files = {
      'example.com/lib/lib.go': 'package lib\n\nimport "example.com/app/api"\n\nvar Default = api.New()\n',
    };
    const tree = { ...vendored(files), 'api/api.go': 'package api\n\ntype A int\n\nfunc New() A { return 0 }\n' };
    await withDeclarations(tree, { patterns: ['.'] }, declarations => {
      assert.equal(declarations.of(LIB)?.variables['Default']?.type, 'example.com/app/api.A');
    });
  });

  it('is read if somebody asks what it declares, and parsed declaration by declaration', async () => {
    const parsed: string[] = [];
    const parser: GoParser = { parse: (...args) => (parsed.push(args[0]), goParser.parse(...args)) };
    const files = {
      'example.com/lib/lib.go': 'package other\n\nimport "example.com/base"\n\nvar X = newT()\n\ntype U base.No\n',
      'example.com/lib/t.go': 'package other\n\ntype T int\n\nfunc newT() T { return 0 }\nfunc (T) M() {}\n',
      'example.com/base/b.go': 'base',
    };
    await withDeclarations(vendored(files), { parser }, declarations => {
      assert.equal(declarations.nameOf(LIB), 'other');
      assert.equal(declarations.analysed(LIB), undefined);
      const facts = declarations.of(LIB);
      assert.deepEqual(Object.keys(facts?.types ?? {}), ['U', 'T']);
      assert.equal(parsed.length, 0);
      for (let times = 0; times < 2; times++) {
        assert.equal(facts?.variables['X']?.type, 'example.com/lib.T');
        assert.deepEqual(
          parsed.map(text => text.split('\n')[1]),
          ['var X = newT()', 'func newT() T {}'],
        );
      }
      assert.deepEqual(Object.keys(facts?.types['T']?.methods ?? {}), ['M']);
      assert.equal(parsed.length, 3);
    });
  });

  it('is unknown by names that it declares twice', async () => {
    const files = {
      'example.com/lib/a.go': 'package lib\n\nfunc New() int { return 1 }\nvar Y = min(1, 2)\n',
      'example.com/lib/b.go': 'package lib\n\nfunc New() string { return "" }\nvar Z = New()\n',
    };
    await withDeclarations(vendored(files), {}, declarations => {
      const facts = declarations.of(LIB);
      assert.equal(facts?.functions['New']?.type, '?');
      assert.equal(facts.variables['Z']?.type, '?');
      assert.equal(facts.variables['Y']?.type, 'int');
    });
  });

  it('has the files of the build alone', async () => {
    const files = {
      'example.com/lib/a.go': '//go:build ignore\n\npackage main\n',
      'example.com/lib/a_test.go': versioned('Test'),
      'example.com/lib/lib_windows.go': versioned('Windows'),
      'example.com/lib/lib_linux.go': versioned('Linux'),
      'example.com/lib/lib.go': versioned('All'),
    };
    assert.deepEqual((await typesOf(vendored(files)))?.toSorted(), ['All', 'Linux']);
    assert.equal(
      await typesOf(vendored({ 'example.com/lib/lib.go': '//go:build ignore\n\npackage lib\n' })),
      undefined,
    );
    assert.equal(await typesOf(vendored({ 'example.com/lib/lib.go': 'no Go' })), undefined);
    assert.equal(await typesOf(VENDORED, {}, `${LIB}/../lib`), undefined);
  });

  it('is unknown by declarations that depend on themselves, whichever is asked first', async () => {
    const files = {
      'example.com/a/a.go': 'package a\n\nimport "example.com/b"\n\nvar X = b.X\nvar Y = 1\n',
      'example.com/b/b.go': 'package b\n\nimport "example.com/a"\n\nvar X = a.X\nvar Y = 1\n',
    };
    const paths = ['example.com/a', 'example.com/b'];
    for (const order of [paths, paths.toReversed()]) {
      await withDeclarations(vendored(files), {}, declarations => {
        for (const importPath of order) {
          const { X, Y } = declarations.of(importPath)?.variables ?? {};
          assert.deepEqual([X?.type, Y?.type], ['?', 'int'], importPath);
        }
      });
    }
  });
});
