/**
 * Reads a table of effects as it lies in `tables/`: the part of YAML that a config's `effects` is written in, so that
 * entries can be copied from the one to the other.
 *
 *     net/http:
 *       source: https://pkg.go.dev/net/http
 *       Get Head: acquires 0 response   # comment
 *
 * It splits lines and leaves the notation to whoever asks for the package.
 */
import type { EffectTable } from './effect.ts';
import { NotationError } from './notation.ts';

const LINE = /^(?:(\S.*):|  (\S.*?): +(.*\S))$/;
const COMMENT = /(?:^| +)#.*$/;

/**
 * @throws {NotationError} With the line, if one is neither an import path nor an entry, or says again what stands above.
 */
export function readTable(text: string): EffectTable {
  const table: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  text.split('\n').forEach((line, index) => {
    const content = line.replace(COMMENT, '').trimEnd();
    if (content === '') return;
    const [, paths, key, notation = ''] = LINE.exec(content) ?? [];
    const into = paths === undefined ? section : table;
    const name = paths ?? key;
    if (into === undefined || name === undefined || Object.hasOwn(into, name)) {
      throw new NotationError(`line ${index + 1}: expected an import path or an entry, each once, got ${line}`);
    }
    if (paths !== undefined) table[paths] = section = {};
    else if (section !== undefined) section[name] = notation;
  });
  return table;
}
