/**
 * What one run of the engine is asked to do. Plain data: the command line and the library both build it.
 */
import type { Confidence } from '../base/finding.ts';
import type { Limits } from '../profile/measuring/limits.ts';
import type { PathMapping } from '../profile/placing/sources.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { EffectTable } from '../semantic/effects/effect.ts';
import type { WorkspaceRequest } from '../workspace/model.ts';

export interface LintOptions extends WorkspaceRequest {
  /** The rules that run, in the order of their ids. */
  readonly rules: readonly RuleSetting[];
  readonly minConfidence: Confidence;
  /** What functions do that their signatures do not tell; wins over what is built in. */
  readonly effects?: EffectTable;
  /** Worker threads; 0 runs everything on the calling thread. */
  readonly jobs: number;
  /** Paths or URLs of pprof profiles; `-` is `stdin`. The URL of an index (`/debug/pprof/`) stands for what it lists. */
  readonly profiles: readonly string[];
  /** Earlier profiles of the same program: then growth since is measured. */
  readonly bases?: readonly string[];
  /** Where the files of the build lie here, if the profile alone does not tell. */
  readonly pathMap?: readonly PathMapping[];
  /** The bytes of the profile `-`. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** `TYPE` or `TYPE:flat|own|cum`. */
  readonly rank?: string;
  /** The share (0 to 1) of the ranking type from which profile-tier findings are shown. */
  readonly minShare: number;
  /** Which findings are left out, once they are measured. */
  readonly limits?: Limits;
  /** Whether the report brings source excerpts and the profile's lines and stacks: the html format shows them. */
  readonly details?: boolean;
  /** How many lines and functions the report says of the profiles as a whole; it says nothing if undefined. */
  readonly overview?: number;
  /** Called as packages finish. */
  readonly onProgress?: (done: number, total: number) => void;
}
