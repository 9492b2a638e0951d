/** Which analysed file a file name in a profile stands for. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { absolutePath, cleanPath, relativeTo } from '../src/profile/placing/clean-path.ts';
import { matchPaths } from '../src/profile/placing/match-paths.ts';
import {
  escapeImportPath,
  importPathOf,
  moduleNames,
  withoutTypeArguments,
} from '../src/profile/placing/module-names.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';

const FILES = ['main.go', 'server/handler.go', 'server/util.go', 'store/util.go', 'tools/gen/main.go'];

const CODE: AnalysedCode = {
  cwd: '/home/dev/shop',
  modules: [{ path: 'example.com/shop', dir: '/home/dev/shop' }],
  files: FILES,
  functions: FILES.map(path => ({ path, name: `${packageOf(path)}.f`, startLine: 3, endLine: 9 })),
};

function packageOf(path: string): string {
  return path.endsWith('main.go') ? 'main' : `example.com/shop/${path.slice(0, path.lastIndexOf('/'))}`;
}

/** Matches files of functions, given as `file` or `[file, function]`. */
function match(files: readonly (string | readonly [file: string, fn: string])[], code = CODE): string[] {
  const functions = files.map(entry => {
    const [file, name] = typeof entry === 'string' ? [entry, ''] : entry;
    return { file, name, startLine: 1 };
  });
  const matches = matchPaths(functions, code);
  return functions.map(({ file }) => {
    const found = matches.get(file);
    return found?.kind === 'file' ? found.path : (found?.kind ?? 'unknown');
  });
}

const HANDLER = 'example.com/shop/server.f';

describe('a file name in a profile', () => {
  it('matches by module path, as -trimpath writes it', () => {
    assert.deepEqual(match(['example.com/shop/server/handler.go', 'example.com/shop/gone.go']), [
      'server/handler.go',
      'none',
    ]);
  });

  it('matches by absolute path', () => {
    assert.deepEqual(match(['/home/dev/shop/store/util.go', '/home/dev/shop/./main.go']), ['store/util.go', 'main.go']);
  });

  it('matches with the prefix of another machine, also on Windows', () => {
    assert.deepEqual(match([['/src/app/server/handler.go', HANDLER]]), ['server/handler.go']);
    assert.deepEqual(match([['D:\\build\\server\\handler.go', HANDLER]]), ['server/handler.go']);
  });

  it('matches where the user says that it lies', () => {
    const mapped = (from: string, to: string, file: string): string[] =>
      match([[file, 'main.f']], { ...CODE, pathMap: [{ from, to }] });
    assert.deepEqual(mapped('/bazel/out/x', '.', '/bazel/out/x/main.go'), ['main.go']);
    assert.deepEqual(mapped('C:\\gen', 'tools/gen', 'C:\\gen\\main.go'), ['tools/gen/main.go']);
    assert.deepEqual(mapped('github.com/old/shop', '/home/dev/shop', 'github.com/old/shop/main.go'), ['main.go']);
    assert.deepEqual(mapped('/bazel/ou', '.', '/bazel/out/gone.go'), ['none']);
  });

  it('learns that prefix where a file name alone would fit several files', () => {
    const files = [
      ['/src/app/server/handler.go', HANDLER],
      ['/src/app/main.go', 'main.f'],
      ['/src/app/tools/gen/main.go', 'main.f'],
    ] as const;
    assert.deepEqual(match(files), ['server/handler.go', 'main.go', 'tools/gen/main.go']);
  });

  it('is ambiguous where two files would do', () => {
    assert.deepEqual(match([['/elsewhere/main.go', 'main.f']]), ['ambiguous']);
  });

  it('matches only a file whose package fits', () => {
    assert.deepEqual(match([['/build/lib/server/handler.go', 'example.com/lib/server.f']]), ['none']);
    assert.deepEqual(match([['/x/util.go', 'example.com/shop/store.f']]), ['store/util.go']);
  });

  it('matches a whole segment, not its end', () => {
    assert.deepEqual(match([['/x/myserver/handler.go', 'example.com/shop/myserver.f']]), ['none']);
  });

  it('never matches if it is one of the standard library or of a dependency', () => {
    const foreign = [
      '/usr/local/go/src/net/http/server/handler.go',
      '/opt/hostedtoolcache/go/1.24.1/x64/src/log/main.go',
      '$GOROOT/src/os/util.go',
      'log/internal/util.go',
      '/go/pkg/mod/example.com/other@v0.1.0/server/handler.go',
      '/src/app/vendor/example.com/other/server/handler.go',
    ];
    assert.deepEqual(
      match(foreign.map(file => [file, HANDLER] as const)),
      foreign.map(() => 'none'),
    );
  });

  it('matches where the built program depends on the module', () => {
    const files = ['example.com/shop@v1.2.3/main.go', '/go/pkg/mod/example.com/shop@v0.0.0-2026/server/handler.go'];
    assert.deepEqual(match(files), ['main.go', 'server/handler.go']);
    assert.deepEqual(match(['/src/other/vendor/example.com/shop/store/util.go']), ['store/util.go']);
    assert.deepEqual(match(['example.com/shop@v1.2.3/gone/main.go', '/x/vendor/example.com/shop/v2/main.go']), [
      'none',
      'none',
    ]);
    const capital = { ...CODE, modules: [{ path: 'example.com/Shop', dir: CODE.cwd }] };
    assert.deepEqual(match(['/root/mods/example.com/!shop@v2.0.0+incompatible/main.go'], capital), ['main.go']);
  });

  it('may lie in a vendor directory that was analysed itself', () => {
    const vendored = 'vendor/example.com/other/a.go';
    assert.deepEqual(match([`/home/dev/shop/${vendored}`], { ...CODE, files: [...FILES, vendored] }), [vendored]);
  });

  it('belongs to the innermost of nested modules', () => {
    const inner = { path: 'example.com/tools', dir: '/home/dev/shop/tools' };
    const code = { ...CODE, modules: [...CODE.modules, inner] };
    assert.deepEqual(match(['example.com/tools/gen/main.go', 'example.com/shop/tools/gen/main.go'], code), [
      'tools/gen/main.go',
      'none',
    ]);
  });
});

describe('the name of a function', () => {
  it('gives its import path, with dots as the linker escapes them', () => {
    assert.equal(importPathOf('gopkg.in/yaml%2ev3.(*Decoder).Decode'), 'gopkg.in/yaml.v3');
    assert.equal(importPathOf('example.com/a.b/c.F[go.shape.struct { x/y.T }].func1'), 'example.com/a.b/c');
    assert.equal(importPathOf('main.main.func1'), 'main');
    assert.equal(escapeImportPath('gopkg.in/yaml.v3'), 'gopkg.in/yaml%2ev3');
  });

  it('loses nested type arguments', () => {
    assert.equal(withoutTypeArguments('a.(*G[b.T[int],map[string]int]).M[...].func1'), 'a.(*G).M.func1');
    assert.equal(withoutTypeArguments('a.F[unclosed'), 'a.F');
  });

  it('tells whether it belongs to the module', () => {
    const belongs = moduleNames([{ path: 'gopkg.in/yaml.v3', dir: '/' }]);
    const names = ['main.main', 'gopkg.in/yaml%2ev3.F', 'gopkg.in/yaml.v3/inner.F'];
    assert.ok(names.every(belongs));
    assert.ok(!['gopkg.in/yaml%2ev2.F', 'gopkg.in/yaml.v33/x.F', 'fmt.Sprint', 'mainly.F', ''].some(belongs));
  });
});

describe('paths as text', () => {
  it('are cleaned as Go does', () => {
    const cases = { '/a//b/./c/../d': '/a/b/d', '../a/..': '..', 'a/..': '.', '/..': '/', '': '', './x': 'x' };
    for (const [path, clean] of Object.entries(cases)) assert.equal(cleanPath(path), clean);
    assert.equal(absolutePath('/home/dev', '../x.go'), '/home/x.go');
    assert.equal(relativeTo('/a', '/ab/c'), undefined);
  });

  it('stay as they are once clean', () => {
    const segment = fc.constantFrom('a', 'b.go', '.', '..', '');
    fc.assert(
      fc.property(fc.array(segment), segments => {
        const clean = cleanPath(segments.join('/'));
        assert.equal(cleanPath(clean), clean);
      }),
    );
  });
});
