/**
 * What grows for nothing: Go 1.25 and later start an append in 32 bytes on the stack, and a map holds 8 entries from
 * the start. Measured with Go 1.26: up to there, a capacity saves no growth.
 */
import type { Package } from '../package.ts';
import type { Growth } from './growth.ts';
import { bytesOf } from './sizes.ts';

const INITIAL_BYTES = 32;
const INITIAL_ENTRIES = 8;

/** Whether the final size is known to be within the initial room; elements of unknown size are taken as a byte. */
export function fitsInitialRoom(pkg: Package, growth: Growth): boolean {
  const size = finalSize(pkg, growth);
  return size !== undefined && size <= (growth.kind === 'map' ? INITIAL_ENTRIES : INITIAL_BYTES);
}

/**
 * Whether the final size is likely to be beyond the initial room: it is constant and is, or it is the length of data.
 * The keys of a map and lists of structs are few as a rule.
 */
export function outgrowsInitialRoom(pkg: Package, growth: Growth): boolean {
  const { constant, isKnown, isOfData } = growth.rounds;
  return isKnown && (constant === undefined ? isOfData : !fitsInitialRoom(pkg, growth));
}

/** Entries of a map, else bytes; undefined if the number of rounds is not constant. */
function finalSize(pkg: Package, { kind, type, rounds, perRound }: Growth): number | undefined {
  if (rounds.constant === undefined) return undefined;
  const elements = rounds.constant * perRound;
  const list = pkg.types.underlying(type);
  return kind === 'slice' && list.kind === 'slice' ? elements * (bytesOf(pkg.types, list.element) ?? 1) : elements;
}
