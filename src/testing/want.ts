/**
 * Expectations in the comments of Go fixtures, and how they compare with what was reported.
 *
 * `// want "regexp"` stands on the line where a finding starts; several may follow each other. `// miss "regexp"` marks a
 * finding that a rule ought to make and does not yet. Patterns are Go string literals, interpreted or raw, that hold
 * a JavaScript regular expression. Pure functions over text; running rules is the harness's part.
 */

export interface Expectation {
  readonly kind: 'want' | 'miss';
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly pattern: RegExp;
}

/** What the comparison needs to know of a finding. */
export interface Reported {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Begins a list of expectations, also after another comment on the line. */
const MARKER = /\/\/\s*(want|miss)\s+(?=["`])/g;
const LITERAL = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/y;

/** Reads all expectations of one file. Throws an Error naming path and line where a pattern is no literal or no regexp. */
export function parseExpectations(path: string, text: string): Expectation[] {
  return text.split('\n').flatMap((line, index) => expectationsOfLine(path, index + 1, line));
}

function expectationsOfLine(path: string, line: number, text: string): Expectation[] {
  return [...text.matchAll(MARKER)].flatMap(({ 0: marker, 1: kind, index }) =>
    literalsFrom(text, index + marker.length).map(literal => ({
      kind: kind === 'miss' ? ('miss' as const) : ('want' as const),
      path,
      line,
      pattern: compile(literal, `${path}:${line}`),
    })),
  );
}

function literalsFrom(text: string, start: number): string[] {
  const literals: string[] = [];
  LITERAL.lastIndex = start;
  for (let match = LITERAL.exec(text); match !== null; match = LITERAL.exec(text)) literals.push(match[1] ?? '');
  return literals;
}

function compile(literal: string, location: string): RegExp {
  try {
    return new RegExp(goStringValue(literal), 'u');
  } catch (error) {
    throw new Error(`${location}: ${literal} is not a pattern`, { cause: error });
  }
}

/** Go's interpreted strings, as far as patterns use them, are JSON strings. */
function goStringValue(literal: string): string {
  return literal.startsWith('`') ? literal.slice(1, -1) : (JSON.parse(literal) as string);
}

/**
 * What is wrong, one sentence per problem with its place; empty if all is as expected.
 *
 * Each want must be met by a finding of its own. A miss must not be met: then the rule has learned, and the word becomes `want`.
 */
export function compare(expectations: readonly Expectation[], reported: readonly Reported[]): string[] {
  const rest = [...reported];
  const problems: string[] = [];
  for (const { kind, path, line, pattern } of expectations) {
    const index = rest.findIndex(r => r.path === path && r.line === line && pattern.test(r.message));
    if (index !== -1) rest.splice(index, 1);
    if (kind === 'want' && index === -1) problems.push(`${path}:${line}: nothing reported matches ${String(pattern)}`);
    if (kind === 'miss' && index !== -1) {
      problems.push(`${path}:${line}: this miss is reported now; write want instead of miss`);
    }
  }
  return [...problems, ...rest.map(({ path, line, message }) => `${path}:${line}: unexpected: ${message}`)];
}
