/**
 * Compares what our model says of names, calls, selectors, types and control flow with what go/types, ctrlflow and
 * go/cfg say (needs Go, and the modules that the code under test needs).
 *
 *   npm run oracle -- DIRECTORY… [--pattern=./...] [--examples=3]
 *
 * Each package is compared twice: with other modules hidden from our model, as in a user's run without vendor folder
 * and module cache, and with their sources at hand. Control flow is compared without them.
 * Instead of a directory a file `x.jsonl` may be given that `test/oracle/go-types` has printed. Exits with 1 if a
 * target is missed.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NEWEST_GO } from '../../src/base/go-version.ts';
import { exportFacts } from '../../src/semantic/export-facts.ts';
import type { Declarations, PackageFacts } from '../../src/semantic/facts.ts';
import { Inference } from '../../src/semantic/inference/inference.ts';
import { resolvePackage } from '../../src/semantic/inference/model.ts';
import type { SourceUnit } from '../../src/semantic/names/symbol.ts';
import { Package } from '../../src/semantic/package.ts';
import { StandardDeclarations } from '../../src/semantic/std/standard-declarations.ts';
import { decodeSource } from '../../src/syntax/source-file.ts';
import { goParser } from '../go-parser.ts';
import { answer } from './types/answers.ts';
import { askOracle, buildOracle, type ListedPackage, type Oracle, readDump } from './types/facts.ts';
import { FileIndex } from './types/file-index.ts';
import { FlowTally } from './types/flow-rows.ts';
import { Tally } from './types/tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pattern: { type: 'string', default: './...' },
    examples: { type: 'string', default: '3' },
  },
});

const standard = new StandardDeclarations(readFileSync('src/semantic/std/declarations.tsv', 'utf8'));

/** One of the two ways to look at a repository: what was analysed so far, and how it compares. */
class View {
  readonly tally: Tally;
  /** Modules other than those under test. */
  private readonly declared = new Map<string, PackageFacts>();
  private readonly analysed = new Map<string, PackageFacts>();
  private readonly declarations: Declarations = {
    nameOf: path => this.of(path)?.name ?? standard.nameOf(path),
    of: path => this.of(path) ?? standard.of(path),
    analysed: path => this.analysed.get(path),
  };

  constructor(tally: Tally) {
    this.tally = tally;
  }

  private of(path: string): PackageFacts | undefined {
    return this.analysed.get(path) ?? this.declared.get(path);
  }

  /** Facts come to importers through JSON. */
  analyse(path: string, files: readonly SourceUnit[]): Package {
    const pkg = new Package({ path, files, declarations: this.declarations });
    this.analysed.set(path, JSON.parse(JSON.stringify(pkg.facts())) as PackageFacts);
    return pkg;
  }

  declare(path: string, files: readonly SourceUnit[]): void {
    const inference = new Inference(resolvePackage(path, files, this.declarations));
    this.declared.set(
      path,
      exportFacts(inference, inference.model.name, () => undefined),
    );
  }
}

function filesOf({ files }: ListedPackage): SourceUnit[] {
  return (files ?? []).map(file => ({
    path: file,
    tree: goParser.parse(decodeSource(readFileSync(file)).text),
    isTest: false,
    isGenerated: false,
    language: NEWEST_GO,
  }));
}

function compareTypes(oracle: Oracle, pkg: Package, indexes: readonly FileIndex[], tally: Tally): void {
  pkg.files.forEach(({ path }, file) => {
    const index = indexes[file];
    const facts = index === undefined ? [] : (oracle.facts.get(path) ?? []);
    for (const fact of facts) if (index !== undefined) tally.add(pkg, fact, answer(pkg, file, index, fact));
  });
}

function compareFlow(oracle: Oracle, pkg: Package, indexes: readonly FileIndex[], tally: FlowTally): void {
  const analysed = pkg.files.flatMap(({ path }, file) => {
    const [facts, index] = [oracle.flow.get(path), indexes[file]];
    return facts === undefined || index === undefined ? [] : [{ file, facts, index }];
  });
  tally.addPackage(pkg, analysed);
}

/** Returns whether all targets are met. */
function compare(name: string, oracle: Oracle): boolean {
  const examples = Number(values.examples);
  const hidden = new View(new Tally('other modules hidden', examples));
  const complete = new View(new Tally('all sources at hand', examples));
  const flowTally = new FlowTally(examples);
  const hasOthers = oracle.packages.some(({ origin }) => origin === 'third');
  for (const listed of oracle.packages) {
    if (listed.origin === 'std') continue;
    const files = filesOf(listed);
    if (listed.origin === 'third') {
      complete.declare(listed.package, files);
      continue;
    }
    const indexes = listed.match ? files.map(({ tree }) => new FileIndex(tree)) : [];
    for (const view of hasOthers ? [hidden, complete] : [complete]) {
      const pkg = view.analyse(listed.package, files);
      compareTypes(oracle, pkg, indexes, view.tally);
      if (view === hidden || !hasOthers) compareFlow(oracle, pkg, indexes, flowTally);
    }
  }
  const reports = [complete.tally.report(true), ...(hasOthers ? [hidden.tally.report(false)] : []), flowTally.report()];
  console.log(`\n${name}\n${reports.join('\n\n')}`);
  const misses = complete.tally.missesTargets(true) || hidden.tally.missesTargets(false);
  return !misses && !flowTally.exceedsLimits;
}

const program = positionals.every(name => name.endsWith('.jsonl')) ? '' : await buildOracle();
let met = positionals.length > 0;
for (const name of positionals) {
  const oracle = name.endsWith('.jsonl') ? await readDump(name) : await askOracle(program, name, [values.pattern]);
  met = compare(name, oracle) && met;
}
process.exitCode = met ? 0 : 1;
