/**
 * Reads go.mod and go.work: the directives that decide packages and versions. `exclude`, `retract` and whatever later
 * releases add are passed over: they decide what the go command writes into go.mod, not what it reads there.
 */
import { parseGoMinor, type GoMinor } from '../base/go-version.ts';
import { stringEnd, unquote } from './string-literal.ts';

export interface Directive {
  readonly verb: string;
  readonly args: readonly string[];
  /** From 1. */
  readonly line: number;
}

export interface FileProblem {
  /** From 1. */
  readonly line: number;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** `replace old => dir`: only replacements by a directory. */
export interface DirReplacement {
  readonly path: string;
  /** As written, relative to the file's directory. */
  readonly dir: string;
}

/** `replace old => new version`, or `replace old version => new version`. */
export interface ModuleReplacement {
  readonly path: string;
  /** Absent if every version is replaced. */
  readonly version?: string;
  readonly by: string;
  readonly byVersion: string;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
}

/** What go.mod and go.work have in common. */
export interface ModuleFile {
  /** Absent without a readable `go` line. */
  readonly go?: GoMinor;
  readonly toolchain?: GoMinor;
  readonly godebug: ReadonlyMap<string, string>;
  readonly replacements: readonly DirReplacement[];
  readonly moduleReplacements: readonly ModuleReplacement[];
  readonly problems: readonly FileProblem[];
}

export interface GoMod extends ModuleFile {
  /** Absent without a readable `module` line. */
  readonly module?: string;
  /** Directories that `./...` skips: `./x` from the module's root, `x` at any depth. */
  readonly ignores: readonly string[];
  readonly requirements: readonly Requirement[];
}

export interface GoWork extends ModuleFile {
  /** Module directories as written, relative to the file's directory. */
  readonly uses: readonly string[];
}

export function parseGoMod(text: string): GoMod {
  const { directives, problems } = readDirectives(text);
  const common = commonOf(directives, problems);
  const module = directives.find(directive => directive.verb === 'module')?.args[0];
  if (module === undefined || module === '') {
    problems.push({ line: 1, message: 'no module line: add one such as "module example.com/name"' });
  }
  return {
    ...common,
    ...(module === undefined || module === '' ? {} : { module }),
    ignores: firstArguments(directives, 'ignore'),
    requirements: directives.flatMap(({ verb, args: [path, version] }) =>
      verb === 'require' && path !== undefined && version !== undefined ? [{ path, version }] : [],
    ),
    problems: byLine(problems),
  };
}

export function parseGoWork(text: string): GoWork {
  const { directives, problems } = readDirectives(text);
  return { ...commonOf(directives, problems), uses: firstArguments(directives, 'use'), problems: byLine(problems) };
}

function byLine(problems: readonly FileProblem[]): FileProblem[] {
  return problems.toSorted((a, b) => a.line - b.line);
}

function firstArguments(directives: readonly Directive[], verb: string): string[] {
  return directives.flatMap(directive => (directive.verb === verb ? directive.args.slice(0, 1) : []));
}

function commonOf(directives: readonly Directive[], problems: FileProblem[]): ModuleFile {
  const go = versionOf(directives, 'go', problems);
  const toolchain = versionOf(directives, 'toolchain', problems);
  const godebug = new Map<string, string>();
  const replaced: Replacements = { replacements: [], moduleReplacements: [] };
  for (const { verb, args, line } of directives) {
    if (verb === 'godebug') readGodebug(args, line, godebug, problems);
    if (verb === 'replace') readReplacement(args, line, replaced, problems);
  }
  return {
    ...(go === undefined ? {} : { go }),
    ...(toolchain === undefined ? {} : { toolchain }),
    godebug,
    ...replaced,
    problems,
  };
}

function versionOf(directives: readonly Directive[], verb: string, problems: FileProblem[]): GoMinor | undefined {
  const directive = directives.find(candidate => candidate.verb === verb);
  if (directive === undefined) return undefined;
  const value = directive.args[0] ?? '';
  // "toolchain default" means none in particular.
  if (verb === 'toolchain' && value === 'default') return undefined;
  const minor = parseGoMinor(value);
  if (minor === undefined) {
    const example = verb === 'go' ? 'go 1.25' : 'toolchain go1.25.0';
    problems.push({ line: directive.line, message: `"${verb} ${value}" is not a Go version: write "${example}"` });
  }
  return minor;
}

function readGodebug(args: readonly string[], line: number, into: Map<string, string>, problems: FileProblem[]): void {
  const [key, value] = splitSetting(args[0] ?? '');
  if (value === undefined) {
    problems.push({ line, message: `"godebug ${args.join(' ')}" has no value: write "godebug key=value"` });
    return;
  }
  into.set(key, value);
}

/** Splits `key=value`; the value is undefined where there is no `=`. */
export function splitSetting(text: string): readonly [string, string | undefined] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

interface Replacements {
  readonly replacements: DirReplacement[];
  readonly moduleReplacements: ModuleReplacement[];
}

function readReplacement(args: readonly string[], line: number, into: Replacements, problems: FileProblem[]): void {
  const arrow = args.indexOf('=>');
  const [path] = args;
  const [target, byVersion] = args.slice(arrow + 1);
  if (arrow < 1 || path === undefined || target === undefined) {
    problems.push({ line, message: `"replace ${args.join(' ')}" is incomplete: write "replace old => new"` });
    return;
  }
  if (/^(?:\.\.?(?:[/\\]|$)|\/|[A-Za-z]:[/\\])/.test(target)) into.replacements.push({ path, dir: target });
  else if (byVersion !== undefined) {
    const [version] = args.slice(1, arrow);
    into.moduleReplacements.push({ path, ...(version === undefined ? {} : { version }), by: target, byVersion });
  }
}

/** Splits the text into directives; the lines of a block become directives of the block's verb. */
function readDirectives(text: string): { directives: Directive[]; problems: FileProblem[] } {
  const directives: Directive[] = [];
  const problems: FileProblem[] = [];
  let block: { verb: string; line: number } | undefined;
  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((source, index) => {
      const line = index + 1;
      const tokens = readLine(source, line, problems);
      const [first] = tokens;
      if (first === undefined) return;
      if (block === undefined) {
        if (tokens[1] === '(' && tokens.length === 2) block = { verb: first, line };
        else directives.push({ verb: first, args: emptyBlock(tokens) ? [] : tokens.slice(1), line });
      } else if (first === ')') block = undefined;
      else directives.push({ verb: block.verb, args: tokens, line });
    });
  if (block !== undefined) {
    problems.push({ line: block.line, message: `the block "${block.verb} (" is not closed: add ")"` });
  }
  return { directives: directives.filter(({ verb }) => /^[a-z]/.test(verb)), problems };
}

function emptyBlock(tokens: readonly string[]): boolean {
  return tokens.length === 3 && tokens[1] === '(' && tokens[2] === ')';
}

const WORD = /(?:(?!\/\/|=>)[^\s()[\],"`])+/y;

function readLine(source: string, line: number, problems: FileProblem[]): string[] {
  const tokens: string[] = [];
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    if (source.startsWith('//', at)) break;
    if (/\s/.test(character)) at++;
    else if (character === '"' || character === '`') {
      const end = stringEnd(source, at);
      if (end < 0) {
        problems.push({ line, message: `a quoted string is not closed: add the missing ${character}` });
        break;
      }
      tokens.push(unquote(source.slice(at, end)));
      at = end;
    } else if (source.startsWith('=>', at)) {
      tokens.push('=>');
      at += 2;
    } else {
      WORD.lastIndex = at;
      const word = WORD.exec(source)?.[0] ?? character;
      tokens.push(word);
      at += word.length;
    }
  }
  return tokens;
}
