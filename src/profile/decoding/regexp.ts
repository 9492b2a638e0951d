/**
 * Matches the regular expressions in a profile (drop_frames, keep_frames) in time linear in the text.
 *
 * They come from a file, and JavaScript's own engine can be made to run for ever by an expression. The syntax is
 * the part of RE2's that such expressions use: alternation, groups, classes, `* + ? {n,m}`, `.`, `^`, `$`, `\w \d
 * \s` and escaped punctuation. Anything else is an error, never a guess.
 */

/** An expression outside the syntax above. */
export class RegexpError extends Error {
  override readonly name = 'RegexpError';
}

type CharTest = (char: string) => boolean;

type Node =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'begin' | 'end' }
  | { readonly op: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | { readonly op: 'repeat'; readonly part: Node; readonly min: number; readonly max: number };

type Instruction =
  | { readonly op: 'char'; readonly test: CharTest }
  | { readonly op: 'begin' | 'end' | 'match' }
  | { readonly op: 'split'; readonly to: number[] };

/** Counted repetition is unrolled; this bounds the program. */
const MAX_INSTRUCTIONS = 1000;
const MAX_NESTING = 100;

/** The matcher for whole texts: `^(expression)$`. */
export function compileRegexp(expression: string): (text: string) => boolean {
  const program: Instruction[] = [];
  emit(new Parser(expression).parse(), program);
  program.push({ op: 'match' });
  return text => runs(program, text);
}

const CLASSES: Readonly<Record<string, RegExp>> = { w: /\w/, d: /\d/, s: /[\t\n\f\r ]/ };

class Parser {
  private readonly chars: readonly string[];
  private readonly source: string;
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.chars = Array.from(source);
  }

  parse(): Node {
    const node = this.choice();
    if (this.at < this.chars.length) throw this.unsupported();
    return node;
  }

  private choice(): Node {
    const parts = [this.sequence()];
    while (this.take('|')) parts.push(this.sequence());
    return { op: 'choice', parts };
  }

  private sequence(): Node {
    const parts: Node[] = [];
    for (let char = this.peek(); char !== undefined && char !== '|' && char !== ')'; char = this.peek()) {
      parts.push(this.repetition());
    }
    return { op: 'sequence', parts };
  }

  private repetition(): Node {
    let part = this.atom();
    for (;;) {
      const bounds = this.quantifier();
      if (bounds === undefined) return part;
      this.take('?'); // Greedy or not makes no difference to whether a text matches.
      part = { op: 'repeat', part, min: bounds[0], max: bounds[1] };
    }
  }

  private quantifier(): readonly [number, number] | undefined {
    if (this.take('*')) return [0, Infinity];
    if (this.take('+')) return [1, Infinity];
    if (this.take('?')) return [0, 1];
    const counted = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.chars.slice(this.at, this.at + 12).join(''));
    if (counted === null) return undefined;
    this.at += counted[0].length;
    const min = Number(counted[1]);
    if (counted[2] === undefined) return [min, min];
    return [min, counted[3] === '' || counted[3] === undefined ? Infinity : Number(counted[3])];
  }

  private atom(): Node {
    const char = this.next();
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return { op: 'char', test: this.charClass() };
      case '.':
        return { op: 'char', test: other => other !== '\n' };
      case '^':
        return { op: 'begin' };
      case '$':
        return { op: 'end' };
      case '\\':
        return { op: 'char', test: this.escape() };
      case '*':
      case '+':
      case '?':
        throw this.unsupported();
      default:
        return { op: 'char', test: other => other === char };
    }
  }

  private group(): Node {
    if (this.take('?') && !this.take(':')) throw this.unsupported();
    if (++this.depth > MAX_NESTING) throw this.unsupported();
    const inner = this.choice();
    if (!this.take(')')) throw this.unsupported();
    this.depth--;
    return inner;
  }

  private charClass(): CharTest {
    const negated = this.take('^');
    const tests: CharTest[] = [];
    do tests.push(this.classMember());
    while (this.peek() !== ']');
    this.at++;
    return char => tests.some(test => test(char)) !== negated;
  }

  private classMember(): CharTest {
    const low = this.next();
    if (low === '[' && this.peek() === ':') throw this.unsupported();
    if (low === '\\') return this.escape();
    if (this.peek() !== '-' || this.chars[this.at + 1] === ']') return char => char === low;
    this.at++;
    const high = this.next();
    if (high === '\\') throw this.unsupported();
    return char => char >= low && char <= high;
  }

  private escape(): CharTest {
    const char = this.next();
    const inClass = CLASSES[char.toLowerCase()];
    if (inClass !== undefined) {
      const negated = char !== char.toLowerCase();
      return other => inClass.test(other) !== negated;
    }
    if (/[A-Za-z0-9]/.test(char)) throw this.unsupported();
    return other => other === char;
  }

  private peek(): string | undefined {
    return this.chars[this.at];
  }

  private next(): string {
    const char = this.chars[this.at];
    if (char === undefined) throw this.unsupported();
    this.at++;
    return char;
  }

  private take(char: string): boolean {
    if (this.chars[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private unsupported(): RegexpError {
    return new RegexpError(`unsupported syntax at character ${String(this.at)} of ${JSON.stringify(this.source)}`);
  }
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > MAX_INSTRUCTIONS) throw new RegexpError('the expression is too large');
  switch (node.op) {
    case 'char':
      program.push(node);
      break;
    case 'begin':
    case 'end':
      program.push({ op: node.op });
      break;
    case 'sequence':
      for (const part of node.parts) emit(part, program);
      break;
    case 'choice':
      emitChoice(node.parts, program);
      break;
    case 'repeat':
      emitRepeat(node.part, node.min, node.max, program);
  }
}

function emitChoice(parts: readonly Node[], program: Instruction[]): void {
  const starts: number[] = [];
  const ends: number[][] = [];
  program.push({ op: 'split', to: starts });
  for (const part of parts) {
    starts.push(program.length);
    emit(part, program);
    const end: number[] = [];
    ends.push(end);
    program.push({ op: 'split', to: end });
  }
  for (const end of ends) end.push(program.length);
}

function emitRepeat(part: Node, min: number, max: number, program: Instruction[]): void {
  for (let count = 0; count < min; count++) emit(part, program);
  if (max === Infinity) {
    const loop = program.length;
    const to = [loop + 1];
    program.push({ op: 'split', to });
    emit(part, program);
    program.push({ op: 'split', to: [loop] });
    to.push(program.length);
    return;
  }
  const exits: number[][] = [];
  for (let count = min; count < max; count++) {
    const to = [program.length + 1];
    program.push({ op: 'split', to });
    exits.push(to);
    emit(part, program);
  }
  for (const to of exits) to.push(program.length);
}

function runs(program: readonly Instruction[], text: string): boolean {
  const chars = Array.from(text);
  let states = closure(program, [0], 0, chars.length);
  for (const [position, char] of chars.entries()) {
    const next: number[] = [];
    for (const state of states) {
      const instruction = program[state];
      if (instruction?.op === 'char' && instruction.test(char)) next.push(state + 1);
    }
    if (next.length === 0) return false;
    states = closure(program, next, position + 1, chars.length);
  }
  for (const state of states) if (program[state]?.op === 'match') return true;
  return false;
}

/** All states that can be reached from `starts` without reading a character. */
function closure(program: readonly Instruction[], starts: readonly number[], at: number, end: number): Set<number> {
  const seen = new Set<number>();
  const pending = [...starts];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (seen.has(state)) continue;
    seen.add(state);
    const instruction = program[state];
    if (instruction?.op === 'split') pending.push(...instruction.to);
    else if (instruction?.op === 'begin' && at === 0) pending.push(state + 1);
    else if (instruction?.op === 'end' && at === end) pending.push(state + 1);
  }
  return seen;
}
