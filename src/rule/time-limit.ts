/**
 * Limits in time of what is not given back, in the words of messages and in the weight of findings.
 */
import type { ContextBound } from '../semantic/obligations/context-end.ts';
import type { Package, Place } from './package.ts';
import type { Detail } from './rule.ts';

/** Longer source text than this does not fit into a message. */
const MAX_TEXT = 40;

/** `its time is up (30 * time.Second)`, of a duration. */
export function timeIsUp(pkg: Package, duration: Place): string {
  const source = pkg.textOf(duration);
  return source.length > MAX_TEXT || source.includes('\n') ? 'its time is up' : `its time is up (${source})`;
}

export interface Limited {
  /** Until when something stays. */
  readonly until: string;
  readonly detail: Pick<Detail, 'severity' | 'confidence'>;
}

/**
 * How long something stays that ends with a context; undefined if it ends at once.
 *
 * @param words until when it stays where no context ends it, and where an unknown one does.
 */
export function limitedBy(
  pkg: Package,
  { end, deadline }: ContextBound,
  words: { readonly none: string; readonly open: string },
): Limited | undefined {
  if (end === 'ended' || end === 'request') return undefined;
  if (deadline !== undefined) return { until: `until ${timeIsUp(pkg, deadline)}`, detail: { severity: 'info' } };
  return end === 'none' ? { until: words.none, detail: {} } : { until: words.open, detail: { confidence: 'medium' } };
}
