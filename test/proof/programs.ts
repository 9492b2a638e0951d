/**
 * The Go programs of this folder, with what their marks say. A program is a function with marks at the end of its doc
 * comment, together with all that stands before it in the file up to the program before: what only it needs.
 *
 *     //proof:want RULE          a defect that is reported
 *     //proof:wider RULE         a defect that is reported only where everything is shown
 *     //proof:miss RULE: reason  a defect that is not reported yet
 *     //proof:none               nothing is wrong here
 *     //proof:unproved reason    beside the others: what Go cannot confirm
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { filesBelow } from '../../src/testing/files.ts';

export type Kind = 'want' | 'wider' | 'miss' | 'none' | 'unproved';

export interface Mark {
  readonly kind: Kind;
  /** The id of a rule, which may not exist yet; `''` for `none` and `unproved`. */
  readonly rule: string;
}

export interface Program {
  /** As Go names the function, without directories: `retention.keepHeader`. */
  readonly name: string;
  /** Relative to the module, with forward slashes. */
  readonly file: string;
  /** Of the function; from 1, as the others, which are inclusive. */
  readonly line: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly marks: readonly Mark[];
}

const MARK = /^\/\/proof:(\S+)(?: (.*))?$/;
const FUNCTION = /^func (\w+)/;
const RULE_AND_REASON = /^([a-z][a-z-]+)(?::? .*)?$/;

/** All programs of a module, in the order of their names. */
export async function programsIn(module: string): Promise<Program[]> {
  const files = (await filesBelow(module)).filter(name => name.endsWith('.go'));
  const lists = await Promise.all(
    files.map(async file => programsOf(file, await readFile(path.join(module, file), 'utf8'))),
  );
  return lists.flat();
}

/** The programs of one file. Throws an Error with the place of a mark that says nothing. */
export function programsOf(file: string, text: string): Program[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (FUNCTION.test(line) && isMark(lines[index - 1]) ? [index] : []));
  const marked = lines.filter(isMark).length;
  const programs = starts.map(index => programAt(file, lines, index));
  const used = programs.reduce((sum, { marks }) => sum + marks.length, 0);
  if (used !== marked) throw new Error(`${file}: a mark stands at the end of the doc comment of a function`);
  return programs.map((program, index) => ({ ...program, firstLine: (programs[index - 1]?.lastLine ?? 0) + 1 }));
}

const isMark = (line = ''): boolean => MARK.test(line);

function programAt(file: string, lines: readonly string[], index: number): Program {
  let first = index;
  while (lines[first - 1]?.startsWith('//') === true) first--;
  const marks = lines.slice(first, index).flatMap((line, offset) => {
    const mark = MARK.exec(line);
    return mark === null ? [] : [parseMark(mark[1] ?? '', mark[2] ?? '', `${file}:${first + offset + 1}`)];
  });
  const name = `${path.posix.basename(path.posix.dirname(file))}.${FUNCTION.exec(lines[index] ?? '')?.[1] ?? ''}`;
  const end = lines.indexOf('}', index);
  return { name, file, firstLine: 1, line: index + 1, lastLine: end + 1, marks };
}

function parseMark(kind: string, rest: string, place: string): Mark {
  switch (kind) {
    case 'none':
    case 'unproved':
      return { kind, rule: '' };
    case 'want':
    case 'wider':
    case 'miss': {
      const rule = RULE_AND_REASON.exec(rest)?.[1];
      if (rule !== undefined) return { kind, rule };
    }
  }
  throw new Error(`${place}: "${kind} ${rest}" is no mark`);
}

/** Whether the program is said to leak. */
export const isDefect = ({ marks }: Program): boolean => marks.some(({ rule }) => rule !== '');
