/**
 * Functions of formatted Go source with their lines, told by indentation: what the semantic model delivers, without
 * the semantic model.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSpan } from '../src/base/source.ts';
import { escapeImportPath } from '../src/profile/placing/module-names.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';

const DECLARED = /^func (?:\(\w* ?(\*?)(\w+)(?:\[[^\]]*\])?\) )?(\w+)/;

export function functionsOf(source: string, file: string, importPath: string): FunctionSpan[] {
  const lines = source.split('\n');
  const name = /^package main$/m.test(source) ? 'main' : escapeImportPath(importPath);
  // Closures of package variables belong to the compiler's init; functions of that name are numbered.
  let declared = `${name}.init`;
  let literals = 0;
  let inits = 0;
  return lines.flatMap((text, index): FunctionSpan[] => {
    const start = { path: file, startLine: index + 1, endLine: endOfBlock(lines, index) };
    const [, pointer, receiver, method] = DECLARED.exec(text) ?? [];
    if (method !== undefined) {
      const type = receiver === undefined ? '' : pointer === '*' ? `(*${receiver}).` : `${receiver}.`;
      declared = `${name}.${type}${method}${method === 'init' ? `.${String(inits++)}` : ''}`;
      literals = 0;
      return [{ ...start, name: declared }];
    }
    if (!/\bfunc\(.*\{$/.test(text)) return [];
    literals++;
    return [{ ...start, name: `${declared}.func${String(literals)}` }];
  });
}

/** gofmt closes a block at the indentation of the line that opens it. */
function endOfBlock(lines: readonly string[], start: number): number {
  const indent = /^\t*/.exec(lines[start] ?? '')?.[0] ?? '';
  const end = lines.findIndex((line, index) => index > start && line.startsWith(`${indent}}`));
  return end < 0 ? lines.length : end + 1;
}

/** The module in `dir` as if it lay in `/home/dev/checkout`; `edit` changes a file's text first. */
export function analysedModule(
  dir: string,
  modulePath: string,
  edit: (file: string, text: string) => string = (_, text) => text,
): AnalysedCode {
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.go'));
  const functions = files.flatMap(file => {
    const folder = path.posix.dirname(file);
    const importPath = folder === '.' ? modulePath : `${modulePath}/${folder}`;
    return functionsOf(edit(file, readFileSync(path.join(dir, file), 'utf8')), file, importPath);
  });
  const root = '/home/dev/checkout';
  return { cwd: root, modules: [{ path: modulePath, dir: root }], files, functions };
}
