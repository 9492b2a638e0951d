/**
 * Made-up programs over one variable, and which of its assignments each read can see: an interpretation of the
 * statements themselves, without a flow graph, to check others against.
 */
import fc from 'fast-check';

type Kind =
  'assign' | 'update' | 'read' | 'break' | 'continue' | 'return' | 'if' | 'switch' | 'while' | 'endless' | 'range';

interface Statement {
  readonly kind: Kind;
  readonly bodies: readonly Program[];
}

export type Program = readonly Statement[];

const simple = (...kinds: readonly Kind[]): fc.Arbitrary<Statement> =>
  fc.constantFrom(...kinds).map(kind => ({ kind, bodies: [] }));

export const programs: fc.Arbitrary<Program> = fc.letrec<{ program: Program; statement: Statement }>(tie => {
  const holding = (count: number, ...kinds: readonly Kind[]): fc.Arbitrary<Statement> =>
    fc.record({
      kind: fc.constantFrom(...kinds),
      bodies: fc.array(tie('program'), { minLength: count, maxLength: count }),
    });
  return {
    program: fc.array(tie('statement'), { maxLength: 5 }),
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple('assign', 'assign', 'update', 'read', 'read'),
      simple('break', 'continue', 'return'),
      holding(2, 'if', 'switch'),
      holding(1, 'while', 'endless', 'range'),
    ),
  };
}).program;

/** What may be the last assignment when control is at a point: empty if it never is. Number 0 is the declaration. */
type State = ReadonlySet<number>;

/** The jumps that a statement gives its bodies a target for. */
const JUMPS: Partial<Record<Kind, readonly Kind[]>> = {
  switch: ['break'],
  while: ['break', 'continue'],
  endless: ['break', 'continue'],
  range: ['break', 'continue'],
};

const NOWHERE: State = new Set();
const either = (...states: readonly State[]): State => new Set(states.flatMap(state => [...state]));

/** What control brings to the ends and the starts of the loop or switch around. */
interface Jumps {
  readonly broken: State[];
  readonly continued: State[];
}

export class ReachingProgram {
  readonly text: string;
  /** For each `read(n, x)` by n, the assignments `value(i)` that x may hold there. */
  readonly seen = new Map<number, State>();
  private readonly numbers = new Map<string, number>();

  constructor(program: Program) {
    this.text = `package p\nfunc f() {\nx := value(0)\n${this.print(program, 'f')}\n}\n`;
    this.run(program, new Set([0]), { broken: [], continued: [] }, 'f');
  }

  /** A statement is known by its way from the top, so that interpreting a loop again numbers nothing again. */
  private number(path: string): number {
    const known = this.numbers.get(path) ?? this.numbers.size + 1;
    this.numbers.set(path, known);
    return known;
  }

  private print(program: Program, path: string, allowed: readonly Kind[] = []): string {
    return program.map((statement, index) => this.printOne(statement, `${path}.${String(index)}`, allowed)).join('\n');
  }

  private printOne({ kind, bodies }: Statement, path: string, allowed: readonly Kind[]): string {
    const id = String(this.number(path));
    const [one = '', two = ''] = bodies.map((body, index) =>
      this.print(body, `${path}:${String(index)}`, [...allowed, ...(JUMPS[kind] ?? [])]),
    );
    switch (kind) {
      case 'assign':
        return `x = value(${id})`;
      case 'update':
        return `x += value(${id})`;
      case 'read':
        return `read(${id}, x)`;
      case 'break':
      case 'continue':
        return allowed.includes(kind) ? `if c() {\n${kind}\n}` : '';
      case 'return':
        return 'if c() {\nreturn\n}';
      case 'if':
        return `if c() {\n${one}\n} else {\n${two}\n}`;
      case 'switch':
        return `switch c() {\ncase true:\n${one}\ncase false:\n${two}\n}`;
      case 'while':
        return `for c() {\n${one}\n}`;
      case 'endless':
        return `for {\n${one}\n}`;
      case 'range':
        return `for _, x = range values(${id}) {\n${one}\n}`;
    }
  }

  private run(program: Program, start: State, jumps: Jumps, path: string): State {
    return program.reduce(
      (state, statement, index) => this.step(statement, state, jumps, `${path}.${String(index)}`),
      start,
    );
  }

  private step({ kind, bodies }: Statement, state: State, jumps: Jumps, path: string): State {
    const id = this.number(path);
    const run = (index: number, start: State, around: Jumps): State =>
      this.run(bodies[index] ?? [], start, around, `${path}:${String(index)}`);
    switch (kind) {
      case 'assign':
        return state.size === 0 ? NOWHERE : new Set([id]);
      case 'update':
        this.see(id, state);
        return state.size === 0 ? NOWHERE : new Set([id]);
      case 'read':
        this.see(id, state);
        return state;
      case 'break':
        jumps.broken.push(state);
        return state;
      case 'continue':
        jumps.continued.push(state);
        return state;
      case 'return':
        return state;
      case 'if':
        return either(run(0, state, jumps), run(1, state, jumps));
      case 'switch': {
        const around: Jumps = { broken: [], continued: jumps.continued };
        return either(state, run(0, state, around), run(1, state, around), ...around.broken);
      }
      default:
        return loop(state, kind, id, (start, around) => run(0, start, around));
    }
  }

  private see(id: number, state: State): void {
    this.seen.set(id, either(this.seen.get(id) ?? NOWHERE, state));
  }
}

/** Goes round until nothing new comes to the start of a round. */
function loop(start: State, kind: Kind, id: number, body: (start: State, around: Jumps) => State): State {
  let head = start;
  const left: State[] = [];
  for (let before = -1; head.size > before;) {
    before = head.size;
    const around: Jumps = { broken: [], continued: [] };
    const first = kind === 'range' && head.size > 0 ? new Set([id]) : head;
    const end = body(first, around);
    head = either(head, end, ...around.continued);
    left.push(...around.broken);
  }
  return either(...left, kind === 'endless' ? NOWHERE : head);
}
