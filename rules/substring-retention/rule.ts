/**
 * Finds small substrings of big strings that are kept for long: each keeps all of the string in memory.
 *
 * Big is what was read in full from a stream, a file or a buffer; small is what constant bounds say, or one piece of a
 * split, a cut or a submatch of which nothing else is kept. All of that is decided by the package's derivations.
 */
import type { Package, Place } from '../../src/rule/package.ts';
import { type Copying, retentionReports } from '../../src/rule/retention.ts';
import { defineRule } from '../../src/rule/rule.ts';

/** Go 1.18. */
const CLONE: Copying = {
  clone: { importPath: 'strings', since: 18 },
  otherwise: value => `string([]byte(${value}))`,
};

export const rule = defineRule({
  meta: {
    id: 'substring-retention',
    family: 'retention',
    tier: 'default',
    summary: 'A small substring is kept for long, and keeps the large string that it was cut from in memory',
    severity: 'warning',
    confidence: 'high',
    since: '0.1.0',
    why:
      'A substring shares the memory of the string that it was cut from, so the whole string stays in memory as ' +
      'long as a single piece of it is in use. Slicing, strings.Cut, Split, Fields and the submatches of a regular ' +
      'expression all return such pieces. Measured with Go 1.19 and 1.26: five bytes kept from a string of 8 MB ' +
      'hold 8 MB. A map whose keys are pieces of request bodies holds every body that a key was cut from.',
    remedy:
      'Store a copy of the piece: `strings.Clone(piece)` (Go 1.18; before that `string([]byte(piece))`). If the ' +
      'source is a []byte, cut the bytes first and convert only the piece: `string(body[:n])`.',
    limits:
      'Holds for every version of Go. Large strings are those that come from io.ReadAll, os.ReadFile, a ' +
      'bytes.Buffer, or a function that returns one of these; lines of a bufio.Scanner or bufio.Reader do not ' +
      'count. Silent if the string as a whole or another piece of it may be kept too, if a loop takes one piece ' +
      'after another, and if the string is passed to code that goleaklint cannot see. The piece must end up in ' +
      'something that is known to live on: a map, slice or object that a function creates and drops counts as ' +
      'short-lived. If it belongs to a caller, confidence is low.',
    references: ['https://pkg.go.dev/strings#Clone', 'https://go.dev/blog/strings'],
    messages: {
      kept:
        '{value} is a small piece of what {source} read in full and shares its memory: as a {role} in {holder} it keeps ' +
        'the whole in memory for as long as it stays there; store {clone}',
      keptByCallee:
        '{value} is a small piece of what {source} read in full and shares its memory: {holder} keeps it as a {role}, and ' +
        'with it the whole for as long as it stays there; pass {clone}',
      cutByCallee:
        '{holder} keeps a small piece of {value}, which {source} read in full, as a {role}: the whole stays in memory for ' +
        'as long as the piece does; let it store a copy, made by strings.Clone',
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
  const type = pkg.typeOf(part);
  const underlying = pkg.underlyingOf(part);
  if (underlying.kind !== 'basic' || underlying.name !== 'string') return undefined;
  // strings.Clone would give a plain string.
  return type.kind === 'basic' ? CLONE : { ...CLONE, clone: { ...CLONE.clone, since: Infinity } };
}
