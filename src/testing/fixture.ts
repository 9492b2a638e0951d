/**
 * Runs a rule on one fixture and compares what it reports with what the fixture's comments expect.
 *
 * A fixture is a folder `rules/<id>/testdata/go1.N/<case>/`: a Go module named `fixture` at the language version of the
 * folder, unless it holds a go.mod of its own. It is copied out of `testdata`, which Go patterns skip, and analysed by the
 * whole engine, so that nothing here has to imitate it.
 */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Notice, NoticeKind, RankedFinding } from '../base/finding.ts';
import type { RunReport } from '../base/report.ts';
import { type GoMinor, parseGoMinor } from '../base/go-version.ts';
import type { LintOptions } from '../engine/options.ts';
import { type RuleMeta, tiersOf } from '../rule/meta.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleSetting } from '../rule/selection.ts';
import { filesBelow } from './files.ts';
import { applyFixes } from './fixes.ts';
import { compare, parseExpectations } from './want.ts';

export interface Fixture {
  /** `rule-id/go1.22/basic`. */
  readonly name: string;
  readonly dir: string;
  readonly go: GoMinor;
}

/** The part of the engine that the harness needs. */
export type Lint = (options: LintOptions) => Promise<{ readonly report: Pick<RunReport, 'findings' | 'notices'> }>;

export interface FixtureResult {
  /** What is wrong, one sentence per problem with its place. */
  readonly problems: readonly string[];
  readonly findings: readonly RankedFinding[];
}

/** A fixed build, so that fixtures mean the same on every machine. */
const ENVIRONMENT = { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '1', GOFLAGS: '', GOWORK: 'off' };
/** A fixture that cannot be analysed as written tests nothing. */
const FATAL_NOTICES: readonly NoticeKind[] = [
  'syntax-error',
  'rule-failed',
  'unreadable-file',
  'not-utf8',
  'bad-module-file',
];
const OPTIONS_LINE = /^\/\/ options: (\{.*\})\s*$/;

/** All fixtures of a rule. Throws where a version folder has another name than `go1.N`. */
export async function fixturesOf(rulesDir: string, ruleId: string): Promise<Fixture[]> {
  const testdata = path.join(rulesDir, ruleId, 'testdata');
  const fixtures: Fixture[] = [];
  for (const version of await folders(testdata)) {
    const go = parseGoMinor(version);
    if (go === undefined) throw new Error(`${path.join(testdata, version)}: expected a folder named go1.N`);
    for (const name of await folders(path.join(testdata, version))) {
      fixtures.push({ name: `${ruleId}/${version}/${name}`, dir: path.join(testdata, version, name), go });
    }
  }
  return fixtures;
}

async function folders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch(() => []);
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** Runs `rule`, with the rules that it supersedes, on a fixture. `rules` are all rules. */
export async function runFixture(
  fixture: Fixture,
  rule: Rule,
  rules: readonly Rule[],
  lint: Lint,
): Promise<FixtureResult> {
  const dir = await mkdtemp(path.join(tmpdir(), 'goleaklint-fixture-'));
  try {
    await cp(fixture.dir, dir, { recursive: true });
    const files = await readSources(dir);
    if (!files.has('go.mod')) await writeFile(path.join(dir, 'go.mod'), `module fixture\n\ngo 1.${fixture.go}\n`);
    const active = rules.filter(({ meta }) => meta === rule.meta || rule.meta.supersedes?.includes(meta.id) === true);
    const settings = active.map(({ meta }) => settingOf(meta, meta === rule.meta ? optionsIn(files) : {}));
    const { report } = await lint(lintOptions(dir, settings));
    const { findings, notices } = report;
    const problems = [...fatal(notices), ...comparison(files, findings, active), ...fixProblems(files, findings)];
    return { problems, findings };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function lintOptions(cwd: string, rules: readonly RuleSetting[]): LintOptions {
  return {
    cwd,
    patterns: ['./...'],
    env: ENVIRONMENT,
    tests: true,
    allPlatforms: false,
    moduleCache: false,
    rules,
    minConfidence: 'low',
    jobs: 0,
    profiles: [],
    minShare: 0,
  };
}

/** All tiers are shown: wider forms too, and what else only a profile brings to light. */
function settingOf(meta: RuleMeta, changes: RuleSetting['options']): RuleSetting {
  const defaults = Object.entries(meta.options).map(([name, spec]) => [name, spec.default] as const);
  return {
    id: meta.id,
    shows: tiersOf(meta),
    measures: true,
    options: { ...Object.fromEntries(defaults), ...changes },
  };
}

/** The options that a fixture sets on the first line of one of its files. */
function optionsIn(files: ReadonlyMap<string, string>): RuleSetting['options'] {
  for (const text of files.values()) {
    const json = OPTIONS_LINE.exec(text.split('\n', 1)[0] ?? '')?.[1];
    if (json !== undefined) return JSON.parse(json) as RuleSetting['options'];
  }
  return {};
}

/** The text of every file that says something about the fixture, by path with forward slashes. */
async function readSources(dir: string): Promise<Map<string, string>> {
  const wanted = (await filesBelow(dir)).filter(name => /(?:\.go|\.go\.fixed|(?:^|\/)go\.mod)$/.test(name));
  const texts = await Promise.all(
    wanted.map(async name => [name, await readFile(path.join(dir, name), 'utf8')] as const),
  );
  return new Map(texts);
}

function fatal(notices: readonly Notice[]): string[] {
  return notices
    .filter(({ kind }) => FATAL_NOTICES.includes(kind))
    .map(({ kind, path: file, line, message }) => `${file ?? ''}:${line ?? 0}: ${kind}: ${message}`);
}

function comparison(
  files: ReadonlyMap<string, string>,
  findings: readonly RankedFinding[],
  rules: readonly Rule[],
): string[] {
  const tiers = new Map(rules.map(({ meta }) => [meta.id, meta.tier]));
  const expectations = [...files]
    .filter(([name]) => name.endsWith('.go'))
    .flatMap(([name, text]) => parseExpectations(name, text));
  const reported = findings.map(({ path: file, start, message, rule, tier }) => {
    return { path: file, line: start.line, message, wider: tier !== tiers.get(rule) };
  });
  return compare(expectations, reported);
}

/** Where a file `x.go.fixed` stands beside `x.go`, it is `x.go` after all fixes. */
function fixProblems(files: ReadonlyMap<string, string>, findings: readonly RankedFinding[]): string[] {
  const edits = findings.flatMap(({ fix }) => fix?.edits ?? []);
  return [...files].flatMap(([name, text]) => {
    const fixed = files.get(`${name}.fixed`);
    if (fixed === undefined) return [];
    const actual = applyFixes(
      text,
      edits.filter(edit => edit.path === name),
    );
    return actual === fixed ? [] : [`${name}: after its fixes it is not ${name}.fixed but:\n${actual}`];
  });
}
