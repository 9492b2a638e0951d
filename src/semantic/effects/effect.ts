/**
 * What functions do that no signature tells: the vocabulary of the tables in `standard.ts` and `modules.ts`.
 *
 * The tables are written by hand and read by people. A function that they lack has no known effect, which makes every
 * question about it unknown.
 */
import type { ExitKind } from '../flow/block.ts';

/** An argument by its index from 0, or the receiver. */
export type Operand = number | 'receiver';

/**
 * How a result shares memory with an operand.
 *
 * `piece`: a part that the caller chose and that may be small; `trim`: the operand without its margins; `whole`: all
 * of it, perhaps under another type.
 */
export type Share = 'piece' | 'trim' | 'whole';

export interface Sharing {
  readonly operand: Operand;
  readonly how: Share;
  /** How deep the parts lie in lists, sequences included: 1 for `[]string`. None means that results are the parts. */
  readonly lists?: number;
  /** The result that is all that was left when the others had been cut off. */
  readonly restAt?: number;
  /** The argument that limits how many pieces are cut, so that the last one is all that was left. */
  readonly limit?: number;
  /** Only if the function has nothing to change; else results own their memory. */
  readonly unlessChanged?: true;
}

/** When and how often a function-typed parameter is called. */
export interface Callback {
  readonly runs: 'inline' | 'goroutine' | 'deferred' | 'stored';
  readonly times: 'once' | 'many';
  /** Whether it has ended when the call returns. */
  readonly joined: boolean;
}

export interface FunctionEffect {
  /** Its signature, in the notation of `types/type-text.ts`, for where the source of its package is not at hand. */
  readonly type?: string;
  /** The call does not return. */
  readonly exit?: ExitKind;
  /** Results that share memory with an operand, the strings and slices among them. */
  readonly shares?: Sharing;
  /** Results own their memory: nothing of the operands is kept alive by them. */
  readonly clones?: true;
  /** The result is as large as its source: a whole stream, file or buffer. */
  readonly big?: true;
  readonly callbacks?: Readonly<Record<number, Callback>>;
  /** The operands are not kept beyond the call, whatever the results are. */
  readonly borrows?: true;
  /** Operands whose contents are kept by the receiver or a result. */
  readonly stores?: readonly Operand[];
}

/** Effects by `Name`, `(*T).M` or `T.M`, as summaries name them, by import path. */
export type EffectTable = Readonly<Record<string, Readonly<Record<string, FunctionEffect>>>>;

export const exits = (exit: ExitKind): FunctionEffect => ({ exit });
export const shares = (
  how: Share,
  operand: Operand = 0,
  details: Omit<Sharing, 'operand' | 'how'> = {},
): FunctionEffect => ({ shares: { operand, how, ...details } });
export const UNLESS_CHANGED = shares('whole', 0, { unlessChanged: true });
export const stores = (...operands: readonly Operand[]): FunctionEffect => ({ stores: operands });
export const CLONES: FunctionEffect = { clones: true };
export const BIG: FunctionEffect = { big: true, borrows: true };
export const BORROWS: FunctionEffect = { borrows: true };
export const calls = (parameter: number, callback: Callback): FunctionEffect => ({
  callbacks: { [parameter]: callback },
});

export const INLINE_ONCE: Callback = { runs: 'inline', times: 'once', joined: true };
export const INLINE_MANY: Callback = { runs: 'inline', times: 'many', joined: true };
export const IN_GOROUTINE: Callback = { runs: 'goroutine', times: 'once', joined: false };
export const STORED_ONCE: Callback = { runs: 'stored', times: 'once', joined: false };
export const STORED: Callback = { runs: 'stored', times: 'many', joined: false };
