/**
 * Which functions of a profile belong to the analysed modules, told by their names alone.
 *
 * As `go tool pprof -show='^(main\.|ESCAPED\.|PLAIN/)'` does, where PLAIN is the module path and in ESCAPED the dots
 * of its last element read `%2e`, as the linker writes them.
 */
import { quoteRegexp } from '../../base/quote-regexp.ts';
import type { ModuleRoot } from '../../base/source.ts';

export type BelongsToModule = (functionName: string) => boolean;

/** Trees without a go.mod have no name to go by: of those only package main is known. */
export function moduleNames(modules: readonly ModuleRoot[]): BelongsToModule {
  const prefixes = ['main.'];
  for (const { path } of modules) {
    if (path !== '') prefixes.push(`${escapeImportPath(path)}.`, `${path}/`);
  }
  return name => prefixes.some(prefix => name.startsWith(prefix));
}

/** The same as a pattern for `go tool pprof -show`. */
export function modulePattern(modules: readonly ModuleRoot[]): string {
  const names = modules.flatMap(({ path }) =>
    path === '' ? [] : [`${quoteRegexp(escapeImportPath(path))}\\.`, `${quoteRegexp(path)}/`],
  );
  return `^(${['main\\.', ...names].join('|')})`;
}

/** An import path as it stands in a symbol: `gopkg.in/yaml.v3` is `gopkg.in/yaml%2ev3`. */
export function escapeImportPath(path: string): string {
  const last = path.lastIndexOf('/') + 1;
  return path.slice(0, last) + path.slice(last).replaceAll('.', '%2e');
}

/** The import path in a symbol, unescaped: `example.com/app` of `example.com/app.(*T).M`; `main` of package main. */
export function importPathOf(functionName: string): string {
  const plain = withoutTypeArguments(functionName);
  const last = plain.lastIndexOf('/') + 1;
  const dot = plain.indexOf('.', last);
  return (dot < 0 ? plain : plain.slice(0, dot)).replaceAll('%2e', '.');
}

/** Drops `[…]`, which can hold any text: type arguments are shortened or renamed by some tools. */
export function withoutTypeArguments(name: string): string {
  if (!name.includes('[')) return name;
  let depth = 0;
  let plain = '';
  for (const char of name) {
    if (char === '[') depth++;
    if (depth === 0) plain += char;
    if (char === ']' && depth > 0) depth--;
  }
  return plain;
}
