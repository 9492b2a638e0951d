/**
 * The notation of effects: one line says what a function does, in the tables and in a user's config alike.
 *
 *     takes 2; acquires 0 response
 *
 * Clauses are separated by `;`. Arguments and results are numbered from 0; `receiver` is the receiver. A clause reads
 * as an English verb with its objects; `CLAUSES` lists them all, docs/effects.md explains them.
 */
import type { Callback, Condition, FunctionEffect, Operand, Ownership, Resource, Share, Sharing } from './effect.ts';

/** A text that is not in the notation. The message says what was seen and what is expected. */
export class NotationError extends Error {
  override readonly name = 'NotationError';
}

/** Words of a clause, read one by one. */
class Words {
  private readonly words: readonly string[];
  private next = 0;

  constructor(clause: string) {
    this.words = clause.split(/[\s,]+/).filter(word => word !== '');
  }

  get done(): boolean {
    return this.next >= this.words.length;
  }

  /** Reads the words if they are what follows. */
  accept(expected: string): boolean {
    const parts = expected.split(' ');
    if (!parts.every((part, index) => this.words[this.next + index] === part)) return false;
    this.next += parts.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.accept(expected)) throw this.mistake(`"${expected}"`);
  }

  word(expected: string): string {
    const word = this.words[this.next];
    if (word === undefined) throw this.mistake(expected);
    this.next++;
    return word;
  }

  oneOf<T extends string>(choices: readonly T[]): T {
    const found = choices.find(choice => this.accept(choice));
    if (found === undefined) throw this.mistake(choices.join(', '));
    return found;
  }

  index(expected: string): number {
    const word = this.words[this.next] ?? '';
    if (!/^\d{1,2}$/.test(word)) throw this.mistake(expected);
    this.next++;
    return Number(word);
  }

  operand(): Operand {
    return this.accept('receiver') ? 'receiver' : this.index('the index of an argument, or receiver');
  }

  /** One operand at least, and all that follow up to the end or `by`. */
  operands(): Operand[] {
    const operands = [this.operand()];
    while (!this.done && this.words[this.next] !== 'by') operands.push(this.operand());
    return operands;
  }

  mistake(expected: string): NotationError {
    const seen = this.words[this.next];
    const before = this.words.slice(0, this.next).join(' ');
    const got = seen === undefined ? 'nothing' : JSON.stringify(seen);
    return new NotationError(
      `${before === '' ? '' : `after ${JSON.stringify(before)}: `}expected ${expected}, got ${got}`,
    );
  }
}

const EXITS = { process: 'process-exit', goroutine: 'goexit' } as const;

function condition(words: Words): Pick<FunctionEffect, 'returnsIf'> {
  if (!words.accept('unless')) return {};
  const argument = words.index('the index of an argument');
  words.expect('is');
  const is: Condition['is'] = words.oneOf(['nil', 'not nil', 'true', 'false']);
  return { returnsIf: { argument, is } };
}

function sharing(words: Words): Sharing {
  const how: Share = words.oneOf(['piece', 'trim', 'whole']);
  words.expect('of');
  let shares: Sharing = { operand: words.operand(), how };
  while (!words.done) {
    const detail = words.oneOf(['unless changed', 'lists', 'rest', 'limit']);
    if (detail === 'unless changed') shares = { ...shares, unlessChanged: true };
    else if (detail === 'lists') shares = { ...shares, lists: words.index('a depth') };
    else if (detail === 'rest') shares = { ...shares, restAt: words.index('the index of a result') };
    else shares = { ...shares, limit: words.index('the index of an argument') };
  }
  return shares;
}

function callback(words: Words): Callback {
  const runs = words.oneOf(['inline', 'deferred', 'stored', 'in goroutine']);
  const times = words.oneOf(['once', 'many']);
  if (runs === 'inline') return { runs, times, joined: true };
  if (runs === 'in goroutine') return { runs: 'goroutine', times, joined: words.accept('joined') };
  return { runs, times, joined: false };
}

type Clause = (words: Words, effect: FunctionEffect) => FunctionEffect;

const forEach = <T>(operands: readonly Operand[], value: T): Readonly<Partial<Record<Operand, T>>> =>
  Object.fromEntries(operands.map(operand => [operand, value]));

function owns(ownership: 'borrows' | 'takes'): Clause {
  return (words, effect) => ({ ownership: { ...effect.ownership, ...forEach(words.operands(), ownership) } });
}

const released: Clause = (words, effect) => {
  const operands = words.operands();
  const ownership = { ...effect.ownership, ...forEach<Ownership>(operands, 'releases') };
  if (!words.accept('by')) return { ownership };
  return { ownership, releasesBy: { ...effect.releasesBy, ...forEach(operands, words.word('the name of a method')) } };
};

/** Every clause by its first word. */
const CLAUSES: ReadonlyMap<string, Clause> = new Map(
  Object.entries<Clause>({
    exits: words => ({ exit: EXITS[words.oneOf(['process', 'goroutine'])], ...condition(words) }),
    panics: words => ({ exit: 'panic', ...condition(words) }),
    blocks: () => ({ blocks: true }),
    shares: words => ({ shares: sharing(words) }),
    clones: () => ({ clones: true }),
    big: () => ({ big: true }),
    calls: (words, { callbacks }) => ({
      callbacks: { ...callbacks, [words.index('the index of an argument')]: callback(words) },
    }),
    borrows: (words, effect) => (words.done ? { borrows: true } : owns('borrows')(words, effect)),
    takes: owns('takes'),
    releases: released,
    stores: words => ({ stores: words.operands() }),
    drains: words => ({ drains: words.operands() }),
    skims: words => ({ skims: words.operands() }),
    nests: words => ({ nests: words.index('the index of an argument') }),
    varies: words => {
      words.expect('by');
      return { varies: words.oneOf(['error', 'client', 'address', 'call', 'time']) };
    },
    formats: words => ({ formats: words.operands() }),
    labels: words => ({
      labels: { from: words.index('the index of an argument'), limited: words.accept('limited') },
    }),
    never: words => {
      words.expect('fails');
      if (!words.accept('if')) return { neverFails: true };
      const argument = words.index('the index of an argument');
      words.expect('is');
      return { neverFailsIf: { argument, is: words.word('a variable with the path of its package') } };
    },
    acquires: (words, { acquires = [] }) => {
      const result = words.index('the index of a result');
      return { acquires: [...acquires, { result, resource: words.word('the name of a resource') }] };
    },
    opens: (words, { opens = [] }) => {
      const operand = words.operand();
      return { opens: [...opens, { operand, resource: words.word('the name of a resource') }] };
    },
  }),
);
const VERBS = [...CLAUSES.keys(), 'type'].join(', ');

/** `func(context.Context)(*Group,error)`: capitalised names without a path are of the package itself. */
const OWN_NAME = /(^|\.\.\.|[^\w./$-])(\p{Lu}\w*)/gu;

/**
 * @param path the import path of the package that declares the function.
 * @throws {NotationError}
 */
export function parseEffect(notation: string, path: string): FunctionEffect {
  let effect: FunctionEffect = {};
  for (const clause of notation.split(';')) {
    const text = clause.trim();
    if (text.startsWith('type ')) effect = { ...effect, type: text.slice(5).replace(OWN_NAME, `$1${path}.$2`) };
    else effect = { ...effect, ...parseClause(text, effect) };
  }
  return effect;
}

function parseClause(text: string, effect: FunctionEffect): FunctionEffect {
  const words = new Words(text);
  const clause = CLAUSES.get(words.word(VERBS));
  if (clause === undefined) throw new Words(text).mistake(VERBS);
  const parsed = clause(words, effect);
  if (!words.done) throw words.mistake('the end, or ";"');
  return parsed;
}

/**
 * `released by Close or CloseNow; finalized`. A path such as `Body.Close` names the field that carries the obligation;
 * `call` is a call of the thing itself, `function` are the functions that release an operand.
 *
 * @throws {NotationError}
 */
export function parseResource(notation: string): Resource {
  let resource: Partial<Resource> = {};
  for (const clause of notation.split(';')) {
    const words = new Words(clause);
    resource = { ...resource, ...resourceClause(words) };
    if (!words.done) throw words.mistake('the end, or ";"');
  }
  const { releases } = resource;
  if (releases === undefined) throw new NotationError('expected "released by", which says how');
  return { ...resource, releases };
}

function resourceClause(words: Words): Partial<Resource> {
  switch (words.oneOf(['released by', 'exhausted by', 'ends with its context', 'fires', 'never closes', 'finalized'])) {
    case 'released by':
      return releases(words);
    case 'exhausted by':
      return exhaustion(words);
    case 'ends with its context':
      return { endsWithContext: true };
    case 'fires':
      return { fires: words.word('the name of a field') };
    case 'never closes':
      return { neverClosed: words.word('the name of a field') };
    case 'finalized':
      return { finalized: true };
  }
}

function exhaustion(words: Words): Partial<Resource> {
  if (words.accept('reading')) return { exhaustedByReading: true };
  if (words.accept('result')) return { exhaustedByResult: words.index('the index of a result') };
  if (words.accept('error')) return { exhaustedByError: alternatives(words, 'the name of a method') };
  return { exhaustedBy: words.word('the name of a method, result, or reading') };
}

/** `Commit or Rollback` */
function alternatives(words: Words, expected: string): string[] {
  const found = [words.word(expected)];
  while (words.accept('or')) found.push(words.word(expected));
  return found;
}

function releases(words: Words): Partial<Resource> {
  if (words.accept('function')) return { releases: [] };
  const methods = new Set<string>();
  let field: string | undefined;
  for (const alternative of alternatives(words, 'a method, call, or function')) {
    const [method = '', carrier] = alternative.split('.').reverse();
    field = carrier ?? field;
    methods.add(method === 'call' ? '' : method);
  }
  return { releases: [...methods], ...(field !== undefined && { field }) };
}

const ALTERNATIVES = /\{([^{}]*)\}/;

/**
 * The names that a key stands for: `(*{T,B}).Run Exit` is `(*T).Run`, `(*B).Run` and `Exit`.
 *
 * @throws {NotationError} If one of them is neither `Name`, `(*T).M` nor `T.M`.
 */
export function namesOf(key: string): readonly string[] {
  const names = key.split(' ').flatMap(expanded);
  const wrong = names.find(name => !ASCII_SYMBOL.test(name) && !SYMBOL.test(name));
  if (wrong === undefined) return names;
  throw new NotationError(`expected Name, (*T).Method or T.Method, got ${JSON.stringify(wrong)}`);
}

/** Regular expressions of Unicode classes take a millisecond to compile, which few programs need. */
const ASCII_SYMBOL = /^(?:(?:\(\*[a-z_]\w*\)|[a-z_]\w*)\.)?[a-z_]\w*$/i;
const SYMBOL = /^(?:(?:\(\*[\p{L}_][\p{L}\p{N}_]*\)|[\p{L}_][\p{L}\p{N}_]*)\.)?[\p{L}_][\p{L}\p{N}_]*$/u;

function expanded(name: string): string[] {
  const found = ALTERNATIVES.exec(name);
  if (found === null) return [name];
  const [whole, list = ''] = found;
  const [before, after] = [name.slice(0, found.index), name.slice(found.index + whole.length)];
  return list.split(',').flatMap(choice => expanded(`${before}${choice}${after}`));
}
