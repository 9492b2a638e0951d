/**
 * What crosses between the threads: plain data only. A thread analyses one unit at a time and answers with its result;
 * the facts of finished units are sent to every thread before any unit that depends on them.
 */
import type { Confidence, Finding, Notice } from '../base/finding.ts';
import type { FunctionSpan } from '../base/source.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { BuildList } from '../workspace/build-list.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';
import type { Unit } from '../workspace/model.ts';

/** What every thread needs to know before the first unit. */
export interface AnalysisSettings {
  readonly rules: readonly RuleSetting[];
  readonly minConfidence: Confidence;
  /** What the user adds to the tables of effects. */
  readonly effects: EffectTable;
  /** Whether a profile will measure the findings: then the lines of functions are needed. */
  readonly hasProfile: boolean;
  readonly buildLists: readonly BuildList[];
}

export interface UnitFacts {
  readonly unit: string;
  readonly importPath: string;
  readonly variant: Unit['variant'];
  /** As in the package clause. */
  readonly name: string;
  /** Ids of the units that this one was built on directly. */
  readonly dependencies: readonly string[];
  /** PackageFacts as JSON: read by the threads that ask for them. */
  readonly json: string;
}

export interface UnitResult {
  readonly unit: string;
  /** Absent where no other unit asks for them. */
  readonly facts?: UnitFacts;
  readonly findings: readonly Finding[];
  readonly notices: readonly Notice[];
  readonly spans: readonly FunctionSpan[];
  /** Paths of those that were analysed, as findings name them. */
  readonly files: readonly string[];
  readonly importsWithoutSource: number;
  readonly suppressed: readonly Finding[];
  /** Rule and place of findings of the profile tier that were not even made, since there is no profile. */
  readonly withheld: readonly string[];
  /** A rule or the analysis itself threw. */
  readonly failed: boolean;
  readonly timings: UnitTimings;
}

/** Milliseconds. */
export interface UnitTimings {
  readonly read: number;
  readonly parse: number;
  readonly model: number;
  readonly rules: number;
  readonly facts: number;
}

export type ToWorker =
  | { readonly kind: 'facts'; readonly facts: UnitFacts }
  | { readonly kind: 'analyse'; readonly unit: Unit; readonly needsFacts: boolean };

export type FromWorker = { readonly kind: 'ready' } | { readonly kind: 'result'; readonly result: UnitResult };
