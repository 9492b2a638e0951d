/**
 * A profile placed in the analysed source: for each of its frames, the line that it is today, and whether its
 * function belongs to the analysed modules. Findings are not known here.
 */
import type { MatchQuality } from '../../base/finding.ts';
import type { FunctionSpan } from '../../base/source.ts';
import type { Anchor } from './anchor.ts';
import { anchorFunctions, functionsByFile, placeLine } from './anchor.ts';
import { matchPaths } from './match-paths.ts';
import { moduleNames } from './module-names.ts';
import type { Frame, Profile } from '../profile.ts';
import type { AnalysedCode } from './sources.ts';

export interface PlacedFrame {
  /** As findings name the file. */
  readonly path: string;
  /** Undefined if the frame's line cannot be placed in today's source. */
  readonly line: number | undefined;
  readonly match: MatchQuality;
  /** The declared function that holds it. */
  readonly within: FunctionSpan | undefined;
  /** Today's line of the `func` keyword of the frame's own function, a literal too; undefined if it cannot be told. */
  readonly functionLine: number | undefined;
}

export interface CorrelatedProfile {
  readonly profile: Profile;
  /** By index of the frame; undefined where the file was not analysed or the function is gone. */
  readonly places: readonly (PlacedFrame | undefined)[];
  /** By index of the frame: whether its function belongs to the analysed modules, by name. */
  readonly inModule: readonly boolean[];
  /** Analysed files that occur in the profile. */
  readonly files: ReadonlySet<string>;
  /** Analysed files of which it cannot be told whether they occur. */
  readonly ambiguousFiles: ReadonlySet<string>;
  /** How the declared functions that occur were matched, the worst of their frames. */
  readonly functions: ReadonlyMap<FunctionSpan, MatchQuality>;
}

export function correlate(profile: Profile, code: AnalysedCode): CorrelatedProfile {
  const functions = [...new Set(profile.frames.map(frame => frame.function))];
  const paths = matchPaths(functions, code);
  const anchors = anchorFunctions(functions, paths, functionsByFile(code.functions));
  const places = profile.frames.map(frame => placeFrame(frame, anchors.get(frame.function)));
  const files = new Set<string>();
  const ambiguousFiles = new Set<string>();
  for (const match of paths.values()) {
    if (match.kind === 'file') files.add(match.path);
    else if (match.kind === 'ambiguous') for (const path of match.paths) ambiguousFiles.add(path);
  }
  return {
    profile,
    places,
    inModule: framesInModule(profile.frames, places, code),
    files,
    ambiguousFiles,
    functions: worstMatches(places),
  };
}

function placeFrame(frame: Frame, anchor: Anchor | undefined): PlacedFrame | undefined {
  if (anchor === undefined) return undefined;
  const { path, within, match, shift } = anchor;
  const { startLine } = frame.function;
  const line = placeLine(anchor, frame.line);
  const functionLine = startLine > 0 && match !== 'function' ? startLine + shift : undefined;
  return { path, line, match: line === undefined ? 'function' : match, within, functionLine };
}

function framesInModule(
  frames: readonly Frame[],
  places: readonly (PlacedFrame | undefined)[],
  code: AnalysedCode,
): boolean[] {
  const belongs = moduleNames(code.modules);
  // Without a module path there is no name to go by, so there the file decides.
  const byFile = code.modules.length === 0 || code.modules.some(({ path }) => path === '');
  return frames.map((frame, index) => belongs(frame.function.name) || (byFile && places[index] !== undefined));
}

function worstMatches(places: readonly (PlacedFrame | undefined)[]): Map<FunctionSpan, MatchQuality> {
  const worst = new Map<FunctionSpan, MatchQuality>();
  for (const place of places) {
    if (place?.within === undefined) continue;
    const known = worst.get(place.within);
    worst.set(place.within, known === undefined ? place.match : worseMatch(known, place.match));
  }
  return worst;
}

export function worseMatch(a: MatchQuality, b: MatchQuality): MatchQuality {
  return trust(a) <= trust(b) ? a : b;
}

function trust(match: MatchQuality): number {
  switch (match) {
    case 'none':
      return 0;
    case 'ambiguous':
      return 1;
    case 'function':
      return 2;
    case 'line':
      return 3;
    case 'exact':
      return 5;
    default:
      return 4;
  }
}
