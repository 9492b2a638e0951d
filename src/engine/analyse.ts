/**
 * Analyses one unit: reads and parses its files, makes the package, runs the rules while the trees live, and leaves
 * its facts and findings. The trees are gone when it returns.
 */
import { readFileSync } from 'node:fs';
import type { Finding, Notice } from '../base/finding.ts';
import { CONFIDENCES } from '../base/finding.ts';
import { isOffIn } from '../rule/contexts.ts';
import type { Rule } from '../rule/rule.ts';
import type { RuleSetting } from '../rule/selection.ts';
import type { PackageFacts } from '../semantic/facts.ts';
import { FACTS_SCHEMA } from '../semantic/facts.ts';
import type { EntryPoint } from '../semantic/lifetime/entry-point.ts';
import type { SourceUnit } from '../semantic/names/symbol.ts';
import { Package } from '../semantic/package.ts';
import type { GoParser } from '../syntax/parser.ts';
import { decodeSource, MAX_NESTING, nestingOf, syntaxErrors } from '../syntax/source-file.ts';
import type { Unit, UnitFile } from '../workspace/model.ts';
import type { Analyser } from './analyser.ts';
import { mentionedIn } from './mentioned.ts';
import type { AnalysisSettings, Trace, UnitFacts, UnitResult, Wants } from './protocol.ts';
import { Reporter } from './reporter.ts';
import { suppress } from './suppression.ts';
import { withoutSuperseded } from './supersede.ts';

/** Never throws: a unit on which the analysis itself fails costs its findings, and the run says so by name. */
export function analyseUnit(analyser: Analyser, unit: Unit, wants: Wants): UnitResult {
  try {
    return analyse(analyser, unit, wants);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `package ${unit.id} could not be analysed: ${reason}. Please report this; the rest is complete`;
    return failedUnit(unit, wants, { kind: 'rule-failed', message });
  }
}

function factsOf({ id, importPath, variant, name, dependencies }: Unit, facts: PackageFacts): UnitFacts {
  return { unit: id, importPath, variant, name, dependencies, json: JSON.stringify(facts) };
}

function failedUnit(unit: Unit, { entries }: Wants, notice: Notice): UnitResult {
  const empty: PackageFacts = {
    schema: FACTS_SCHEMA,
    path: unit.importPath,
    name: unit.name,
    types: {},
    functions: {},
    variables: {},
    constants: {},
  };
  return {
    unit: unit.id,
    facts: factsOf(unit, empty),
    findings: [],
    unsettled: [],
    traces: againFor(entries),
    notices: [notice],
    spans: [],
    files: unit.files.map(file => file.relativePath),
    importsWithoutSource: 0,
    suppressed: [],
    withheld: [],
    failed: true,
    timings: new Stopwatch().timings,
  };
}

function analyse(analyser: Analyser, unit: Unit, wants: Wants): UnitResult {
  const clock = new Stopwatch();
  const notices: Notice[] = [];
  const pkg = readPackage(analyser, unit, notices, clock);
  clock.lap('model');
  const outcome = unit.reported ? runRules(analyser, unit, pkg, notices) : NO_FINDINGS;
  clock.lap('rules');
  const facts = wants.facts ? factsOf(unit, pkg.facts()) : undefined;
  clock.lap('facts');
  const texts = pkg.files.map(({ tree }) => tree.text);
  return {
    unit: unit.id,
    ...(facts !== undefined && { facts }),
    findings: outcome.findings,
    unsettled: outcome.unsettled,
    traces: traced(pkg, mentionedIn(unit, wants.entries, texts)),
    notices,
    spans: outcome.spans,
    files: pkg.files.map(file => file.path),
    importsWithoutSource: pkg.importsWithoutSource,
    suppressed: outcome.suppressed,
    withheld: outcome.withheld,
    failed: outcome.failed,
    timings: clock.timings,
  };
}

function readPackage({ parser, store, effects }: Analyser, unit: Unit, notices: Notice[], clock: Stopwatch): Package {
  return new Package({
    path: unit.importPath,
    modulePath: unit.module.path,
    files: readUnit(parser, unit, notices, clock),
    declarations: store.visibleTo(unit),
    library: store.libraryOf(unit),
    effects,
  });
}

/** How functions of other packages run by what a unit does with them, for units that are analysed already. */
export function traceEntries(analyser: Analyser, unit: Unit, entries: readonly EntryPoint[]): readonly Trace[] {
  try {
    return traced(readPackage(analyser, unit, [], new Stopwatch()), entries);
  } catch {
    return againFor(entries);
  }
}

/** Where that fails, they may run again. */
function traced(pkg: Package, entries: readonly EntryPoint[]): readonly Trace[] {
  try {
    return entries.map(entry => ({ key: entry.key, runs: pkg.lifetimes.runsThrough(entry) }));
  } catch {
    return againFor(entries);
  }
}

const againFor = (entries: readonly EntryPoint[]): readonly Trace[] =>
  entries.map(({ key }) => ({ key, runs: 'again' }));

class Stopwatch {
  readonly timings = { read: 0, parse: 0, model: 0, rules: 0, facts: 0 };
  private last = performance.now();

  lap(part: keyof Stopwatch['timings']): void {
    const now = performance.now();
    this.timings[part] += now - this.last;
    this.last = now;
  }
}

function readUnit(parser: GoParser, unit: Unit, notices: Notice[], clock: Stopwatch): SourceUnit[] {
  const files: SourceUnit[] = [];
  for (const file of unit.files) {
    const source = readFile(file, notices);
    clock.lap('read');
    const parsed = source === undefined ? undefined : parseFile(parser, file, source, notices);
    clock.lap('parse');
    if (parsed !== undefined) files.push(parsed);
  }
  return files;
}

function readFile({ path, relativePath }: UnitFile, notices: Notice[]): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    notices.push({
      kind: 'unreadable-file',
      path: relativePath,
      message: `cannot be read (${code}): the package was analysed without it`,
    });
    return undefined;
  }
}

function parseFile(parser: GoParser, file: UnitFile, bytes: Uint8Array, notices: Notice[]): SourceUnit | undefined {
  const { relativePath: path, isTest, isGenerated, language } = file;
  const { text, hasBom, problem } = decodeSource(bytes);
  if (problem !== undefined) {
    notices.push({ kind: 'not-utf8', path, message: 'is not UTF-8 and was skipped: Go source is UTF-8, convert it' });
    return undefined;
  }
  const tree = parser.parse(text, hasBom);
  if (nestingOf(tree) > MAX_NESTING) {
    notices.push({
      kind: 'skipped-file',
      path,
      message: `is nested deeper than ${MAX_NESTING} levels and was skipped`,
    });
    return undefined;
  }
  const [error] = tree.hasError(tree.root) ? syntaxErrors(tree) : [];
  if (error !== undefined) {
    const message = `syntax error near column ${error.byteColumn}: what surrounds it was left out of the analysis`;
    notices.push({ kind: 'syntax-error', path, line: error.line, message });
  }
  return { path, tree, isTest, isGenerated, language };
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly unsettled: UnitResult['unsettled'];
  readonly spans: UnitResult['spans'];
  readonly suppressed: readonly Finding[];
  readonly withheld: readonly string[];
  readonly failed: boolean;
}

const NO_FINDINGS: Outcome = { findings: [], unsettled: [], spans: [], suppressed: [], withheld: [], failed: false };

function runRules(analyser: Analyser, unit: Unit, pkg: Package, notices: Notice[]): Outcome {
  const { settings, rules } = analyser;
  const visible = new Set(unit.files.filter(file => file.reported && !file.isGenerated).map(file => file.relativePath));
  const reporter = new Reporter(pkg, {
    measuresMemory: settings.measuresMemory,
    isVisible: path => visible.has(path),
  });
  const isShown = showing(pkg, visible);
  let failed = false;
  const words = new WordSearch(pkg);
  for (const setting of settings.rules) {
    const rule = rules.get(setting.id);
    if (rule === undefined || !isShown(rule) || !isTriggered(rule, words)) continue;
    failed = !runRule(rule, setting, unit, pkg, reporter, notices) || failed;
  }
  const findings = withoutSuperseded(reporter.reported, rules)
    .map(({ finding }) => finding)
    .filter(finding => isConfident(finding, settings));
  const enabled = new Set(settings.rules.map(({ id }) => id));
  const shown = pkg.files.filter(file => visible.has(file.path));
  const { kept, suppressed, notices: more } = suppress(findings, shown, enabled);
  notices.push(...more);
  const spans = settings.hasProfile ? reporter.names.spans() : [];
  const { unsettled, withheld } = reporter;
  return { findings: kept, unsettled, spans, suppressed, withheld, failed };
}

/** Whether findings of a rule may be shown: none are where no file is visible, and some rules have none in tests. */
function showing(pkg: Package, visible: ReadonlySet<string>): (rule: Rule) => boolean {
  const shown = [...pkg.files.entries()].filter(([, { path }]) => visible.has(path));
  if (shown.length === 0) return () => false;
  const onlyTests = shown.every(([file]) => pkg.lifetimes.isTestSupport(file));
  return ({ meta }) => !onlyTests || !isOffIn('test', meta);
}

/** The prefilter: whether a file holds one of the words without which the rule has nothing to say. */
function isTriggered({ triggers }: Rule, words: WordSearch): boolean {
  return triggers.length === 0 || triggers.some(word => words.has(word));
}

/** Rules share many of their words: each is looked for once. */
class WordSearch {
  private readonly pkg: Package;
  private readonly found = new Map<string, boolean>();

  constructor(pkg: Package) {
    this.pkg = pkg;
  }

  has(word: string): boolean {
    let found = this.found.get(word);
    if (found === undefined) {
      found = this.pkg.files.some(({ tree }) => tree.text.includes(word));
      this.found.set(word, found);
    }
    return found;
  }
}

function isConfident(finding: Finding, { minConfidence }: AnalysisSettings): boolean {
  return CONFIDENCES.indexOf(finding.confidence) <= CONFIDENCES.indexOf(minConfidence);
}

/** A rule that throws fails alone; the run goes on and says so. */
function runRule(
  rule: Rule,
  setting: RuleSetting,
  unit: Unit,
  pkg: Package,
  reporter: Reporter,
  notices: Notice[],
): boolean {
  try {
    rule.check({
      pkg,
      versions: unit.versions,
      options: setting.options,
      report: (at, message, detail = {}) => {
        reporter.report(rule.meta, setting, at, message, detail);
      },
    });
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `rule ${rule.meta.id} failed on package ${unit.importPath}: ${reason}`;
    notices.push({ kind: 'rule-failed', message: `${message}. Please report this; its other findings are complete` });
    return false;
  }
}
