/**
 * Which lines measure a finding of the profile tier, on the programs of test/proof/profiled. `npm run proof:profile` shows
 * that a profile of each has its allocations there.
 */
import { before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { RankedFinding } from '../src/base/finding.ts';
import { goleaklint } from './built-command.ts';
import { type Program, programsIn } from './proof/programs.ts';
import { within } from './proof/reports.ts';

const MODULE = 'test/proof/profiled';

const EVIDENCE: Readonly<Record<string, readonly string[]>> = {
  nodesHot: ['return &node{name: name, start: &position{}, end: &position{}}'],
  buffersHot: ['buf := make([]byte, 512)'],
  bytesBuffersHot: [
    'var buf bytes.Buffer',
    'buf.WriteString(text)',
    'fmt.Fprintf(&buf, "%x", number)',
    'total += buf.Len()',
  ],
  // What an element needs besides its place is not the map's, but stands on the same line.
  mapsHot: ['seen := make(map[string]bool)', 'seen[word] = true'],
  slicesHot: ['long := make([]string, 0)', 'long = append(', 'long,', 'word,', ')'],
  concatHot: ['joined += line + "\\n"'],
  concatLinesHot: ['joined = joined +', 'line +', "string(rune('a'+number)) +", '"\\n"'],
  closuresHot: ['seen string', 'last error'],
  sliceHot: ['raised = append(raised, word)'],
  mapGrowthHot: ['byWord[word] = len(word)'],
  builderHot: ['b.WriteByte(word[0])'],
  wideHot: ['return &conn{name: name, state: busy, wanted: idle}'],
  containsHot: ['string(line),'],
  regexpHot: ['name := regexp.MustCompile(`^[a-z][a-z0-9]*$`)'],
  encoderHot: ['out: new(bytes.Buffer),'],
  severalRowsHot: ['cells: make([]uint16, 0, 32),', 'ends:  make([]uint16, 0, 32),'],
  joinedHot: ['return fmt.Sprintf(', '"%s:%s",', 'host,', 'port,', ')'],
};

/** The source of the lines, without indentation. */
function linesOf({ evidence }: RankedFinding): string[] {
  const lines = evidence.flatMap(each => {
    if (each.kind !== 'lines') return [];
    const source = readFileSync(path.join(MODULE, each.path), 'utf8').split('\n');
    return source.slice(each.start.line - 1, each.end.line);
  });
  return [...new Set(lines.map(line => line.trim()))];
}

describe('the evidence of the profile tier', () => {
  let programs: readonly Program[] = [];
  let findings: readonly RankedFinding[] = [];

  before(async () => {
    programs = await programsIn(MODULE);
    const { stdout } = goleaklint(MODULE, './...', '--json', '--enable', 'profile', '--min-confidence', 'low');
    ({ findings } = JSON.parse(stdout) as { readonly findings: RankedFinding[] });
  });

  for (const [name, expected] of Object.entries(EVIDENCE)) {
    it(`is what ${name} allocates with`, () => {
      const program = programs.find(each => each.name === `work.${name}`);
      assert.ok(program !== undefined);
      const [rule] = program.marks.map(mark => mark.rule);
      const found = findings.filter(each => within(program)(each) && each.rule === rule);
      assert.deepEqual(found.map(linesOf), [expected]);
    });
  }
});
