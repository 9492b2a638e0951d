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
    summary: 'A small part of a slice that is kept for long keeps the whole array in memory',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A slice of a slice points into the same array, and the array stays in memory while a single slice of it is ' +
      'reachable, however short. Neither a third index nor slices.Clip changes that. Measured with Go 1.19 and 1.26: five ' +
      'bytes kept from 8 MB hold 8 MB. A cache of the first 64 bytes of each image holds every image.',
    remedy:
      'Store bytes.Clone(part) (Go 1.20), slices.Clone(part) (Go 1.21), or append([]byte(nil), part...), which copy the ' +
      'part alone.',
    limits:
      'Holds for every version of Go. Big is what io.ReadAll, os.ReadFile, a bytes.Buffer, or a function that returns one ' +
      'of these gives. Silent if the source or another part of it may be kept as well, if a loop takes part after part ' +
      'from one source, if the bounds are not constant, and where the slice leaves what can be seen, as in a call of a ' +
      'function without source. A map, slice or object that only the running function knows counts as short-lived. Parts ' +
      'in maps and objects of a caller are reported with low confidence.',
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
