/**
 * What importers know of a package: plain data that crosses threads, is cached, and has the standard library's table
 * as one more instance. Types are text (see `types/type-text.ts`), read only when somebody asks.
 */
import type { FunctionSummary } from './summaries/summary.ts';

/** Changes whenever older data could be misread. */
export const FACTS_SCHEMA = 2;

export interface FunctionFact {
  /** `func(int)(error)`. */
  readonly type: string;
  /** What its body does, as far as known; absent where there was no source. */
  readonly summary?: FunctionSummary;
  /** The minor release of Go 1 that introduced it; standard library only. */
  readonly since?: number;
}

export interface MethodFact extends FunctionFact {
  /** Declared on `*T`. */
  readonly pointer?: true;
}

export interface TypeFact {
  /** The underlying type, or what an alias stands for. */
  readonly type: string;
  readonly alias?: true;
  readonly parameters?: readonly string[];
  readonly methods?: Readonly<Record<string, MethodFact>>;
  readonly since?: number;
}

export interface VariableFact {
  readonly type: string;
}

export interface ConstantFact {
  readonly type: string;
  /** Present where it could be evaluated. Integers beyond 2^53 lose their last bits. */
  readonly value?: number | string | boolean;
}

export interface PackageFacts {
  readonly schema: number;
  readonly path: string;
  readonly name: string;
  readonly types: Readonly<Record<string, TypeFact>>;
  readonly functions: Readonly<Record<string, FunctionFact>>;
  readonly variables: Readonly<Record<string, VariableFact>>;
  readonly constants: Readonly<Record<string, ConstantFact>>;
}

/**
 * The one way to declarations of other packages: this run's finished packages, the standard library's table, and
 * whatever else the caller has. Synchronous, since inference asks in the middle of an expression.
 *
 * Every import is asked for its name, few for what they declare: the questions differ in what they cost.
 */
export interface Declarations {
  /** The name in the package clause, or undefined where there is no source. Reads no declaration. */
  nameOf(importPath: string): string | undefined;
  /** Facts of an import path, or undefined where there is no source. The first question may read and parse a package. */
  of(importPath: string): PackageFacts | undefined;
  /** The same for packages whose bodies this run has analysed: only their facts hold summaries. Parses no package. */
  analysed(importPath: string): PackageFacts | undefined;
}
