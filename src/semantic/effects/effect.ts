/**
 * What functions do that no signature tells: the vocabulary of the tables in `tables/`.
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

/** Who answers for what an operand holds open once the call has been made. */
export type Ownership = 'borrows' | 'takes' | 'releases';

/** The call returns only if the argument has this value; otherwise it ends as `exit` says. */
export interface Condition {
  readonly argument: number;
  readonly is: 'nil' | 'not nil' | 'true' | 'false';
}

/** A result that somebody must release, once the call has succeeded. */
export interface Acquisition {
  readonly result: number;
  /** The name of a {@link Resource}. */
  readonly resource: string;
}

/**
 * An operand that somebody must release, once the call has succeeded: a started command, a lock, a channel of signals.
 * Obligations follow those that are local variables, which locks rarely are.
 */
export interface Opening {
  readonly operand: Operand;
  /** The name of a {@link Resource}. */
  readonly resource: string;
}

/** A kind of thing that must be released, and what releases it. */
export interface Resource {
  /**
   * How it is released: names of methods, `''` for a call of the thing itself, such as a cancel function. None if only
   * functions do that `releases` says it of.
   */
  readonly releases: readonly string[];
  /** The field that carries the obligation, such as `Body` of a response. The methods count on the thing itself too. */
  readonly field?: string;
  /** A method whose result `false` (alone or as the last of several) says that the thing has released itself. */
  readonly exhaustedBy?: string;
  /** Methods that return an error, their last result, only once the thing has released itself, or is about to. */
  readonly exhaustedByError?: readonly string[];
  /** Another result of the acquiring call, a function whose last result `false` says the same, such as `next` of a pull. */
  readonly exhaustedByResult?: number;
  /** To read it to its end, which functions do that `drains` says it of, releases it as well. */
  readonly exhaustedByReading?: true;
  /** The end of a context that its acquirer is given releases it as well. */
  readonly endsWithContext?: true;
  /** The channel field a receive from which exhausts it, such as `C` of a timer. */
  readonly fires?: string;
  /** The channel field that nothing ever closes, such as `C` of a ticker: a range over it does not end. */
  readonly neverClosed?: string;
  /** Whether the garbage collector releases it, late, once it is unreachable. */
  readonly finalized?: true;
}

/** How many values the results of a function take, and why: as many as there are errors, clients, calls, or moments. */
export type Variety = 'error' | 'client' | 'address' | 'call' | 'time';

/** Arguments that become labels of a metric, of which the library keeps every combination. */
export interface Labelling {
  /** The first of them. */
  readonly from: number;
  /** Whether the library limits how many it keeps. */
  readonly limited: boolean;
}

export interface FunctionEffect {
  /** Its signature, in the notation of `types/type-text.ts`, for where the source of its package is not at hand. */
  readonly type?: string;
  /** The call does not return, or only under `returnsIf`. */
  readonly exit?: ExitKind;
  readonly returnsIf?: Condition;
  /** The call may never return although nothing is wrong: it serves, or waits for others. */
  readonly blocks?: true;
  /** Results that share memory with an operand, the strings and slices among them. */
  readonly shares?: Sharing;
  /** Results own their memory: nothing of the operands is kept alive by them. */
  readonly clones?: true;
  /** The result is as large as its source: a whole stream, file or buffer. */
  readonly big?: true;
  readonly callbacks?: Readonly<Record<number, Callback>>;
  /** The caller still answers for all operands, and none is kept beyond the call but what `stores` lists. */
  readonly borrows?: true;
  /** Operands for which the call changes, or expressly does not change, who answers; wins over `borrows`. */
  readonly ownership?: Readonly<Partial<Record<Operand, Ownership>>>;
  /** Of operands that it releases: the method that this stands for. Where none is given it is any that releases. */
  readonly releasesBy?: Readonly<Partial<Record<Operand, string>>>;
  readonly acquires?: readonly Acquisition[];
  readonly opens?: readonly Opening[];
  /** Operands whose contents are kept by the receiver or a result; by the package, if there is neither. */
  readonly stores?: readonly Operand[];
  /** Operands that it reads to their end. */
  readonly drains?: readonly Operand[];
  /** Operands that it reads as far as it must, in large steps: if it succeeds, what is short has been read to its end. */
  readonly skims?: readonly Operand[];
  /** The argument, a context, around which the call builds the context that it returns. */
  readonly nests?: number;
  /** Its results take any number of values. */
  readonly varies?: Variety;
  /** Operands, the last one with all that follow, of which each other value gives another result, as text of a number does. */
  readonly formats?: readonly Operand[];
  readonly labels?: Labelling;
  /** The error that it returns, its last result, is always nil, or tells of no more than a mistake in the program. */
  readonly neverFails?: true;
  /** The same, if the argument is this variable of a package, as `crypto/rand.Reader`. */
  readonly neverFailsIf?: { readonly argument: number; readonly is: string };
}

/**
 * Effects as they are written: by import paths, then by names, in the notation of `notation.ts`. Plain data.
 *
 * Several paths or names that share what follows are separated by spaces.
 */
export type EffectTable = Readonly<Record<string, Entries>>;

/** What is said of the functions of a package, and of kinds of resources. */
export type Entries = Readonly<Record<string, string>>;
