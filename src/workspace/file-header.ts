/**
 * Reads the head of a Go file: package clause, imports, build constraints and the comments that matter before the
 * package clause. It is a scanner, not a parser: what follows the imports is never looked at.
 */
import { stringEnd, unquote } from './string-literal.ts';

export interface FileHeader {
  readonly packageName: string;
  /** Import paths in source order, `C` included. */
  readonly imports: readonly string[];
  /** What follows each `//go:build`: more than one is an error. */
  readonly buildLines: readonly HeaderLine[];
  /** What follows each `// +build` that counts. */
  readonly plusBuildLines: readonly string[];
  readonly isGenerated: boolean;
  /** `key=value` of each `//go:debug`. */
  readonly debugSettings: readonly string[];
}

export interface HeaderLine {
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

export type HeaderScan =
  | { readonly status: 'complete'; readonly header: FileHeader }
  /** The text ends before the imports do: more of the file is needed. */
  | { readonly status: 'truncated' }
  /** There is no package clause; `line` from 1. */
  | { readonly status: 'no-package'; readonly line: number };

const IDENTIFIER = /[\p{L}_][\p{L}\p{Nd}_]*/uy;

type Token = { readonly kind: 'name' | 'string' | 'other'; readonly text: string } | { readonly kind: 'end' };
const END: Token = { kind: 'end' };

/** `whole` says that `text` is the entire file, so that its end is the end of the header too. */
export function scanHeader(text: string, whole: boolean): HeaderScan {
  const scanner = new HeaderScanner(text);
  const keyword = scanner.next();
  const leadingEnd = scanner.tokenStart;
  const name = scanner.next();
  if (!whole && scanner.touchesEnd()) return { status: 'truncated' };
  if (keyword.kind !== 'name' || keyword.text !== 'package' || name.kind !== 'name') {
    return { status: 'no-package', line: lineAt(text, leadingEnd) };
  }
  const imports = scanner.imports();
  if (!whole && scanner.touchesEnd()) return { status: 'truncated' };
  return { status: 'complete', header: { packageName: name.text, imports, ...leadingComments(text, leadingEnd) } };
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

class HeaderScanner {
  /** Where the last token starts. */
  tokenStart = 0;
  private readonly text: string;
  private at: number;
  private unclosed = false;

  constructor(text: string) {
    this.text = text;
    this.at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  /** Whether more text could change what was read: the last token reaches the end, or something is not closed. */
  touchesEnd(): boolean {
    return this.unclosed || this.at >= this.text.length;
  }

  next(): Token {
    this.skipTrivia();
    this.tokenStart = this.at;
    const character = this.text[this.at];
    if (character === undefined) return END;
    if (character === '"' || character === '`') return this.string();
    IDENTIFIER.lastIndex = this.at;
    const name = IDENTIFIER.exec(this.text)?.[0];
    this.at += name?.length ?? 1;
    return { kind: name === undefined ? 'other' : 'name', text: name ?? character };
  }

  /** Reads import declarations until something else comes, broken ones included. */
  imports(): string[] {
    const imports: string[] = [];
    let token = this.skipSemicolons();
    while (token.kind === 'name' && token.text === 'import') {
      token = this.next();
      if (token.kind === 'other' && token.text === '(') this.importGroup(imports);
      else this.importSpec(token, imports);
      token = this.skipSemicolons();
    }
    return imports;
  }

  private importGroup(imports: string[]): void {
    for (let token = this.next(); token.kind !== 'end'; token = this.next()) {
      if (token.kind === 'other' && token.text === ')') return;
      if (token.kind === 'string') imports.push(unquote(token.text));
    }
  }

  private importSpec(first: Token, imports: string[]): void {
    const isAlias = first.kind === 'name' || (first.kind === 'other' && first.text === '.');
    const path = isAlias ? this.next() : first;
    if (path.kind === 'string') imports.push(unquote(path.text));
  }

  private skipSemicolons(): Token {
    let token = this.next();
    while (token.kind === 'other' && token.text === ';') token = this.next();
    return token;
  }

  private string(): Token {
    const end = stringEnd(this.text, this.at);
    if (end < 0) this.unclosed = true;
    this.at = end < 0 ? this.text.length : end;
    return end < 0 ? END : { kind: 'string', text: this.text.slice(this.tokenStart, end) };
  }

  private skipTrivia(): void {
    for (;;) {
      const character = this.text[this.at];
      if (character === ' ' || character === '\t' || character === '\n' || character === '\r') this.at++;
      else if (this.text.startsWith('//', this.at)) this.skipTo('\n', this.at);
      else if (this.text.startsWith('/*', this.at)) this.skipTo('*/', this.at + 2);
      else return;
    }
  }

  private skipTo(closing: string, from: number): void {
    const end = this.text.indexOf(closing, from);
    if (end < 0) this.unclosed = true;
    this.at = end < 0 ? this.text.length : end + closing.length;
  }
}

type LeadingComments = Omit<FileHeader, 'packageName' | 'imports'>;

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.$/;

/** Reads the lines before the package clause as the go tool does: only those outside block comments count. */
function leadingComments(text: string, end: number): LeadingComments {
  const lines = leadingLines(text.slice(text.startsWith('\uFEFF') ? 1 : 0, end));
  // `// +build` counts only above a blank line that precedes everything but blank lines and `//` comments.
  const firstOther = lines.findIndex(({ text: line }) => line !== '' && !line.startsWith('//'));
  const region = firstOther < 0 ? lines.slice(0, -1) : lines.slice(0, firstOther);
  const plusBuildEnd = region.findLastIndex(({ text: line }) => line === '');
  const top = lines.filter(({ inBlock }) => !inBlock);
  return {
    buildLines: top.flatMap(({ text: line, number }) => {
      const expression = /^\/\/go:build(?:[ \t]+(.*))?$/.exec(line);
      return expression === null ? [] : [{ text: expression[1] ?? '', line: number }];
    }),
    plusBuildLines: region.slice(0, Math.max(plusBuildEnd, 0)).flatMap(({ text: line }) => {
      const words = /^\/\/\s*\+build(?:\s+(.*))?$/.exec(line);
      return words === null ? [] : [words[1] ?? ''];
    }),
    isGenerated: top.some(({ raw }) => GENERATED.test(raw)),
    debugSettings: top.flatMap(({ text: line }) => /^\/\/go:debug[ \t]+(\S+)/.exec(line)?.[1] ?? []),
  };
}

interface LeadingLine {
  readonly raw: string;
  /** Trimmed. */
  readonly text: string;
  readonly number: number;
  /** Whether a block comment is open where the line starts. */
  readonly inBlock: boolean;
}

function leadingLines(leading: string): LeadingLine[] {
  let inBlock = false;
  return leading.split('\n').map((source, index) => {
    const raw = source.endsWith('\r') ? source.slice(0, -1) : source;
    const line: LeadingLine = { raw, text: raw.trim(), number: index + 1, inBlock };
    inBlock = isBlockOpenAfter(line.text, inBlock);
    return line;
  });
}

function isBlockOpenAfter(line: string, openBefore: boolean): boolean {
  let at = 0;
  let open = openBefore;
  for (;;) {
    if (!open) {
      const comment = line.slice(at).search(/\/[/*]/);
      if (comment < 0 || line[at + comment + 1] === '/') return false;
      at += comment + 2;
      open = true;
    }
    const close = line.indexOf('*/', at);
    if (close < 0) return true;
    at = close + 2;
    open = false;
  }
}
