/**
 * Compares what our model says of names, calls, selectors, types and control flow with what go/types, ctrlflow and
 * go/cfg say (needs Go, and the
 * modules that the code under test needs).
 *
 *   npm run oracle -- DIRECTORY… [--pattern=./...] [--third-party] [--examples=3]
 *
 * Other modules are hidden from our model, as they are from a user's run, unless `--third-party` lets it read them too.
 * Instead of a directory a file `x.jsonl` may be given that `test/oracle/go-types` has printed. Exits with 1 if a share
 * of "different" is above its limit.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NEWEST_GO } from '../../src/base/go-version.ts';
import type { Declarations, PackageFacts } from '../../src/semantic/facts.ts';
import type { SourceUnit } from '../../src/semantic/names/symbol.ts';
import { Package } from '../../src/semantic/package.ts';
import { StandardDeclarations } from '../../src/semantic/std/standard-declarations.ts';
import { decodeSource } from '../../src/syntax/source-file.ts';
import { goParser } from '../go-parser.ts';
import { answer } from './types/answers.ts';
import { askOracle, buildOracle, type ListedPackage, type Oracle, readDump } from './types/facts.ts';
import { FileIndex } from './types/file-index.ts';
import { type AnalysedFile, FlowTally } from './types/flow-rows.ts';
import { Tally } from './types/tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pattern: { type: 'string', default: './...' },
    'third-party': { type: 'boolean', default: false },
    examples: { type: 'string', default: '3' },
  },
});

const standard = new StandardDeclarations(readFileSync('src/semantic/std/declarations.tsv', 'utf8'));

interface Source {
  readonly path: string;
  readonly files: readonly SourceUnit[];
  readonly declarations: Declarations;
}

function sourceOf({ package: path, files }: ListedPackage, done: ReadonlyMap<string, PackageFacts>): Source {
  const analysed = (name: string): PackageFacts | undefined => done.get(name);
  const declarations: Declarations = {
    nameOf: name => analysed(name)?.name ?? standard.nameOf(name),
    of: name => analysed(name) ?? standard.of(name),
    analysed,
  };
  const sources = (files ?? []).map(file => ({
    path: file,
    tree: goParser.parse(decodeSource(readFileSync(file)).text),
    isTest: false,
    isGenerated: false,
    language: NEWEST_GO,
  }));
  return { path, files: sources, declarations };
}

/** As they come to importers: through JSON. */
function factsOf(pkg: Package): PackageFacts {
  return JSON.parse(JSON.stringify(pkg.facts())) as PackageFacts;
}

function compare(oracle: Oracle, tally: Tally, flowTally: FlowTally): void {
  const done = new Map<string, PackageFacts>();
  for (const listed of oracle.packages) {
    if (listed.origin === 'std' || (listed.origin === 'third' && !values['third-party'])) continue;
    const source = sourceOf(listed, done);
    const pkg = new Package(source);
    done.set(listed.package, factsOf(pkg));
    if (!listed.match) continue;
    const analysed: AnalysedFile[] = [];
    source.files.forEach(({ path, tree }, file) => {
      const [facts = [], flow] = [oracle.facts.get(path), oracle.flow.get(path)];
      const index = new FileIndex(tree);
      for (const fact of facts) tally.add(pkg, fact, answer(pkg, file, index, fact));
      if (flow !== undefined) analysed.push({ file, facts: flow, index });
    });
    flowTally.addPackage(pkg, analysed);
  }
}

const program = positionals.every(name => name.endsWith('.jsonl')) ? '' : await buildOracle();
let failed = positionals.length === 0;
for (const name of positionals) {
  const [tally, flowTally] = [new Tally(Number(values.examples)), new FlowTally(Number(values.examples))];
  const oracle = name.endsWith('.jsonl') ? await readDump(name) : await askOracle(program, name, [values.pattern]);
  compare(oracle, tally, flowTally);
  console.log(`\n${name}\n${tally.report(values['third-party'])}\n\n${flowTally.report()}`);
  failed ||= tally.exceedsLimits || flowTally.exceedsLimits;
}
process.exitCode = failed ? 1 : 0;
