/**
 * What crosses between the threads: plain data only. A thread analyses one unit at a time and answers with its result;
 * the facts of finished units are sent to every thread before any unit that depends on them.
 */
import type { Confidence, Finding, Notice, Tier } from '../base/finding.ts';
import type { FunctionSpan } from '../base/source.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { BuildList } from '../workspace/build-list.ts';
import type { EntryPoint, Runs } from '../semantic/lifetime/entry-point.ts';
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
  /** Whether one of memory does: then those of the profile tier are made. */
  readonly measuresMemory: boolean;
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

/** A finding in a function that runs once if all that call it from other packages do. */
export interface Unsettled {
  readonly fingerprint: string;
  /** By which its function can run. */
  readonly entries: readonly EntryPoint[];
  /** Its tier if so; absent if it is not shown then. */
  readonly tier?: Tier;
}

/** How an entry point runs by what a unit that mentions it does with it; undefined if that is nothing. */
export interface Trace {
  /** Of the entry point. */
  readonly key: string;
  readonly runs: Runs | undefined;
}

/** What others want of a unit beside its findings. */
export interface Wants {
  /** Whether another unit depends on this one. */
  readonly facts: boolean;
  /** Of other packages: how do they run by what the unit does with them? */
  readonly entries: readonly EntryPoint[];
}

export interface UnitResult {
  readonly unit: string;
  /** Absent where no other unit asks for them. */
  readonly facts?: UnitFacts;
  readonly findings: readonly Finding[];
  readonly unsettled: readonly Unsettled[];
  /** Of the entry points that it was asked about, those that it mentions. */
  readonly traces: readonly Trace[];
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
  | { readonly kind: 'analyse'; readonly unit: Unit; readonly wants: Wants }
  | { readonly kind: 'trace'; readonly unit: Unit; readonly entries: readonly EntryPoint[] };

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly result: UnitResult }
  | { readonly kind: 'traces'; readonly traces: readonly Trace[] };
