/**
 * Expectations in the comments of Go fixtures, and how they compare with what was reported.
 *
 * `// want "regexp"` stands on the line where a finding starts; several may follow each other. `// miss "regexp"` marks a
 * finding that a rule ought to make and does not yet, `// wider "regexp"` one of a wider form, in another tier than the
 * rule's own. Patterns are Go string literals, interpreted or raw, that hold
 * a JavaScript regular expression. Pure functions over text; running rules is the harness's part.
 */

type ExpectationKind = 'want' | 'wider' | 'miss';

export interface Expectation {
  readonly kind: ExpectationKind;
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
  /** Whether it is in another tier than its rule. */
  readonly wider: boolean;
}

/** Begins a list of expectations, also after another comment on the line. */
const MARKER = /\/\/\s*(want|wider|miss)\s+(?=["`])/g;
const LITERAL = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`)/y;

/** Reads all expectations of one file. Throws an Error naming path and line where a pattern is no literal or no regexp. */
export function parseExpectations(path: string, text: string): Expectation[] {
  return text.split('\n').flatMap((line, index) => expectationsOfLine(path, index + 1, line));
}

function expectationsOfLine(path: string, line: number, text: string): Expectation[] {
  return [...text.matchAll(MARKER)].flatMap(({ 0: marker, 1: kind, index }) =>
    literalsFrom(text, index + marker.length).map(literal => ({
      kind: kind as ExpectationKind,
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
 * Each want must be met by a finding of its own, in the tier of the rule, and each wider one by one in another tier. A miss
 * must not be met: then the rule has learned, and the word becomes `want` or `wider`.
 */
export function compare(expectations: readonly Expectation[], reported: readonly Reported[]): string[] {
  const rest = [...reported];
  const problems: string[] = [];
  for (const expectation of expectations) {
    const { path, line, pattern } = expectation;
    const index = rest.findIndex(r => r.path === path && r.line === line && pattern.test(r.message));
    const [found] = index === -1 ? [] : rest.splice(index, 1);
    const problem = problemOf(expectation, found);
    if (problem !== undefined) problems.push(`${path}:${line}: ${problem}`);
  }
  return [...problems, ...rest.map(({ path, line, message }) => `${path}:${line}: unexpected: ${message}`)];
}

function problemOf({ kind, pattern }: Expectation, found: Reported | undefined): string | undefined {
  if (found === undefined) return kind === 'miss' ? undefined : `nothing reported matches ${String(pattern)}`;
  const due = found.wider ? 'wider' : 'want';
  if (kind === 'miss') return `this miss is reported now; write ${due} instead of miss`;
  return kind === due ? undefined : `this is reported in another tier; write ${due} instead of ${kind}`;
}
