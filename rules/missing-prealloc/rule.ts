/**
 * Finds slices, maps and builders that grow step by step to a size that is known before the loop.
 *
 * By default only `[]byte` that every round appends to and that is likely to outgrow what Go gives for nothing; all else
 * is left to a profile, since it rarely matters and often costs readability.
 */
import { fitsInitialRoom, type Growth, growths, outgrowsInitialRoom } from '../../src/rule/allocation.ts';
import type { Package } from '../../src/rule/package.ts';
import { defineRule, type Detail, type FixDetail } from '../../src/rule/rule.ts';

export const rule = defineRule({
  meta: {
    id: 'missing-prealloc',
    family: 'allocation',
    tier: 'default',
    wider: ['profile'],
    summary: 'A slice grows step by step to a size that is known beforehand',
    severity: 'info',
    confidence: 'high',
    since: '0.1.0',
    why:
      'An append to a full slice allocates a larger array and copies the old one into it. All arrays but the last ' +
      'are garbage. Measured with Go 1.26: up to 200 bytes take 1 to 4 times the bytes; 1000 bytes appended one by one take 6 allocations and 3.2 times the ' +
      'bytes; 100 kB take 21 allocations and 4.8 times the bytes. Made with the final size, it is one allocation.',
    remedy: 'Allocate once, with the final size as capacity: `make([]byte, 0, len(src))`.',
    limits:
      'Holds for every version of Go. By default reports only a []byte that is appended to in every round of a loop ' +
      'over a string or a list of numbers, or up to a constant. Other slices, maps, builders, appends that some ' +
      'rounds skip, and loops over maps and other lists, which are often short, are reported only if a profile ' +
      'shows the allocations, or if the rule is enabled by name. Not reported: what is known to stay within 32 ' +
      'bytes, or 8 entries of a map, where there is little to save (up to there a slice grows on the stack: since ' +
      'Go 1.25 one that stays in its function, since Go 1.26 also one that is returned); and errors that some ' +
      'rounds collect, since there are rarely any. By default silent where more is appended after the loop. An append of a whole slice (s...) has no known size. There is a ' +
      'suggestion but no automatic fix: an empty slice made by make is not nil, and encoding/json shows the ' +
      'difference.',
    references: ['https://go.dev/blog/slices-intro', 'https://pkg.go.dev/builtin#append'],
    messages: {
      bytes:
        '{name} grows byte by byte to {size} bytes, which is known before the loop: above 32 bytes it is allocated anew ' +
        'and copied every time it is full; start with {make}',
      grows:
        '{name} grows in this loop to at most {size} elements: above 32 bytes it is allocated anew and copied every ' +
        'time it is full; start with {make}',
      entries:
        '{name} grows in this loop to at most {size} entries: above 8 it is allocated anew every time it is full; start ' +
        'with {make}',
      builder:
        '{name} is written to in each of {size} rounds and allocated anew every time it is full; call {name}.Grow ' +
        'with the number of bytes first',
    },
    options: {},
    metric: 'own',
    refutable: true,
  },
  triggers: ['append(', 'map[', 'strings.Builder'],
  check({ pkg, report }) {
    for (const growth of growths(pkg)) {
      const { declaredAt, addedAt, kind } = growth;
      if (fitsInitialRoom(pkg, growth)) continue;
      const detail: Detail = {
        data: { name: growth.variable.name, size: sizeOf(growth), make: makeOf(growth) },
        related: [{ at: addedAt, message: 'it grows here' }],
        evidence: [{ kind: 'lines', at: addedAt }],
        ...(kind !== 'builder' && { suggestions: [suggestion(pkg, growth)] }),
      };
      if (kind === 'builder') report(declaredAt, 'builder', { ...detail, tier: 'profile' });
      else if (kind === 'map') report(declaredAt, 'entries', { ...detail, tier: 'profile' });
      else if (isPlainBytes(pkg, growth)) report(declaredAt, 'bytes', detail);
      else report(declaredAt, 'grows', { ...detail, tier: 'profile' });
    }
  },
});

/** Whether the default run says it. */
function isPlainBytes(pkg: Package, growth: Growth): boolean {
  if (growth.isConditional || growth.growsLater || !outgrowsInitialRoom(pkg, growth)) return false;
  const slice = pkg.types.underlying(growth.type);
  if (slice.kind !== 'slice') return false;
  // A named type of a byte is a list of constants, and those are short.
  const element = pkg.types.unaliased(slice.element);
  return element.kind === 'basic' && element.name === 'uint8';
}

/** `len(xs)`, `2*len(xs)` */
function sizeOf({ rounds, perRound }: Growth): string {
  if (perRound === 1) return rounds.text;
  return rounds.constant === undefined ? `${perRound}*${rounds.text}` : String(perRound * rounds.constant);
}

function makeOf(growth: Growth): string {
  const length = growth.kind === 'map' ? '' : '0, ';
  return `make(${growth.typeText}, ${length}${sizeOf(growth)})`;
}

function suggestion(pkg: Package, growth: Growth): FixDetail {
  const text = pkg.textOf(growth.declaredAt);
  // One spec of several in `var ( … )` stays one.
  const assignment = /^(?:var\s|\w+\s*:=)/.test(text) ? ':=' : '=';
  return {
    title: `Start with ${makeOf(growth)}`,
    edits: [{ at: growth.declaredAt, text: `${growth.variable.name} ${assignment} ${makeOf(growth)}` }],
  };
}
