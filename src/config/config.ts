/**
 * What `.goleaklint.yml` and the flags say, before it is turned into settings of rules.
 */
import type { Severity } from '../base/finding.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';

/** A value with the place that it came from, for messages. */
export interface Located<T> {
  readonly value: T;
  /** A flag (`--enable`), or a file with its line (`.goleaklint.yml:3`). */
  readonly location: string;
}

export type SelectionKind = 'enable' | 'disable' | 'only';

/** One change to the set of rules that run. Changes apply in order. */
export interface Selection {
  readonly kind: SelectionKind;
  readonly selector: Located<string>;
}

export interface SeverityChange {
  readonly selector: Located<string>;
  readonly severity: Severity;
}

export type OptionValue = boolean | number | readonly string[];

/** A checked config file. Absent keys are undefined or empty. */
export interface Config {
  readonly selections: readonly Selection[];
  readonly severities: readonly SeverityChange[];
  /** Values by rule id and option name, checked against the rule's schema. */
  readonly options: Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;
  readonly tests: boolean | undefined;
  readonly tags: readonly string[] | undefined;
  /** What functions do that their signatures do not tell, besides what is built in. */
  readonly effects: EffectTable;
}

export const EMPTY_CONFIG: Config = {
  selections: [],
  severities: [],
  options: {},
  tests: undefined,
  tags: undefined,
  effects: {},
};
