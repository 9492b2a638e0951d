/**
 * Examples for documentation, cut from fixtures: `// doc:bad` or `// doc:good` up to `// doc:end`. Since fixtures are
 * tested, so are the examples.
 */
import { readFile } from 'node:fs/promises';
import { filesBelow } from '../testing/files.ts';

export interface Examples {
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const REGION = /^[ \t]*\/\/ doc:(bad|good)\n([\s\S]*?)^[ \t]*\/\/ doc:end$/gm;
/** What fixtures say to the harness and a reader has no use for. */
const EXPECTATION = /[ \t]*\/\/ (?:want|wider|miss) ["`].*$/gm;

/** The regions of one Go file, without expectations and common indentation. */
export function examplesIn(text: string): Examples {
  const regions = [...text.replaceAll('\r\n', '\n').matchAll(REGION)];
  const ofKind = (kind: string): string[] =>
    regions.filter(([, found]) => found === kind).map(([, , body]) => dedent((body ?? '').replace(EXPECTATION, '')));
  return { bad: ofKind('bad'), good: ofKind('good') };
}

function dedent(text: string): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => /^\t*/.exec(line)?.[0].length ?? 0);
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map(line => line.slice(common)).join('\n');
}

/** The examples of all fixtures of a rule, by path. */
export async function examplesOf(ruleId: string): Promise<Examples> {
  const dir = `rules/${ruleId}/testdata`;
  // A rule without fixtures is for the conventions to complain of.
  const files = (await filesBelow(dir)).filter(name => name.endsWith('.go'));
  const found = await Promise.all(files.map(async name => examplesIn(await readFile(`${dir}/${name}`, 'utf8'))));
  return { bad: found.flatMap(({ bad }) => bad), good: found.flatMap(({ good }) => good) };
}
