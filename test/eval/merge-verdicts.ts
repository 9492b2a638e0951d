/**
 * `npm run eval:verdicts -- FIRST SECOND`: adds what two readers wrote to the kept verdicts.
 *
 * Each file is the worksheet of `eval:precision` with two more fields in each row, `verdict` (`real` or `false`) and
 * `reason`. Rows that one of the readers lacks are refused, and so are those that were judged before.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  findingKey,
  jsonLines,
  readJsonLines,
  type Judged,
  type Reading,
  type Verdict,
  VERDICTS_FILE,
} from './verdicts.ts';

type Row = Judged & Reading;

function readRows(file: string): Map<string, Row> {
  readFileSync(file);
  const rows = readJsonLines(file) as Row[];
  for (const row of rows) {
    const isComplete = ['real', 'false'].includes(row.verdict) && row.reason.trim() !== '';
    if (!isComplete) throw new Error(`${file}: ${findingKey(row)}: expected "verdict" real or false and a "reason"`);
  }
  return new Map(rows.map(row => [findingKey(row), row]));
}

const [firstFile, secondFile] = process.argv.slice(2);
if (firstFile === undefined || secondFile === undefined) throw new Error('name the files of two readers');
const kept = readJsonLines(VERDICTS_FILE) as Verdict[];
const known = new Set(kept.map(findingKey));
const [first, second] = [readRows(firstFile), readRows(secondFile)];
const merged = [...first].map(([key, row]): Verdict => {
  const other = second.get(key);
  if (other === undefined) throw new Error(`${secondFile}: there is no verdict on ${key}`);
  if (known.has(key)) throw new Error(`${VERDICTS_FILE} has a verdict on ${key} already: remove it first`);
  const { repository, commit, rule, path, function: name, fingerprint } = row;
  const readings = [row, other].map(({ verdict, reason }): Reading => ({ verdict, reason }));
  return { repository, commit, rule, path, function: name, fingerprint, readings };
});
const extra = [...second.keys()].find(key => !first.has(key));
if (extra !== undefined) throw new Error(`${firstFile}: there is no verdict on ${extra}`);
const place = (row: Verdict): string => `${row.repository} ${row.path} ${row.fingerprint}`;
writeFileSync(VERDICTS_FILE, jsonLines([...kept, ...merged].sort((a, b) => (place(a) < place(b) ? -1 : 1))));
const disagreements = merged.filter(({ readings: [one, two] }) => one?.verdict !== two?.verdict);
console.log(`${merged.length} verdicts added; the readers disagree on ${disagreements.length}`);
