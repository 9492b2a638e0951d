/**
 * Finds small parts of big slices that are kept for long: each keeps the whole array in memory.
 *
 * Big is what was read in full from a stream, a file or a buffer; small is what constant bounds say, or one piece of a
 * split, a cut or a submatch of which nothing else is kept. All of that is decided by the package's derivations.
 */
import type { Package, Place } from '../../src/rule/package.ts';
import { type Copying, retentionReports } from '../../src/rule/retention.ts';
import { defineRule } from '../../src/rule/rule.ts';

const append = (value: string): string => `append([]byte(nil), ${value}...)`;
/** Go 1.20. */
const BYTES: Copying = { clone: { importPath: 'bytes', since: 20 }, otherwise: append };
/** Go 1.21; keeps a named type. */
const SLICES: Copying = { clone: { importPath: 'slices', since: 21 }, otherwise: append };

export const rule = defineRule({
  meta: {
    id: 'subslice-retention',
    family: 'retention',
    tier: 'default',
    summary: 'A small part of a large slice is kept for long, and keeps the whole array in memory',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A subslice points into the same array as the slice that it was cut from, and the array stays in memory as ' +
      'long as a single slice of it is in use, however short. A third index (s[i:j:k]) or slices.Clip does not ' +
      'change that. Measured with Go 1.19 and 1.26: five bytes kept from 8 MB hold 8 MB. A cache of the first 64 ' +
      'bytes of each image holds every image.',
    remedy:
      'Store a copy of the part: `bytes.Clone(part)` (Go 1.20), `slices.Clone(part)` (Go 1.21), or ' +
      '`append([]byte(nil), part...)`.',
    limits:
      'Holds for every version of Go. Large slices are those that io.ReadAll, os.ReadFile, a bytes.Buffer, or a ' +
      'function that returns one of these gives. Silent if the slice as a whole or another part of it may be kept ' +
      'too, if a loop takes one part after another, if the bounds are neither constant nor the first separator, and if the slice is ' +
      'passed to code that goleaklint cannot see. The part must end up in something that is known to live on: a map, slice or ' +
      'object that a function creates and drops counts as short-lived. If it belongs to a caller, confidence is low.',
    references: ['https://pkg.go.dev/bytes#Clone', 'https://go.dev/blog/slices-intro#a-possible-gotcha'],
    messages: {
      kept:
        '{value} is a small part of what {source} read in full and shares its array: as a {role} in {holder} it keeps the ' +
        'whole in memory for as long as it stays there; store {clone}',
      keptByCallee:
        '{value} is a small part of what {source} read in full and shares its array: {holder} keeps it as a {role}, and ' +
        'with it the whole for as long as it stays there; pass {clone}',
      cutByCallee:
        '{holder} keeps a small part of {value}, which {source} read in full, as a {role}: the whole stays in memory for ' +
        'as long as the part does; let it store a copy, made by bytes.Clone',
    },
    options: {},
    metric: 'cum',
    refutable: true,
  },
  // No words: a function of another package may be what reads in full.
  triggers: [],
  check({ pkg, versions, report }) {
    for (const { at, message, detail } of retentionReports(pkg, versions.library, part => copyingOf(pkg, part))) {
      report(at, message, detail);
    }
  },
});

function copyingOf(pkg: Package, part: Place): Copying | undefined {
  if (pkg.underlyingOf(part).kind !== 'slice') return undefined;
  return pkg.typeOf(part).kind === 'slice' ? BYTES : SLICES;
}
