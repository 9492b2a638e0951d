/**
 * What profiles say about a module as a whole, with and without findings. Made only when a report asks for it.
 */
import type { LineWeights } from './details.ts';
import type { GoroutineWait, Ranking } from './finding.ts';

/**
 * What the runtime counts for the process as a whole (runtime.MemStats), not sampled; bytes unless noted.
 *
 * Text profiles end with it. `PauseTotalNs` is not among what they print.
 */
export interface MemStats {
  /** Reachable objects and those not yet swept. */
  readonly heapAlloc: number;
  readonly heapObjects: number;
  readonly heapSys: number;
  /** Spans without objects, `heapReleased` of which went back to the system. The rest is kept for reuse: no leak. */
  readonly heapIdle: number;
  readonly heapReleased: number;
  readonly heapInuse: number;
  /** Of goroutines, which no heap profile shows. */
  readonly stackInuse: number;
  /** All that was obtained from the system. */
  readonly sys: number;
  /** Allocated since the start, what was freed included. */
  readonly totalAlloc: number;
  /** Size of the heap at which the next collection starts. */
  readonly nextGC: number;
  /** Completed collections. */
  readonly numGC: number;
  /** Those of them that the program asked for. */
  readonly numForcedGC: number;
  /** Nanoseconds that the program stood still in the latest collections, 256 at most. */
  readonly recentPauses: number;
  /** Share (0 to 1) of the available processor time since the start. */
  readonly gcCPUFraction: number;
  /** Most memory that the process ever had; undefined where the system does not tell. */
  readonly maxRSS: number | undefined;
}

/** How much of the ranking type the analysed modules have to do with; each sample counts once. */
export interface Coverage {
  /** Allocated by a line of them. */
  readonly direct: number;
  /** With a frame of them anywhere in the stack. */
  readonly touched: number;
  /** With a line of a finding's evidence in the stack. */
  readonly findings: number;
}

/** How the functions that occur in the profile and in the analysed source were matched. */
export interface Staleness {
  readonly functions: number;
  /** Where the profile knows no line of a function's beginning: before Go 1.20. */
  readonly unverified: number;
  /** By number of functions, the most first; `lines` is not 0. */
  readonly moved: readonly { readonly lines: number; readonly functions: number }[];
}

export interface HotLine extends LineWeights {
  /** The innermost function that holds it, as the profiler prints it. */
  readonly function: string;
  /** Rules that report something of which it is evidence. */
  readonly rules: readonly string[];
}

export interface TopRow {
  /** The function, as pprof prints it. */
  readonly name: string;
  readonly flat: number;
  readonly cum: number;
}

/** What `go tool pprof -top` prints. */
export interface TopTable {
  readonly order: 'flat' | 'cum';
  readonly rows: readonly TopRow[];
  /** Functions that are left out, since their cum is at most `cutoff`. */
  readonly dropped: number;
  readonly cutoff: number;
  /** How many are not dropped. */
  readonly nodes: number;
}

/** Profiles by the names that the user gave them, and those that they are compared with. */
export interface ProfileNames {
  readonly profiles: readonly string[];
  readonly bases: readonly string[];
}

export interface MemoryOverview {
  readonly names: ProfileNames;
  readonly kind: string;
  readonly ranking: Ranking;
  /** Mean number of allocated bytes between two samples; 0 if unknown. */
  readonly period: number;
  readonly coverage: Coverage;
  readonly staleness: Staleness;
  /** Lines of the analysed source by own, the heaviest first. */
  readonly lines: readonly HotLine[];
  /** How many such lines there are. */
  readonly measuredLines: number;
  readonly tables: readonly TopTable[];
  /** What stands before the path of the first line in the profile's file names; `''` if that is no prefix. */
  readonly buildRoot: string;
  readonly runtime?: MemStats;
}

/** Goroutines that hang at one place and come from one. */
export interface GoroutineGroup extends GoroutineWait {
  readonly leaked: number;
  /** The longest wait in whole minutes, where the form of the profile tells. */
  readonly minutes?: number;
  /** The `go` statement, where the form of the profile tells; else what they run. */
  readonly origin: string;
  /** Rules that report them. */
  readonly rules: readonly string[];
}

export interface GoroutineOverview {
  readonly names: ProfileNames;
  readonly kind: string;
  readonly ranking: Ranking;
  /** How many have a frame of the analysed modules, and how many a finding reports. */
  readonly inModule: number;
  readonly findings: number;
  readonly groups: readonly GoroutineGroup[];
  /** How many groups there are. */
  readonly places: number;
}

export interface Overview {
  readonly memory?: MemoryOverview;
  readonly goroutines: readonly GoroutineOverview[];
  /** What `go tool pprof -show` takes for the analysed modules. */
  readonly modulePattern: string;
}
