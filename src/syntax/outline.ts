/**
 * The declarations of a Go file by name, each as text without what nobody depends on: bodies of functions, elements of
 * composite literals, comments. Whoever asks a dependency for a name parses its declaration alone.
 *
 * It is no parser: it knows tokens, brackets and where the statements of a declaration start, which is enough to tell
 * top-level declarations apart. What is no Go comes out as some declarations or none. Offsets and lines are not those
 * of the file.
 */
import { OutlineScanner } from './outline-scanner.ts';

export type DeclarationKeyword = 'const' | 'func' | 'type' | 'var';

export interface OutlinedDeclaration {
  readonly keyword: DeclarationKeyword;
  /** What it declares, blank names included; of a method, its own name. */
  readonly names: readonly string[];
  /** Of a method, the type that it is declared on. */
  readonly receiver?: string;
  /** What is selected from in it, `p` of `p.Name`: packages, and values in initial values. */
  readonly qualifiers: readonly string[];
  /** A declaration of its own: the lines of a `type` or `var` group are apart, those of a `const` group are not. */
  readonly text: string;
}

export interface OutlinedImport {
  /** As in the import, `.` and `_` included. */
  readonly name?: string;
  readonly path: string;
}

export interface Outline {
  readonly imports: readonly OutlinedImport[];
  readonly declarations: readonly OutlinedDeclaration[];
}

/** Never throws. The text of a declaration that is not closed goes on to the end. */
export function outlineOf(text: string): Outline {
  return new Outliner(text).run();
}

const KEYWORDS: ReadonlySet<string> = new Set(['const', 'func', 'import', 'type', 'var']);
const IDENTIFIER = /^[\p{L}_]/u;
const IMPORT = /(?:([\p{L}_][\p{L}\p{Nd}_]*|\.)\s*)?(?:"([^"\n]*)"|`([^`]*)`)/gu;

class Outliner {
  private readonly scanner: OutlineScanner;
  private readonly imports: OutlinedImport[] = [];
  private readonly declarations: OutlinedDeclaration[] = [];
  private more = true;
  /** Of the parentheses, brackets and braces open at the current token. */
  private depth = 0;
  private qualifiers: string[] = [];
  /** The token before the current one if something may be selected from it. */
  private selectable = '';

  constructor(text: string) {
    this.scanner = new OutlineScanner(text);
  }

  run(): Outline {
    this.advance();
    this.passRest();
    while (this.more) {
      this.take();
      this.declaration();
    }
    return { imports: this.imports, declarations: this.declarations };
  }

  private declaration(): void {
    const keyword = this.scanner.token;
    this.advance();
    switch (keyword) {
      case 'import':
        this.passRest();
        this.importsIn(this.take().slice(keyword.length));
        return;
      case 'func':
        this.functionDeclaration();
        return;
      case 'const':
      case 'type':
      case 'var':
        if (this.scanner.token === '(') this.group(keyword);
        else this.single(keyword);
    }
  }

  private importsIn(text: string): void {
    for (const [, name, interpreted, raw] of text.matchAll(IMPORT)) {
      this.imports.push({ path: interpreted ?? raw ?? '', ...(name !== undefined && { name }) });
    }
  }

  private functionDeclaration(): void {
    const receiver = this.scanner.token === '(' ? this.receiver() : undefined;
    const names = [this.scanner.token];
    this.passRest();
    this.add('func', names, receiver);
  }

  /** From the parenthesis past the one that closes it: the last name before type parameters. */
  private receiver(): string {
    let name = '';
    let named = false;
    do {
      const { token } = this.scanner;
      if (token === '[') named = true;
      if (!named && IDENTIFIER.test(token)) name = token;
      this.advance();
    } while (this.more && this.depth > 0);
    this.advance();
    return name;
  }

  private single(keyword: DeclarationKeyword): void {
    const names = this.nameList();
    this.passRest();
    this.add(keyword, names);
  }

  private group(keyword: DeclarationKeyword): void {
    const inGroup = this.depth;
    const names: string[] = [];
    const isSplit = keyword !== 'const';
    let starts = true;
    this.advance();
    while (this.more && this.depth >= inGroup) {
      if (starts) {
        if (isSplit) this.addLine(keyword, names.splice(0));
        names.push(...this.nameList());
      } else this.advance();
      starts = this.depth === inGroup && this.scanner.startsStatement && IDENTIFIER.test(this.scanner.token);
    }
    if (isSplit) this.addLine(keyword, names.splice(0));
    this.passRest();
    if (isSplit) this.take();
    else this.add(keyword, names);
  }

  /** The line of a group that ends before the current token; without names, what is before the first one. */
  private addLine(keyword: DeclarationKeyword, names: readonly string[]): void {
    const { qualifiers } = this;
    const text = `${keyword} ${this.take()}`;
    if (names.length > 0) this.declarations.push({ keyword, names, qualifiers, text });
  }

  private add(keyword: DeclarationKeyword, names: readonly string[], receiver?: string): void {
    const { qualifiers } = this;
    const text = this.take();
    this.declarations.push({ keyword, names, qualifiers, text, ...(receiver !== undefined && { receiver }) });
  }

  /** Passes over `a, b`, and over one token that is no name. */
  private nameList(): string[] {
    const names: string[] = [];
    for (;;) {
      const { token } = this.scanner;
      this.advance();
      if (!IDENTIFIER.test(token)) return names;
      names.push(token);
      if (this.scanner.token !== ',') return names;
      this.advance();
    }
  }

  /** Passes over what is left of a declaration. */
  private passRest(): void {
    while (this.more && !this.startsDeclaration()) this.advance();
  }

  /** `func` is a type as well, which starts no statement. */
  private startsDeclaration(): boolean {
    const { token, startsStatement } = this.scanner;
    return startsStatement && this.depth === 0 && KEYWORDS.has(token);
  }

  private advance(): void {
    const { scanner } = this;
    const before = scanner.token;
    this.more = scanner.next();
    switch (scanner.token) {
      case '(':
      case '[':
      case '{':
        this.depth++;
        break;
      case ')':
      case ']':
      case '}':
        if (this.depth > 0) this.depth--;
        break;
      case '.':
        if (IDENTIFIER.test(this.selectable)) this.qualifiers.push(this.selectable);
        break;
    }
    this.selectable = before === '.' ? '' : scanner.token;
  }

  /** The outline between the last call and the current token, whose qualifiers are no longer collected. */
  private take(): string {
    this.qualifiers = [];
    return this.scanner.take();
  }
}
