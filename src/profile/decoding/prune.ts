/**
 * drop_frames and keep_frames: frames that the profile itself declares to be the allocator's own.
 *
 * As in pprof (profile/prune.go): everything from the leaf down to the frame nearest the root that matches is cut
 * off, but never before the first frame that does not match, so that no stack is emptied.
 */
import type { Frame } from '../profile.ts';
import { compileRegexp } from './regexp.ts';

export interface PrunedStacks {
  /** Frames of each location that stay. */
  readonly locations: readonly (readonly number[])[];
  /** Cuts a stack of locations, the innermost first. */
  readonly cut: (stack: readonly number[]) => readonly number[];
}

/** `locations` hold indices into `frames`, the innermost first. */
export function pruneStacks(
  locations: readonly (readonly number[])[],
  frames: readonly Frame[],
  dropFrames: string,
  keepFrames: string,
): PrunedStacks {
  if (dropFrames === '') return { locations, cut: stack => stack };
  const isDropped = frameMatcher(frames, dropFrames, keepFrames);
  const dropsWhole = new Set<number>();
  const dropsPart = new Set<number>();
  const kept = locations.map((location, index) => {
    const match = location.findLastIndex(isDropped);
    if (match < 0) return location;
    if (match === location.length - 1) {
      dropsWhole.add(index);
      return location;
    }
    dropsPart.add(index);
    return location.slice(match + 1);
  });
  return { locations: kept, cut: stack => cutStack(stack, dropsWhole, dropsPart) };
}

/** Of an allocator; a longer name is not one, and would only cost time. */
const MAX_NAME = 10_000;

function frameMatcher(frames: readonly Frame[], dropFrames: string, keepFrames: string): (frame: number) => boolean {
  const drop = compileRegexp(dropFrames);
  const keep = keepFrames === '' ? () => false : compileRegexp(keepFrames);
  const known = new Map<string, boolean>();
  return frame => {
    const name = frames[frame]?.function.name ?? '';
    if (name === '' || name.length > MAX_NAME) return false;
    let dropped = known.get(name);
    if (dropped === undefined) {
      const simple = withoutArguments(name);
      known.set(name, (dropped = drop(simple) && !keep(simple)));
    }
    return dropped;
  };
}

const ARGUMENTS = /\(anonymous namespace\)|operator\(\)|\(/g;

/** C++ names carry their argument list. This cuts `pkg.(*T).M` to `pkg.` as well: so does pprof. */
function withoutArguments(name: string): string {
  const symbol = name.startsWith('.') ? name.slice(1) : name;
  for (const match of symbol.matchAll(ARGUMENTS)) {
    if (match[0] === '(') return symbol.slice(0, match.index);
  }
  return symbol;
}

function cutStack(
  stack: readonly number[],
  dropsWhole: ReadonlySet<number>,
  dropsPart: ReadonlySet<number>,
): readonly number[] {
  let seenOther = false;
  for (let at = stack.length - 1; at >= 0; at--) {
    const location = stack[at] ?? -1;
    const whole = dropsWhole.has(location);
    const part = dropsPart.has(location);
    if (!whole && !part) seenOther = true;
    else if (seenOther) return stack.slice(whole ? at + 1 : at);
  }
  return stack;
}
