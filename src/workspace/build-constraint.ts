/**
 * Build constraints: `//go:build` expressions and the older `// +build` lines, and the Go version they imply.
 * Which tags hold is the build context's business.
 */
import type { GoMinor } from '../base/go-version.ts';

export type Constraint =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'not'; readonly operand: Constraint }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Constraint[] };

/** Deeper nesting than this is taken for a broken file, so that hostile input cannot exhaust the stack. */
const MAX_DEPTH = 200;
const TOKEN = /\s*(&&|\|\||[!()]|[\p{L}\p{Nd}_.]+)/uy;

/** Reads what follows `//go:build`; undefined if it is not an expression. */
export function parseBuildExpression(text: string): Constraint | undefined {
  const tokens = tokenize(text);
  return tokens === undefined ? undefined : new ExpressionReader(tokens).read();
}

function tokenize(text: string): string[] | undefined {
  const source = text.trimEnd();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

class ExpressionReader {
  private readonly tokens: readonly string[];
  private at = 0;
  private depth = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  read(): Constraint | undefined {
    const expression = this.chain('or');
    return this.at === this.tokens.length ? expression : undefined;
  }

  private chain(kind: 'and' | 'or'): Constraint | undefined {
    const operator = kind === 'or' ? '||' : '&&';
    const operands: Constraint[] = [];
    do {
      const operand = kind === 'or' ? this.chain('and') : this.operand();
      if (operand === undefined) return undefined;
      operands.push(operand);
    } while (this.takes(operator));
    return joinAll(kind, operands);
  }

  private takes(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }

  private operand(): Constraint | undefined {
    if (++this.depth > MAX_DEPTH) return undefined;
    const operand = this.operandInside();
    this.depth--;
    return operand;
  }

  private operandInside(): Constraint | undefined {
    const token = this.tokens[this.at++];
    if (token === undefined || token === ')' || token === '&&' || token === '||') return undefined;
    if (token === '(') {
      const inner = this.chain('or');
      return this.takes(')') ? inner : undefined;
    }
    if (token !== '!') return { kind: 'tag', tag: token };
    // The go tool rejects a double negation, so a file with one is broken.
    if (this.tokens[this.at] === '!') return undefined;
    const operand = this.operand();
    return operand && { kind: 'not', operand };
  }
}

/** Reads what follows each `// +build`: lines are and-ed, words or-ed, commas and-ed, `!` negates. */
export function parsePlusBuildLines(lines: readonly string[]): Constraint | undefined {
  return joinAll('and', lines.map(plusBuildLine));
}

function plusBuildLine(line: string): Constraint {
  const words = line.split(/\s+/).filter(word => word !== '');
  const options = words.flatMap(word => joinAll('and', word.split(',').map(plusBuildTerm)) ?? []);
  // A line without words never holds.
  return joinAll('or', options) ?? { kind: 'tag', tag: '' };
}

function plusBuildTerm(term: string): Constraint {
  return term.startsWith('!')
    ? { kind: 'not', operand: { kind: 'tag', tag: term.slice(1) } }
    : { kind: 'tag', tag: term };
}

function joinAll(kind: 'and' | 'or', operands: readonly Constraint[]): Constraint | undefined {
  return operands.length > 1 ? { kind, operands } : operands[0];
}

export function isSatisfied(constraint: Constraint, holds: (tag: string) => boolean): boolean {
  switch (constraint.kind) {
    case 'tag':
      return holds(constraint.tag);
    case 'not':
      return !isSatisfied(constraint.operand, holds);
    case 'and':
      return constraint.operands.every(operand => isSatisfied(operand, holds));
    case 'or':
      return constraint.operands.some(operand => isSatisfied(operand, holds));
  }
}

/** All tags that the constraint names. */
export function constraintTags(constraint: Constraint): ReadonlySet<string> {
  if (constraint.kind === 'tag') return new Set([constraint.tag]);
  const operands = constraint.kind === 'not' ? [constraint.operand] : constraint.operands;
  return new Set(operands.flatMap(operand => [...constraintTags(operand)]));
}

/** The oldest Go release that can satisfy the constraint, as far as its `go1.N` tags tell; undefined if they do not. */
export function impliedGoMinor(constraint: Constraint): GoMinor | undefined {
  const minor = lowestMinor(constraint, false);
  return minor < 0 ? undefined : minor;
}

/** -1 stands for no lower bound. */
function lowestMinor(constraint: Constraint, negated: boolean): number {
  if (constraint.kind === 'not') return lowestMinor(constraint.operand, !negated);
  if (constraint.kind === 'tag') {
    const minor = /^go1(?:\.(\d+))?$/.exec(constraint.tag);
    return negated || minor === null ? -1 : Number(minor[1] ?? 0);
  }
  const bounds = constraint.operands.map(operand => lowestMinor(operand, negated));
  const strictest = (constraint.kind === 'and') !== negated;
  return bounds.reduce((a, b) => (strictest ? Math.max(a, b) : Math.min(a, b)));
}
