/** What profiles measure at the evidence of findings. */
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Evidence } from '../src/base/finding.ts';
import type { Span } from '../src/base/position.ts';
import type { Profile } from '../src/profile/profile.ts';
import type { LineRow } from '../src/profile/overview/rows.ts';
import { lineRows } from '../src/profile/overview/rows.ts';
import type { AnalysedCode } from '../src/profile/placing/sources.ts';
import { analysedModule } from './go-functions.ts';
import { finding, heap, lineOf, load, rank, span } from './profile-findings.ts';

const PROBE_DIR = 'testdata/profiles/src';
const PROBE = analysedModule(PROBE_DIR, 'example.com/probe.v2');
const ALLOC_SPACE = 1;

/** What pprof's rows say of each line of the module, by `path:line`. */
function bytesByLine(profile: Profile): Map<string, LineRow[]> {
  const byLine = new Map<string, LineRow[]>();
  for (const row of lineRows(profile, ALLOC_SPACE)) {
    const roots = ['/src/app', 'example.com/probe.v2'];
    const path = PROBE.files.find(file => roots.some(root => row.file === `${root}/${file}`));
    if (path === undefined) continue;
    const key = `${path}:${String(row.line)}`;
    byLine.set(key, [...(byLine.get(key) ?? []), row]);
  }
  return byLine;
}

/** Package variables are initialised in no function of the source, so their lines cannot be verified. */
function isVariable({ path, start }: Span): boolean {
  return path === 'probe.go' && start.line < lineOf(`${PROBE_DIR}/probe.go`, 'func init');
}

describe('a finding of one line', () => {
  for (const name of ['exact-plain', 'exact-trimmed', 'sampled-plain', 'sampled-trimmed', 'difference']) {
    it(`has the bytes that pprof gives that line in ${name}`, () => {
      const profile = load(`testdata/profiles/${name}.pb.gz`);
      const byLine = bytesByLine(profile);
      const places = [...byLine.keys()].map(key => key.split(':') as [string, string]);
      const asked = places.map(([path, line]) => finding(span(path, Number(line))));
      const { findings } = rank(asked, [profile], { code: PROBE });
      assert.ok(findings.length > 20);
      for (const { path, start, end, profile: measured } of findings) {
        const place = `${path}:${String(start.line)}`;
        const rows = byLine.get(place) ?? [];
        const weights = measured?.types['alloc_space'];
        assert.ok(measured?.match === 'exact' || isVariable({ path, start, end }), place);
        assert.equal(
          weights?.flat,
          rows.reduce((sum, { flat }) => sum + flat, 0),
          place,
        );
        // Two functions on one line may share samples, which a finding counts once.
        const [row, ...others] = rows;
        if (row !== undefined && others.length === 0) assert.equal(weights.cum, row.cum, place);
      }
    });
  }

  it('owns what helpers of the standard library allocated for it, but not what it called in the module', () => {
    const profile = load('testdata/profiles/exact-plain.pb.gz');
    const repeat = lineOf(`${PROBE_DIR}/probe.go`, 'strings.Repeat(b.String(), 2)');
    const caller = lineOf(`${PROBE_DIR}/cmd/probe/main.go`, 'keep(probe.Helpers(200))');
    const findings = [finding(span('probe.go', repeat)), finding(span('cmd/probe/main.go', caller))];
    const [inHelpers, inCaller] = rank(findings, [profile], { code: PROBE }).findings;
    const helpers = inHelpers?.profile?.types['alloc_space'];
    const run = inCaller?.profile?.types['alloc_space'];
    assert.ok(helpers !== undefined && run !== undefined);
    assert.ok(helpers.flat === 0 && helpers.own > 0 && helpers.own === helpers.cum);
    assert.ok(run.cum > helpers.cum && run.own < run.cum);
  });

  it('counts a sample once, however many lines and frames of it lie in the evidence', () => {
    const profile = load('testdata/profiles/exact-plain.pb.gz');
    const first = lineOf(`${PROBE_DIR}/probe.go`, 'func Recurse');
    const evidence: Evidence[] = [first + 4, first + 5].map(line => ({ kind: 'lines', ...span('probe.go', line) }));
    const overlapping = finding(span('probe.go', first), { evidence: [...evidence, ...evidence] });
    const whole = finding(span('probe.go', first, first + 6));
    const [a, b] = rank([overlapping, whole], [profile], { code: PROBE }).findings;
    assert.deepEqual(a?.profile, b?.profile);
    const objects = a?.profile?.types['alloc_objects'];
    assert.ok(objects !== undefined && objects.cum > 0 && objects.cum <= 20 * 7);
  });
});

describe('source that changed since the profile', () => {
  const profile = load('testdata/profiles/exact-plain.pb.gz');
  const repeat = lineOf(`${PROBE_DIR}/probe.go`, 'strings.Repeat(words[a], 3)');
  const unmoved = rank([finding(span('probe.go', repeat))], [profile], { code: PROBE }).findings[0];

  function withProbe(edit: (text: string) => string): AnalysedCode {
    return analysedModule(PROBE_DIR, 'example.com/probe.v2', (file, text) => (file === 'probe.go' ? edit(text) : text));
  }

  it('is followed where functions moved, closures included', () => {
    const code = withProbe(text => text.replace('// Kept is', '\n\n\n// Kept is'));
    const { findings, notices } = rank([finding(span('probe.go', repeat + 3))], [profile], { code });
    assert.equal(findings[0]?.profile?.match, 'moved(+3)');
    assert.deepEqual(findings[0].profile.types, unmoved?.profile?.types);
    assert.match(notices[0]?.message ?? '', /^profile 1: the source has changed .* functions moved/);
  });

  it('is not attributed to what took the place of a function that is gone', () => {
    const code = withProbe(text => text.replaceAll('func Sorted', 'func Other').replace('// Kept is', '\n// Kept is'));
    const { findings } = rank([finding(span('probe.go', repeat)), finding(span('probe.go', repeat + 1))], [profile], {
      code: { ...code, functions: code.functions.filter(({ name }) => !name.includes('.Other')) },
    });
    assert.deepEqual(
      findings.map(({ profile: measured }) => measured?.status),
      ['not-sampled', 'not-sampled'],
    );
  });

  it('is not attributed where a closure moved within its function', () => {
    const code = withProbe(text => text.replace('\tsort.Slice(words', '\n\tsort.Slice(words'));
    const [inClosure] = rank([finding(span('probe.go', repeat + 1))], [profile], { code }).findings;
    assert.deepEqual(inClosure?.profile, { status: 'not-attributable', match: 'function', types: {} });
  });

  it('cannot be told of a profile without start lines', () => {
    const functions = [{ name: 'example.com/probe%2ev2.Concat', file: '/src/app/probe.go' }];
    const line = lineOf(`${PROBE_DIR}/probe.go`, 'part +');
    const old = heap({ functions, locations: [[[1, line]]], samples: [{ locations: [1], values: [1, 9, 0, 0] }] });
    const { findings } = rank([finding(span('probe.go', line))], [old], { code: PROBE });
    assert.equal(findings[0]?.profile?.match, 'line');
    assert.equal(findings[0].profile.types['alloc_space']?.own, 9);
  });
});

describe('a hostile profile', () => {
  it('takes no longer for names of any length and shape', () => {
    const names = ['.1'.repeat(500_000), '.func1'.repeat(200_000), '['.repeat(1_000_000), '-range1'.repeat(150_000)];
    const functions = names.map(name => ({
      name: `main.run${name}`,
      file: '/src/app/cmd/probe/main.go',
      startLine: 3,
    }));
    const locations = names.map((_, index): [number, number][] => [[index + 1, 5]]);
    const samples = names.map((_, index) => ({ locations: [index + 1], values: [1, 9, 0, 0] }));
    const profile = heap({ functions, locations, samples, dropFrames: '(.*a)*.*b' });
    const start = performance.now();
    rank([finding(span('cmd/probe/main.go', 5))], [profile], { code: PROBE });
    assert.ok(performance.now() - start < 5000);
  });
});

describe('the example module', () => {
  const dir = 'testdata/example';
  const code = analysedModule(dir, 'example.com/shop');
  const profile = load(`${dir}/heap.pb.gz`);
  /** A line that each leak allocates at. */
  const LEAKS = [
    ['substring-retention', 'internal/catalog/catalog.go', 'feed := string(data)'],
    ['subslice-retention', 'internal/catalog/catalog.go', 'image, err := io.ReadAll(r)'],
    ['ticker-not-stopped', 'internal/stock/stock.go', 'poll := time.NewTicker'],
    ['time-after-in-loop', 'internal/orders/orders.go', 'case <-time.After'],
    ['unstoppable-ticker-loop', 'internal/stock/stock.go', 'ticker: time.NewTicker'],
    ['abandoned-send', 'internal/orders/orders.go', 'quotes := make(chan'],
    ['uncancelled-producer', 'internal/orders/orders.go', 'lines := make(chan'],
    ['range-over-unclosed-channel', 'internal/orders/orders.go', 'events := make(chan'],
    ['defer-in-loop', 'internal/export/export.go', 'defer f.Close()'],
    ['finalizer-keeps-object-alive', 'internal/session/session.go', 's := &spill{'],
    ['captured-loop-variable', 'internal/session/session.go', 'for _, user := range users'],
    ['escaping-loop-variable', 'internal/session/session.go', 'visits, renewals := '],
    ['missing-prealloc', 'internal/export/export.go', 'append(obscured, b^0x5a)'],
    ['small-buffer-on-heap', 'internal/export/export.go', 'make([]byte, 0, 64)'],
  ] as const;

  it('has every leak measured in its profile', () => {
    const findings = LEAKS.map(([rule, file, text]) => finding(span(file, lineOf(`${dir}/${file}`, text)), { rule }));
    const ranked = rank(findings, [profile], { code });
    assert.deepEqual(ranked.notices, []);
    for (const { rule, profile: measured } of ranked.findings) {
      assert.equal(measured?.status, 'measured', rule);
      assert.equal(measured.match, 'exact', rule);
      assert.ok((measured.types['alloc_space']?.own ?? 0) > 0, rule);
    }
    assert.equal(ranked.findings.length, LEAKS.length);
  });
});
